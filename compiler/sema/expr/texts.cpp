#include "sema/expr/texts.h"

#include "sema/expr/infer.h"
#include "sema/make.h"
#include "sema/notes.h"
#include "sema/types/coerce.h"
#include "sema/types/secrets.h"

namespace stackc::sema {

namespace {

std::optional<std::string> staticText(Checking& in, ast::ExprId id);

} // namespace

bool constant(Checking& in, ast::ExprId value, std::string& out) {
    auto text = staticText(in, value);
    if (text)
        out = *text;
    return text.has_value();
}

ExprId toText(Checking& in, ExprId value, Span span) {
    const Type& t = in.type(in.typeOf(value));
    switch (t.kind) {
    case TypeKind::Error:
        return value;
    case TypeKind::String:
        return coerce(in, value, in.program.types.string(), span);
    case TypeKind::Sensitive:
        return value;
    case TypeKind::Bool:
    case TypeKind::Int:
    case TypeKind::Float:
    case TypeKind::IntOrPercent:
    case TypeKind::Enum:
        noteConversion(in, in.typeOf(value), in.program.types.string(), span);
        return makePrim(in, core::Op::ToText, {value}, in.program.types.string(), span);
    case TypeKind::Optional:
        in.sink.report(Code::E3018, span, in.show(in.typeOf(value)), "String")
            .suggest("open it with `if let x = …` or give a value with `??`");
        return in.errorExpr(span);
    default:
        mismatch(in, in.program.types.string(), in.typeOf(value), span);
        return in.errorExpr(span);
    }
}

ExprId interpolation(Checking& in, const ast::StringLit& literal, Span span) {
    std::vector<ExprId> parts;
    bool failed = false;
    for (const ast::StringPart& part : literal.parts) {
        if (!part.value.valid()) {
            parts.push_back(makeString(in, part.text, in.program.types.string(), part.span));
            continue;
        }
        ExprId value = toText(in, infer(in, part.value), part.span);
        failed = failed || in.isError(value);
        parts.push_back(value);
    }
    if (failed)
        return in.errorExpr(span);
    TypeId text = textOf(in, parts);
    return makePrim(in, core::Op::Concat, std::move(parts), text, span);
}

namespace {

/// The text of an expression that has to be a plain one; reported if it is not.
std::optional<std::string> staticText(Checking& in, ast::ExprId id) {
    ExprId value = check(in, id, in.program.types.string());
    if (const std::string* text = literalText(in, value))
        return *text;
    if (!in.isError(value))
        in.sink.report(Code::E3027, in.spanOf(value), "this");
    return std::nullopt;
}

} // namespace

} // namespace stackc::sema
