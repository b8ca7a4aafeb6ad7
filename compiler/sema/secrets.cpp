// Text that nobody may see: where it may not go. What is made of it is as secret as it is.
#include "sema/checker.h"

#include <algorithm>

namespace stackc::sema {

using core::Op;

bool Checker::holdsSensitive(TypeId id) {
    auto isSensitive = [this](TypeId at) {
        return kindOf(at) == TypeKind::Sensitive ||
               (kindOf(at) == TypeKind::Native && secretTexts(nativeOf(at), "data").valid());
    };
    return findInside(id, isSensitive).valid();
}

bool Checker::leaks(TypeId expected, TypeId found, Span span) {
    const Type* wanted = &type(expected);
    if (wanted->kind == TypeKind::Optional)
        wanted = &type(wanted->element);
    if (wanted->isTextual())
        wanted = &type(wanted->cases[static_cast<size_t>(wanted->textCase())].payload);
    bool isSecret = kindOf(found) == TypeKind::Sensitive;
    bool isPublic = core::isStringLike(*wanted) || wanted->kind == TypeKind::Data || wanted->kind == TypeKind::Native;
    bool isLeak = isSecret ? wanted->kind != TypeKind::Sensitive : isPublic && holdsSensitive(found);
    if (!isLeak || wanted->kind == TypeKind::Error)
        return false;
    auto report = sink_.report(Code::E3070, span, show(expected));
    if (isSecret)
        report.note("it goes into `data` and `stringData` of a Secret, and into what is declared as `Sensitive`");
    report.suggest(
        "refer to the Secret that holds it: in `env` by `sensitive(…)` or `secret { name, key }`, as a file by "
        "`secretFiles`");
    return true;
}

TypeId Checker::textOf(const std::vector<ExprId>& parts) {
    bool isSecret = std::any_of(parts.begin(), parts.end(),
                                [this](ExprId part) { return kindOf(typeOf(part)) == TypeKind::Sensitive; });
    return isSecret ? program_.types.sensitive() : program_.types.string();
}

bool Checker::reveals(const std::string& what, std::initializer_list<ExprId> operands, Span span) {
    if (kindOf(textOf(operands)) != TypeKind::Sensitive)
        return false;
    sink_.report(Code::E3071, span, what).suggest("whether there is one is no secret: `nonEmpty(…)`");
    return true;
}

/// `digest(texts)`: a checksum by which pods restart, the one thing that is let out of secrets. `keptText(namespace,
/// Secret, key, length, alphabet)`: a generated text, for the Secret of that name alone.
ExprId Checker::libraryCall(const std::string& name, const ast::CallExpr& node, Span span) {
    if (!inLibrary()) {
        sink_.report(Code::E3072, span, name);
        return errorExpr(span);
    }
    TypeId text = program_.types.string();
    if (name == "digest") {
        if (!arity(node, name, 1, span))
            return errorExpr(span);
        ExprId texts = check(node.args[0].value, program_.types.map(text, program_.types.sensitive()));
        ExprId written = make(span, program_.types.sensitive(), core::TextExpr{core::TextFormat::Yaml, texts});
        return prim(Op::Sha256, {written}, text, span);
    }
    if (!arity(node, name, 5, span))
        return errorExpr(span);
    std::vector<ExprId> args;
    for (size_t i = 0; i < node.args.size(); ++i)
        args.push_back(check(node.args[i].value, i == 3 ? intType(1, 256) : text));
    return prim(Op::KeptText, std::move(args), program_.types.sensitive(), span);
}

} // namespace stackc::sema
