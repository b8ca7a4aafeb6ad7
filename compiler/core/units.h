#pragma once

#include "core/types.h"

#include <string>
#include <string_view>

namespace stackc::core {

/// Of a text that is no value of the domain, the one that was probably meant: `64Mb` → `64Mi`, `5min` → `5m`, `1h30` →
/// `1h30m`, `30` → `30s`, `0.25` → `25%`. A value of the domain, or "".
std::string meantText(std::string_view text, Domain domain);

/// A number of seconds with a fraction, in milliseconds: `1.5s` → `1500ms`; "" for everything else.
std::string inMilliseconds(std::string_view text);

} // namespace stackc::core
