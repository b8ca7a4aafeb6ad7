#pragma once

#include <bitset>
#include <string>

#include "syntax/token.h"

namespace stackc::syntax {

using KindSet = std::bitset<static_cast<std::size_t>(TokenKind::END) + 1>;

/// What a parser waits for, in words: "a value", "`=` or `{`". Never empty.
std::string describeExpected(KindSet expected);

} // namespace stackc::syntax
