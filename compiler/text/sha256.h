#pragma once

#include <string>
#include <string_view>

namespace stackc::text {

/// The SHA-256 of the bytes (FIPS 180-4) in lower case hexadecimal, as Helm's `sha256sum` writes it.
std::string sha256(std::string_view bytes);

} // namespace stackc::text
