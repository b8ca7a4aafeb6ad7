#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "values/context.h"

namespace stackc::values {

/// A parameter's description: its doc, and the choices of an enum or tag.
std::string describe(const Context& context, const core::Field& field);
/// The choices of a variant's tag: "One of memory, raft, redis."
std::string choices(const core::Type& type);
/// The text with a full stop, unless it ends in a mark of its own.
std::string sentence(std::string text);
/// The text in lines of at most `width` characters, broken between words; its own line breaks are kept.
std::vector<std::string> wrap(std::string_view text, size_t width);

} // namespace stackc::values
