#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/layout.h"
#include "values/context.h"

namespace stackc::values {

/// A parameter's description: its doc, and the choices of an enum or tag.
std::string describe(const Context& context, const core::Field& field);
/// The choices of a variant's tag: "One of memory, raft, redis."
std::string choices(const core::Type& type);
/// The description of a variant's tag: what there is to say of the variant, and the choices.
std::string tagText(const core::Type& variant, const std::string& description);
/// The heading under which a top-level field stands; empty if it has none.
const std::string& sectionOf(const core::Placed& placed);
/// The text with a full stop, unless it ends in a mark of its own.
std::string sentence(std::string text);
/// The text in lines of at most `width` characters, broken between words; its own line breaks are kept.
std::vector<std::string> wrap(std::string_view text, size_t width);

} // namespace stackc::values
