#pragma once
// What of the program is being evaluated, and where its faults are told.

#include "core/origin.h"
#include "core/program.h"
#include "diag/sink.h"
#include "support/meanwhile.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace stackc::eval {

using support::Meanwhile;
using support::Pushed;

class Trace {
public:
    /// `textOf`: that of a variable, where it is known.
    Trace(const core::Program& program, diag::Sink& sink, std::function<const std::string*(core::VarId)> textOf)
        : program_(program), sink_(sink), textOf_(std::move(textOf)) {}

    /// Is in an expression, a statement, the body of a call, or at a declaration for its lifetime.
    class InExpr;
    class InStatement;
    class InCall;
    class AtDeclaration;

    diag::Sink& sink() { return sink_; }
    /// The innermost expression or statement that has a place.
    core::Span here() const { return at_.here; }
    core::ExprId expr() const { return at_.expr; }
    /// The innermost expression or statement of the author.
    core::Span author() const { return at_.author; }
    /// How many expressions are being evaluated inside one another.
    uint32_t depth() const { return depth_; }
    /// The statements that are being run, outermost first.
    const std::vector<const core::Statement*>& statements() const { return statements_; }

    /// Reports a fault at what the chart's author wrote. Where that is not where it arises, which may be in the
    /// library, a note says so.
    template <typename... Args>
    diag::Report report(diag::CodeOf<const Args&...> code, core::Span span, const Args&... args) {
        if (!at_.author.valid() || !span.valid() || program_.isAuthors(span))
            return sink_.report(code, span, args...);
        return reportAt(authorsPart(span), code, span, args...);
    }
    /// The same at a place that is known.
    template <typename... Args>
    diag::Report reportAt(core::Span place, diag::CodeOf<const Args&...> code, core::Span span, const Args&... args) {
        return sink_.report(code, place, args...).note(span, "it arises here");
    }
    /// Where the author writes the last element of the list that is the text.
    std::optional<core::Span> elementOf(core::ExprId list, const std::string& text) const;

private:
    struct At {
        core::Span here;
        core::Span author; ///< the innermost expression or statement of the author
        core::ExprId expr; ///< the innermost one
    };

    /// At an expression, or a statement of which it is the value, that stands there.
    At at(core::Span span, core::ExprId expr) const;
    At atDeclaration(core::Span span) const;
    core::Span authorsPart(core::Span fault) const;
    core::Origin origin() const;

    const core::Program& program_;
    diag::Sink& sink_;
    std::function<const std::string*(core::VarId)> textOf_;
    At at_;
    uint32_t depth_ = 0;
    std::vector<const core::Statement*> statements_;
    std::vector<const core::CallExpr*> calls_; ///< whose bodies are being evaluated, outermost first
};

class Trace::InExpr {
public:
    InExpr(Trace& trace, core::ExprId expr, core::Span span)
        : at_(trace.at_, trace.at(span, expr)), depth_(trace.depth_, trace.depth_ + 1) {}

private:
    Meanwhile<At> at_;
    Meanwhile<uint32_t> depth_;
};

class Trace::InStatement {
public:
    InStatement(Trace& trace, const core::Statement& statement)
        : at_(trace.at_, trace.at(statement.span, statement.value)), statement_(trace.statements_, &statement) {}

private:
    Meanwhile<At> at_;
    Pushed<const core::Statement*> statement_;
};

class Trace::InCall {
public:
    InCall(Trace& trace, const core::CallExpr& call) : call_(trace.calls_, &call) {}

private:
    Pushed<const core::CallExpr*> call_;
};

/// At a field that the author declares: its faults are told there.
class Trace::AtDeclaration {
public:
    AtDeclaration(Trace& trace, core::Span span) : at_(trace.at_, trace.atDeclaration(span)) {}

private:
    Meanwhile<At> at_;
};

} // namespace stackc::eval
