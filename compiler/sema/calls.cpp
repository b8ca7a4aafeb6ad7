// Calls of declared functions.
#include "sema/checker.h"

#include "sema/suggest.h"

namespace stackc::sema {

ExprId Checker::call(const ast::CallExpr& node, Span span, TypeId expected) {
    auto path = pathOf(node.callee);
    if (!path) {
        sink_.report(Code::E3016, tree()[node.callee].span);
        return errorExpr(span);
    }
    Found found = lookup(*path, true);
    if (found.kind == Found::Kind::symbol) {
        if (found.used == path->size())
            return callSymbol(found.symbol, node, span);
        sink_.report(Code::E3016, tree()[node.callee].span);
        return errorExpr(span);
    }
    const ast::Name& last = path->back();
    if ((*path)[0].text == "capabilities" && path->size() == 2)
        return capability(last, node, span);
    if (path->size() == 1 && isBuiltinFunction(last.text))
        return builtinCall(last.text, node, span);
    if (found.kind == Found::Kind::module && found.used < path->size()) {
        notExported(found, *path);
    } else if (found.kind == Found::Kind::nothing) {
        if (expected.valid() && kindOf(expected) == TypeKind::Variant && path->size() == 1 &&
            type(expected).textCase() < 0)
            return unknownCase(last, expected);
        unknownName((*path)[0]);
    } else {
        sink_.report(Code::E3016, tree()[node.callee].span);
    }
    return errorExpr(span);
}

ExprId Checker::callSymbol(SymbolIndex index, const ast::CallExpr& node, Span span) {
    const Symbol& symbol = symbols_[index];
    if (symbol.kind == SymbolKind::Broken)
        return errorExpr(span);
    if (symbol.kind != SymbolKind::Function) {
        auto report =
            sink_.report(Code::E2007, tree()[node.callee].span, symbol.name, kindName(symbol.kind), "a function");
        report.note(symbol.span, "declared here");
        if (symbol.kind == SymbolKind::Component)
            report.suggest("components are instantiated by `use x = " + symbol.name + "(…)`");
        return errorExpr(span);
    }
    core::FnId fn = functionOf(index, span);
    if (!fn.valid())
        return errorExpr(span);
    std::vector<VarId> params = program_[fn].params;
    std::vector<ExprId> args = arguments(symbol, params, node.args, span);
    if (args.size() != params.size())
        return errorExpr(span);
    return make(span, program_[fn].result, core::CallExpr{fn, std::move(args)});
}

std::vector<ExprId> Checker::arguments(const Symbol& symbol, const std::vector<VarId>& params,
                                       const std::vector<ast::Arg>& args, Span span) {
    std::vector<ExprId> result(params.size());
    size_t next = 0;
    for (const ast::Arg& arg : args) {
        size_t at = next;
        if (arg.name) {
            at = static_cast<size_t>(std::find(symbol.params.begin(), symbol.params.end(), arg.name->text) -
                                     symbol.params.begin());
            if (at == symbol.params.size()) {
                sink_.report(Code::E3015, arg.name->span, symbol.name, "there is no parameter `" + arg.name->text + "`")
                    .suggest(didYouMean(arg.name->text, symbol.params));
                return {};
            }
        } else {
            ++next;
        }
        if (at >= params.size()) {
            sink_
                .report(Code::E3015, tree()[arg.value].span, symbol.name,
                        fmt::format("it takes {} arguments", params.size()))
                .note(symbol.span, "declared here");
            return {};
        }
        if (result[at].valid()) {
            sink_.report(Code::E3015, tree()[arg.value].span, symbol.name,
                         "`" + symbol.params[at] + "` is given twice");
            return {};
        }
        result[at] = check(arg.value, program_[params[at]].type);
    }
    for (size_t i = 0; i < params.size(); ++i) {
        if (result[i].valid())
            continue;
        result[i] = symbol.defaults[i];
        if (!result[i].valid() && kindOf(program_[params[i]].type) == TypeKind::Error)
            return {};
        if (!result[i].valid()) {
            sink_.report(Code::E3015, span, symbol.name, "`" + symbol.params[i] + "` is missing")
                .note(symbol.span, "declared here");
            return {};
        }
    }
    return result;
}

} // namespace stackc::sema
