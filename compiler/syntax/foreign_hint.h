#pragma once
// What other languages write, for the help of syntax errors.

#include "syntax/token.h"

#include <string>
#include <string_view>

namespace stackc::syntax {

/// How Stack says what another language's word or sign at the token would, or "". `expected` describes what might have
/// stood there.
std::string foreignHint(std::string_view text, const Token& token, std::string_view expected);

} // namespace stackc::syntax
