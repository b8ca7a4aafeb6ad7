#include "sema/stmt/clauses.h"

#include "sema/expr/conditions.h"
#include "sema/types/releases.h"

#include <algorithm>
#include <utility>

namespace stackc::sema {

using core::Statement;
using core::StatementKind;

void withClauses(Checking& in, const std::vector<ast::Clause>& clauses, size_t index, std::vector<Statement>& out,
                 const StatementMaker& make) {
    if (index == clauses.size())
        return make(out);
    const ast::Clause& clause = clauses[index];
    const EnvScope scope(in);
    Statement result;
    result.span = clause.span;
    if (clause.kind == ast::Clause::Kind::when) {
        result.kind = StatementKind::If;
        result.value = condition(in, clause.value);
        narrow(in, result.value, true);
    } else {
        Loop loop = openLoop(in, clause.pattern, clause.value);
        result.kind = loop.isOptional ? StatementKind::IfLet : StatementKind::For;
        result.value = loop.source;
        result.var = loop.first;
        result.second = loop.second;
    }
    withClauses(in, clauses, index + 1, result.body, make);
    out.push_back(std::move(result));
}

bool isLooped(Checking& in, const std::vector<ast::Clause>& clauses) {
    const EnvScope scope(in);
    return std::any_of(clauses.begin(), clauses.end(), [&in](const ast::Clause& clause) {
        if (clause.kind != ast::Clause::Kind::loop)
            return false;
        const Loop loop = openLoop(in, clause.pattern, clause.value);
        return !loop.isOptional && !in.isError(loop.source);
    });
}

} // namespace stackc::sema
