#include "sema/expr/calls.h"

#include "sema/elaborate.h"
#include "sema/expr/attributes.h"
#include "sema/expr/builtins.h"
#include "sema/expr/cases.h"
#include "sema/expr/infer.h"
#include "sema/expr/names.h"
#include "sema/expr/unknown_name.h"
#include "sema/names/lookup.h"
#include "sema/names/probe.h"
#include "sema/notes.h"
#include "sema/suggest.h"
#include "sema/types/language_items.h"

#include <fmt/ranges.h>

namespace stackc::sema {

namespace {

ExprId callSymbol(Checking& in, SymbolIndex index, const ast::CallExpr& node, Span span);

/// What can be called takes, for a note at its name.
std::string takes(const std::vector<std::string>& params) {
    if (params.empty())
        return "it has no parameters";
    return fmt::format("its parameter{} {} `{}`", params.size() == 1 ? "" : "s", params.size() == 1 ? "is" : "are",
                       fmt::join(params, "`, `"));
}

} // namespace

ExprId callExpr(Checking& in, const ast::CallExpr& node, Span span, TypeId expected) {
    auto path = pathOf(in, node.callee);
    if (!path) {
        in.sink.report(Code::E3016, in.tree()[node.callee].span);
        return in.errorExpr(span);
    }
    Found found = lookup(in, *path, true);
    if (found.kind == Found::Kind::symbol) {
        if (found.used == path->size())
            return callSymbol(in, found.symbol, node, span);
        in.sink.report(Code::E3016, in.tree()[node.callee].span);
        return in.errorExpr(span);
    }
    const ast::Name& last = path->back();
    if ((*path)[0].text == "capabilities" && path->size() == 2)
        return capability(in, last, node, span);
    if (path->size() == 1 && isBuiltinFunction(last.text)) {
        note(in, last, EntityKind::Builtin);
        return builtinCall(in, last.text, node, span);
    }
    if (found.kind == Found::Kind::module && found.used < path->size()) {
        notExported(in, found, *path);
    } else if (found.kind == Found::Kind::nothing) {
        if (expected.valid() && in.kindOf(expected) == TypeKind::Variant && path->size() == 1 &&
            in.type(expected).textCase() < 0)
            return unknownCase(in, last, expected);
        unknownName(in, *path, path->size() == 1 ? Wanted::Function : Wanted::Value);
    } else {
        in.sink.report(Code::E3016, in.tree()[node.callee].span);
    }
    return in.errorExpr(span);
}

namespace {

ExprId callSymbol(Checking& in, SymbolIndex index, const ast::CallExpr& node, Span span) {
    const Symbol& symbol = in.symbols[index];
    if (symbol.kind == SymbolKind::Broken)
        return in.errorExpr(span);
    if (symbol.kind != SymbolKind::Function) {
        auto report =
            in.sink.report(Code::E2007, in.tree()[node.callee].span, symbol.name, kindName(symbol.kind), "a function");
        report.note(symbol.span, "declared here");
        if (symbol.kind == SymbolKind::Component)
            report.suggest("components are instantiated by `use x = " + symbol.name + "(…)`");
        return in.errorExpr(span);
    }
    core::FnId fn = functionOf(in, index, span);
    if (!fn.valid())
        return in.errorExpr(span);
    std::vector<VarId> params = in.program[fn].params;
    noteCall(in, span, symbol, params, in.program[fn].result);
    std::vector<ExprId> args = arguments(in, symbol, params, node.args, span);
    if (args.size() != params.size())
        return in.errorExpr(span);
    return in.make(span, in.program[fn].result, core::CallExpr{fn, std::move(args)});
}

/// The component that makes services is given what a `service` has, with what the backends in its `uses` contribute.
ExprId argument(Checking& in, const Symbol& symbol, ast::ExprId value, TypeId type) {
    if (!isServiceComponent(in, symbol) || type != serviceType(in))
        return check(in, value, type);
    ExprId own = check(in, value, contributionType(in));
    Span span = in.tree()[value].span;
    return mergedAttributes(in, own, span, span);
}

} // namespace

std::vector<ExprId> arguments(Checking& in, const Symbol& symbol, const std::vector<VarId>& params,
                              const std::vector<ast::Arg>& args, Span span) {
    const Meanwhile needed(in.env.emptyLists, false);
    std::vector<ExprId> result(params.size());
    size_t next = 0;
    for (const ast::Arg& arg : args) {
        size_t at = next;
        if (arg.name) {
            probeOneOf(in, *arg.name, Probe::Place::Argument, EntityKind::Parameter, symbol.signature.params);
            at = static_cast<size_t>(
                std::find(symbol.signature.params.begin(), symbol.signature.params.end(), arg.name->text) -
                symbol.signature.params.begin());
            if (at == symbol.signature.params.size()) {
                in.sink
                    .report(Code::E3015, arg.name->span, symbol.name, "there is no parameter `" + arg.name->text + "`")
                    .note(symbol.span, takes(symbol.signature.params))
                    .suggest(didYouMean(arg.name->text, symbol.signature.params));
                return {};
            }
        } else {
            ++next;
        }
        if (at >= params.size()) {
            in.sink
                .report(Code::E3015, in.tree()[arg.value].span, symbol.name,
                        fmt::format("it takes {} argument{}", params.size(), params.size() == 1 ? "" : "s"))
                .note(symbol.span, takes(symbol.signature.params));
            return {};
        }
        if (result[at].valid()) {
            in.sink.report(Code::E3015, in.tree()[arg.value].span, symbol.name,
                           "`" + symbol.signature.params[at] + "` is given twice");
            return {};
        }
        if (arg.name)
            noteParameter(in, *arg.name, params[at]);
        result[at] = argument(in, symbol, arg.value, in.program[params[at]].type);
    }
    for (size_t i = 0; i < params.size(); ++i) {
        if (result[i].valid())
            continue;
        result[i] = symbol.signature.defaults[i];
        if (!result[i].valid() && in.kindOf(in.program[params[i]].type) == TypeKind::Error)
            return {};
        if (!result[i].valid()) {
            in.sink.report(Code::E3015, span, symbol.name, "`" + symbol.signature.params[i] + "` is missing")
                .note(symbol.span, "declared here");
            return {};
        }
    }
    return result;
}

} // namespace stackc::sema
