#pragma once

#include <string>

namespace stackc::driver {

/// As the shells quote a text: all but PowerShell, which doubles them (`"''"`), end the quotes around one.
std::string quoted(const std::string& text, const char* quote = "'\\''");

} // namespace stackc::driver
