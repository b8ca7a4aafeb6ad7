#include "eval/trace.h"

#include "eval/loops.h"

#include <optional>

namespace stackc::eval {

Trace::At Trace::at(core::Span span, core::ExprId expr) const {
    At at = atDeclaration(span);
    if (span.valid())
        at.here = span;
    at.expr = expr;
    return at;
}

Trace::At Trace::atDeclaration(core::Span span) const {
    At at = at_;
    if (program_.isAuthors(span))
        at.author = span;
    return at;
}

/// What variables stand for where we are.
core::Origin Trace::origin() const {
    core::Origin origin(program_);
    for (const core::Statement* statement : statements_) {
        origin.bind(*statement);
        const bool hasKey = statement->kind == core::StatementKind::For && statement->second.valid();
        if (const std::string* key = hasKey ? textOf_(statement->var) : nullptr)
            origin.inRound(*statement, *key);
    }
    for (const core::CallExpr* call : calls_)
        origin.bind(*call);
    return origin;
}

/// The part of what the author wrote whose value reached a fault in the library: an argument, or a field of a record
/// that is one.
core::Span Trace::authorsPart(core::Span fault) const {
    core::Origin origin = this->origin();
    std::optional<core::Span> part = at_.expr.valid() ? origin.behind(at_.expr, fault) : std::nullopt;
    const core::Span& author = at_.author;
    return part && author.covers(*part) ? *part : author;
}

std::optional<core::Span> Trace::elementOf(core::ExprId list, const std::string& text) const {
    core::Origin origin = this->origin();
    origin.search(list, {core::Step("")}, text);
    const bool isFound = origin.found() && at_.author.covers(origin.found()->span);
    return isFound ? std::optional(origin.found()->span) : std::nullopt;
}

} // namespace stackc::eval
