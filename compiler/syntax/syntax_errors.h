#pragma once

#include <set>
#include <string_view>
#include <vector>

#include "diag/sink.h"
#include "syntax/expected.h"
#include "syntax/syntax_tree.h"

namespace stackc::syntax {

/// What is said about a syntax error, and where parsing goes on: behind the entry, field, item, statement or
/// declaration it is in.
class SyntaxErrors {
public:
    /// Errors from the byte offset `quietFrom` on are taken for consequences of one already reported.
    SyntaxErrors(const ParserInput& input, std::string_view text, source::FileId file, std::uint32_t quietFrom,
                 diag::Sink& sink)
        : input_(input), text_(text), file_(file), quietFrom_(quietFrom), sink_(sink) {}

    /// The token at `index` is none of `expected`.
    void report(std::size_t index, KindSet expected);
    /// The byte offset of each token that was reported or taken for a consequence.
    const std::vector<std::uint32_t>& offsets() const { return offsets_; }

    /// Rules after whose failure parsing goes on behind them.
    static bool isUnit(RuleKind rule);
    /// Rules that hold a list of such units.
    static bool isList(RuleKind rule);
    /// The index at which to go on if parsing stopped at `index` in a rule that begins at token `ruleBegin`.
    std::size_t resume(std::size_t index, std::size_t ruleBegin, RuleKind rule) const;

private:
    void addHints(diag::Report& report, std::string_view expected, const Token& token) const;
    bool reportedOnLine(std::uint32_t offset);
    source::Span spanOf(std::size_t index) const;

    const ParserInput& input_;
    std::string_view text_;
    source::FileId file_;
    std::uint32_t quietFrom_;
    diag::Sink& sink_;
    std::vector<std::uint32_t> offsets_;
    std::set<std::uint32_t> reported_; ///< where the first `seen_` diagnostics begin
    std::size_t seen_ = 0;
};

} // namespace stackc::syntax
