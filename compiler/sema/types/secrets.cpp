#include "sema/types/secrets.h"

#include "values/secrets.h"

#include <algorithm>

namespace stackc::sema {

bool leaks(Checking& in, TypeId expected, TypeId found, Span span) {
    const Type* wanted = &in.type(expected);
    if (wanted->kind == TypeKind::Optional)
        wanted = &in.type(wanted->element);
    if (wanted->isTextual())
        wanted = &in.type(wanted->cases[static_cast<size_t>(wanted->textCase())].payload);
    bool isSecret = in.kindOf(found) == TypeKind::Sensitive;
    bool isPublic = core::isStringLike(*wanted) || wanted->kind == TypeKind::Data || wanted->kind == TypeKind::Native;
    bool isLeak = isSecret ? wanted->kind != TypeKind::Sensitive
                           : isPublic && values::holdsSecret(in.program.types, in.type(found));
    if (!isLeak || wanted->kind == TypeKind::Error)
        return false;
    auto report = in.sink.report(Code::E3070, span, in.show(expected));
    if (isSecret)
        report.note("it goes into `data` and `stringData` of a Secret, and into what is declared as `Sensitive`");
    report.suggest(
        "refer to the Secret that holds it: in `env` by `sensitive(…)` or `secret { name, key }`, as a file by "
        "`secretFiles`");
    return true;
}

TypeId textOf(Checking& in, const std::vector<ExprId>& parts) {
    bool isSecret = std::any_of(parts.begin(), parts.end(),
                                [&in](ExprId part) { return in.kindOf(in.typeOf(part)) == TypeKind::Sensitive; });
    return isSecret ? in.program.types.sensitive() : in.program.types.string();
}

bool reveals(Checking& in, const std::string& what, std::initializer_list<ExprId> operands, Span span) {
    if (in.kindOf(textOf(in, operands)) != TypeKind::Sensitive)
        return false;
    in.sink.report(Code::E3071, span, what).suggest("whether there is one is no secret: `nonEmpty(…)`");
    return true;
}

} // namespace stackc::sema
