#pragma once
// What of the program is being evaluated, and where its faults are told.

#include "core/program.h"
#include "diag/sink.h"

#include <cstdint>
#include <vector>

namespace stackc::eval {

class Trace {
public:
    Trace(const core::Program& program, diag::Sink& sink) : program_(program), sink_(sink) {}

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
    template <typename... Args> diag::Report report(diag::Code code, core::Span span, const Args&... args) {
        if (!at_.author.valid() || !span.valid() || program_.isAuthors(span))
            return sink_.report(code, span, args...);
        return sink_.report(code, authorsPart(span), args...).note(span, "it arises here");
    }

private:
    struct At {
        core::Span here;
        core::Span author; ///< the innermost expression or statement of the author
        core::ExprId expr; ///< the innermost one
    };

    void enter(core::Span span);
    core::Span authorsPart(core::Span fault) const;

    const core::Program& program_;
    diag::Sink& sink_;
    At at_;
    uint32_t depth_ = 0;
    std::vector<const core::Statement*> statements_;
    std::vector<const core::CallExpr*> calls_; ///< whose bodies are being evaluated, outermost first
};

class Trace::InExpr {
public:
    InExpr(Trace& trace, core::ExprId id, core::Span span) : trace_(trace), saved_(trace.at_) {
        trace.enter(span);
        trace.at_.expr = id;
        ++trace.depth_;
    }
    ~InExpr() {
        --trace_.depth_;
        trace_.at_ = saved_;
    }
    InExpr(const InExpr&) = delete;
    InExpr& operator=(const InExpr&) = delete;

private:
    Trace& trace_;
    At saved_;
};

class Trace::InStatement {
public:
    InStatement(Trace& trace, const core::Statement& statement) : trace_(trace), saved_(trace.at_) {
        trace.enter(statement.span);
        trace.at_.expr = statement.value;
        trace.statements_.push_back(&statement);
    }
    ~InStatement() {
        trace_.statements_.pop_back();
        trace_.at_ = saved_;
    }
    InStatement(const InStatement&) = delete;
    InStatement& operator=(const InStatement&) = delete;

private:
    Trace& trace_;
    At saved_;
};

class Trace::InCall {
public:
    InCall(Trace& trace, const core::CallExpr& call) : trace_(trace) { trace.calls_.push_back(&call); }
    ~InCall() { trace_.calls_.pop_back(); }
    InCall(const InCall&) = delete;
    InCall& operator=(const InCall&) = delete;

private:
    Trace& trace_;
};

/// At a field that the author declares: its faults are told there.
class Trace::AtDeclaration {
public:
    AtDeclaration(Trace& trace, core::Span span) : trace_(trace), saved_(trace.at_) {
        if (trace.program_.isAuthors(span))
            trace.at_.author = span;
    }
    ~AtDeclaration() { trace_.at_ = saved_; }
    AtDeclaration(const AtDeclaration&) = delete;
    AtDeclaration& operator=(const AtDeclaration&) = delete;

private:
    Trace& trace_;
    At saved_;
};

} // namespace stackc::eval
