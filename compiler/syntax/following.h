#pragma once
// What may stand behind a text that breaks off, for an editor to offer it.

#include "syntax/token.h"

#include <cstdint>
#include <set>
#include <string_view>

namespace stackc::syntax {

struct Following {
    enum class Begin : std::uint8_t {
        None,        ///< nothing may: the words are all there is
        Declaration, ///< with its words
        Statement,   ///< of a component or a test, with its words
        Any,         ///< something else: a name, a value, an entry
    };
    Begin begin = Begin::Any;
    /// Words of the language that go on with what stands there: `then` behind `if a`.
    std::set<TokenKind> words{};
    /// The token before.
    TokenKind last = TokenKind::END;
};

/// `text` is what stands before the cursor, from the begin of a declaration on. Of a text that begins none there are no
/// words, and anything may begin.
Following followingWords(std::string_view text);

} // namespace stackc::syntax
