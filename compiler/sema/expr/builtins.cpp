#include "sema/expr/builtins.h"

#include "core/builtins.h"
#include "sema/expr/builtin_calls.h"
#include "sema/make.h"
#include "sema/suggest.h"
#include "sema/types/kinds.h"

#include <algorithm>
#include <array>

namespace stackc::sema {

using core::Op;

namespace {

struct Function {
    std::string_view name;
    size_t arguments;
    bool isLibrarys; ///< nobody else calls it
    ExprId (*call)(Checking& in, const ast::CallExpr& node, Span span);
};

constexpr std::array functions{
#define FUNCTION(name, arguments, ...) Function{#name, arguments, false, name##Call},
#define LIBRARY_FUNCTION(name, arguments) Function{#name, arguments, true, name##Call},
#include "core/builtins.def"
};

const Function* functionOf(std::string_view name) {
    const auto* found =
        std::find_if(functions.begin(), functions.end(), [&](const Function& one) { return one.name == name; });
    return found == functions.end() ? nullptr : found;
}

} // namespace

bool isBuiltinFunction(std::string_view name) { return functionOf(name) != nullptr; }

bool arity(Checking& in, const ast::CallExpr& node, const std::string& name, size_t count, Span span) {
    for (const ast::Arg& arg : node.args)
        if (arg.name) {
            in.sink.report(Code::E3015, arg.name->span, name, "its arguments have no names");
            return false;
        }
    if (node.args.size() == count)
        return true;
    in.sink.report(Code::E3015, span, name, fmt::format("it takes {} argument{}", count, count == 1 ? "" : "s"));
    return false;
}

ExprId builtinCall(Checking& in, const std::string& name, const ast::CallExpr& node, Span span) {
    const Function& function = *functionOf(name);
    if (function.isLibrarys && !in.inLibrary()) {
        in.sink.report(Code::E3072, span, name);
        return in.errorExpr(span);
    }
    return arity(in, node, name, function.arguments, span) ? function.call(in, node, span) : in.errorExpr(span);
}

ExprId capability(Checking& in, const ast::Name& name, const ast::CallExpr& node, Span span) {
    TypeId boolean = in.program.types.boolean();
    if (name.text != "has" && name.text != "kubeAtLeast") {
        in.sink.report(Code::E3017, name.span, "capabilities", name.text)
            .suggest(didYouMean(name.text, {"has", "kubeAtLeast"}));
        return in.errorExpr(span);
    }
    if (!arity(in, node, "capabilities." + name.text, 1, span))
        return in.errorExpr(span);
    auto text = literalArg(in, node, 0, "capabilities." + name.text);
    if (!text)
        return in.errorExpr(span);
    if (name.text == "has" && (text->find('/') == std::string::npos || text->find('.') == std::string::npos)) {
        in.sink.report(Code::E5008, in.tree()[node.args[0].value].span, *text);
        return in.errorExpr(span);
    }
    if (name.text == "kubeAtLeast" && !kube::Version::parse(*text)) {
        in.sink.report(Code::E3015, in.tree()[node.args[0].value].span, "capabilities.kubeAtLeast",
                       "it takes a version such as \"1.29\"");
        return in.errorExpr(span);
    }
    Op op = name.text == "has" ? Op::ApiHas : Op::KubeAtLeast;
    return makePrim(in, op, {makeString(in, *text, in.program.types.string(), span)}, boolean, span);
}

} // namespace stackc::sema
