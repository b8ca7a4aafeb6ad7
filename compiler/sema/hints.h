#pragma once
// What somebody probably meant who writes a unit or a text in another form. Each gives the text of a help, or "" if
// there is nothing to say.

#include "core/types.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace stackc::sema {

/// Of a text that is no value of the domain: `64Mb` → `64Mi`, `5min` → `5m`.
std::string unitHint(std::string_view text, core::Domain domain);
/// The same, or how the texts of the domain look.
std::string domainHint(std::string_view text, core::Domain domain);
/// Of an integer where the domain wants a unit: `30` → `30s`.
std::string unitHint(int64_t number, core::Domain domain);
/// Of a text that a pattern refuses, where the pattern takes it with a unit: `30` → `30s`.
std::string patternHint(std::string_view text, const std::function<bool(const std::string&)>& accepts);
} // namespace stackc::sema
