#pragma once

#include <antlr4-runtime.h>

#include <string_view>

#include "diag/sink.h"
#include "syntax/separators.h"

namespace stackc::syntax {

/// Reports syntax errors in plain words and goes on after the entry, field, item, statement or declaration they are in.
class Recovery : public antlr4::DefaultErrorStrategy {
public:
    /// Errors from the byte offset `quietFrom` on are taken for consequences of one already reported.
    Recovery(const ParserInput& input, std::string_view text, source::FileId file, std::uint32_t quietFrom,
             diag::Sink& sink)
        : input_(input), text_(text), file_(file), quietFrom_(quietFrom), sink_(sink) {}

    void reportError(antlr4::Parser* parser, const antlr4::RecognitionException& e) override;
    void recover(antlr4::Parser* parser, std::exception_ptr e) override;
    antlr4::Token* recoverInline(antlr4::Parser* parser) override;
    void sync(antlr4::Parser* parser) override;

private:
    void report(antlr4::Parser* parser, std::size_t offending, const antlr4::misc::IntervalSet& expected);
    void addHints(diag::Report& report, std::string_view expected, std::size_t offending);
    std::size_t skipTo(antlr4::Parser* parser, std::uint16_t depth, bool declaration);
    bool alreadyReportedOnLine(std::uint32_t offset) const;

    const ParserInput& input_;
    std::string_view text_;
    source::FileId file_;
    std::uint32_t quietFrom_;
    diag::Sink& sink_;
};

} // namespace stackc::syntax
