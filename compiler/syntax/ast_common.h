#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "source/span.h"
#include "support/id.h"

namespace stackc::syntax {

using source::FileId;
using source::Span;

using ExprId = support::Id<struct ExprTag>;
using TypeId = support::Id<struct TypeTag>;
using ItemId = support::Id<struct ItemTag>;
using EntryId = support::Id<struct EntryTag>;
using BlockId = support::Id<struct BlockTag>;
using StmtId = support::Id<struct StmtTag>;
using BodyId = support::Id<struct BodyTag>;
using DeclId = support::Id<struct DeclTag>;

struct Name {
    std::string text;
    Span span;
};

/// `a.b.c`; never empty.
struct Path {
    std::vector<Name> parts;
    Span span;

    /// "a.b.c"
    std::string text() const;
};

/// The `///` lines before a node: without the slashes and one space, joined by '\n'. Empty if there are none.
struct Doc {
    std::string text;
    Span span;
};

/// An argument of a call or an annotation; positional if it has no name.
struct Arg {
    std::optional<Name> name;
    ExprId value;
};

/// `@name(args)`
struct Annotation {
    Name name;
    std::vector<Arg> args;
    Span span;
};

/// `check c else "m"` and `where c else "m"`. The message is a string expression and may interpolate.
struct Rule {
    ExprId condition;
    ExprId message;
    Span span;
};

/// `e`, or `let x = e`, which holds when the optional `e` is set and binds what is in it.
struct Cond {
    std::optional<Name> binding;
    ExprId value;
    Span span;
};

/// What a `for` binds: `x`, the element; or `k, v`, the index or key and the element.
struct LoopPattern {
    Name first;
    std::optional<Name> second;
};

/// A clause of a declaration: `for p in e` or `when e`.
struct Clause {
    enum class Kind : std::uint8_t { loop, when };
    Kind kind = Kind::when;
    LoopPattern pattern;
    ExprId value;
    Span span;
};

/// One alternative of a match arm.
struct CasePattern {
    enum class Kind : std::uint8_t {
        wildcard, ///< `_`
        none,     ///< `none`
        name,     ///< `raft`, `raft(r)`, `some(x)`
        text,     ///< `"on-failure"`, an enum's quoted case
    };
    Kind kind = Kind::wildcard;
    /// The case; for `text` the decoded string.
    Name name;
    /// The payload's name; `_` binds nothing and counts as absent.
    std::optional<Name> binding;
    Span span;
};

} // namespace stackc::syntax
