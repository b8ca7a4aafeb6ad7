#pragma once
// Signs of other languages: in types, between values, behind them.

#include "syntax/token.h"

#include <string>
#include <string_view>

namespace stackc::syntax {

/// What to write for a token that is not expected there; "" if nobody is known to mean something by it. `before` and
/// `after` are the texts around it.
std::string signHint(const Token& token, std::string_view before, std::string_view after, std::string_view expected);

} // namespace stackc::syntax
