#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "syntax/ast_common.h"

namespace stackc::syntax {

/// Stands where the source could not be understood; a diagnostic has been reported.
struct ErrorExpr {};
struct NoneLit {};
struct BoolLit {
    bool value = false;
};
struct IntLit {
    std::int64_t value = 0;
};
/// As written, without `_`.
struct FloatLit {
    std::string text;
};
/// `5m`, `25%`, `10Gi`: as written, without `_`.
struct UnitLit {
    std::string text;
};

/// Decoded text, or an interpolation if `value` is valid.
struct StringPart {
    std::string text;
    ExprId value;
    Span span;
};

struct StringLit {
    enum class Form : std::uint8_t { plain, raw, block };
    Form form = Form::plain;
    /// Without empty texts and without two texts in a row; empty for `""`.
    std::vector<StringPart> parts;

    bool isPlainText() const { return parts.empty() || (parts.size() == 1 && !parts[0].value.valid()); }
    /// The whole text; only if isPlainText().
    const std::string& plainText() const;
};

/// A name alone: a lexical name, or a case of the expected variant or enum.
struct NameRef {
    Name name;
};
/// `base.name`
struct MemberExpr {
    ExprId base;
    Name name;
};
/// `base[index]`, in the expectations of tests.
struct IndexExpr {
    ExprId base;
    ExprId index;
};
struct CallExpr {
    ExprId callee;
    std::vector<Arg> args;
};
/// A case, a record type or a preset applied: `raft { … }`, `std.postgres { … }`, `on { … }`.
struct ApplyExpr {
    Path callee;
    BlockId block;
};
/// `{ … }`: a record or a map.
struct BlockExpr {
    BlockId block;
};
struct ListExpr {
    std::vector<ItemId> items;
};

struct MatchArm {
    std::vector<CasePattern> patterns;
    ExprId value;
    Span span;
};
struct MatchExpr {
    ExprId subject;
    std::vector<MatchArm> arms;
};
struct IfExpr {
    Cond cond;
    ExprId then;
    ExprId otherwise;
};
struct LetExpr {
    Name name;
    ExprId value;
    ExprId body;
};

enum class UnaryOp : std::uint8_t { negate, logicalNot };
struct UnaryExpr {
    UnaryOp op{};
    ExprId operand;
};

enum class BinaryOp : std::uint8_t { add, sub, mul, div, eq, ne, lt, le, gt, ge, logicalAnd, logicalOr, coalesce };
struct BinaryExpr {
    BinaryOp op{};
    ExprId lhs;
    ExprId rhs;
    Span opSpan;
};

/// `e is case`, `e is none`, `e is set`.
struct IsExpr {
    enum class Test : std::uint8_t { caseName, none, set };
    ExprId operand;
    Test test{};
    /// The word after `is`.
    Name name;
};

struct Expr {
    Span span;
    std::variant<ErrorExpr, NoneLit, BoolLit, IntLit, FloatLit, UnitLit, StringLit, NameRef, MemberExpr, CallExpr,
                 ApplyExpr, BlockExpr, ListExpr, MatchExpr, IfExpr, LetExpr, UnaryExpr, BinaryExpr, IsExpr, IndexExpr>
        node;
};

// ---- list items

/// `for p in source if filter: body`
struct ForItem {
    LoopPattern pattern;
    ExprId source;
    /// Invalid if there is none.
    ExprId filter;
    ItemId body;
};
/// `if cond: body`
struct IfItem {
    Cond cond;
    ItemId body;
};
/// `...e`
struct SpreadItem {
    ExprId value;
};
struct ValueItem {
    ExprId value;
};
struct Item {
    Span span;
    std::variant<ValueItem, SpreadItem, IfItem, ForItem> node;
};

// ---- block entries

/// One step of `ports["http"].nodePort`: a key, or the list element with that merge key.
struct TargetStep {
    enum class Kind : std::uint8_t { key, element };
    Kind kind = Kind::key;
    Name name;
    /// Written as a string.
    bool quoted = false;
    /// Of an element: what its merge key is, if that isn't written as a string. The name is then empty.
    ExprId computed{};
};

struct Target {
    /// Empty if the key is computed.
    std::vector<TargetStep> steps;
    /// `(e) = …`, or a key that interpolates.
    ExprId computed;
    Span span;
};

/// `for p in source if filter { … }`
struct ForEntry {
    LoopPattern pattern;
    ExprId source;
    /// Invalid if there is none.
    ExprId filter;
    BlockId body;
};
/// `if cond { … } else …`; the other branch is a block, another IfEntry, or neither.
struct IfEntry {
    Cond cond;
    BlockId then;
    BlockId elseBlock;
    EntryId elseIf;
};
struct MatchEntryArm {
    std::vector<CasePattern> patterns;
    BlockId block;
    Span span;
};
/// `match e { case(x) => { … } }`
struct MatchEntry {
    ExprId subject;
    std::vector<MatchEntryArm> arms;
};
/// `remove target`
struct RemoveEntry {
    Target target;
};
/// `let x = e`, visible in the rest of the block
struct LetEntry {
    Name name;
    ExprId value;
};
/// `...e`
struct SpreadEntry {
    ExprId value;
};
/// `target = e`, or `target += e`
struct AssignEntry {
    Target target;
    bool append = false;
    ExprId value;
};
/// `target { … }`: amends what is there.
struct AmendEntry {
    Target target;
    BlockId block;
};
/// `service x { … }`, `backend x { … }` or `backend x = value` in an environment
struct PartEntry {
    enum class Kind : std::uint8_t { service, backend };
    Kind kind{};
    Name name;
    /// Invalid where it has a value.
    BlockId block;
    ExprId value;
};
/// A diagnostic has been reported.
struct ErrorEntry {};

struct Entry {
    Doc doc;
    Span span;
    std::variant<ErrorEntry, AssignEntry, AmendEntry, SpreadEntry, IfEntry, MatchEntry, ForEntry, LetEntry, RemoveEntry,
                 PartEntry>
        node;
};

struct Block {
    std::vector<EntryId> entries;
    /// With its braces.
    Span span;
};

} // namespace stackc::syntax
