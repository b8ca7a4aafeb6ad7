// What the library alone calls.
#include "sema/expr/builtin_calls.h"
#include "sema/expr/infer.h"
#include "sema/make.h"
#include "sema/types/coerce.h"
#include "sema/types/intervals.h"
#include "sema/types/kinds.h"

namespace stackc::sema {

using core::Domain;
using core::Op;

ExprId digestCall(Checking& in, const ast::CallExpr& node, Span span) {
    TypeId text = in.program.types.string();
    ExprId texts = check(in, node.args[0].value, in.program.types.map(text, in.program.types.sensitive()));
    ExprId written = in.make(span, in.program.types.sensitive(), core::TextExpr{core::TextFormat::Yaml, texts});
    return makePrim(in, Op::Sha256, {written}, text, span);
}

ExprId keptTextCall(Checking& in, const ast::CallExpr& node, Span span) {
    std::vector<ExprId> args;
    for (size_t i = 0; i < node.args.size(); ++i)
        args.push_back(check(in, node.args[i].value, i == 3 ? intType(in, 1, 256) : in.program.types.string()));
    return makePrim(in, Op::KeptText, std::move(args), in.program.types.sensitive(), span);
}

ExprId calledChartCall(Checking& in, const ast::CallExpr& node, Span span) {
    TypeId label = in.program.types.domain(Domain::DnsLabel);
    ExprId name = check(in, node.args[0].value, label);
    std::vector<std::string> aliases;
    for (const ast::Decl& decl : in.modules[0].tree->decls)
        if (const auto* include = std::get_if<ast::IncludeDecl>(&decl.node))
            aliases.push_back(include->alias.text);
    ExprId result = name;
    for (const auto& [alias, called] : in.loader.calledCharts(aliases)) {
        if (alias == called)
            continue;
        ExprId isIt =
            makePrim(in, Op::Eq, {name, makeString(in, alias, label, span)}, in.program.types.boolean(), span);
        result = in.make(span, label, core::IfExpr{isIt, makeString(in, called, label, span), result});
    }
    return result;
}

} // namespace stackc::sema
