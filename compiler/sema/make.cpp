#include "sema/make.h"

#include "sema/notes.h"

namespace stackc::sema {

using core::Literal;
using core::Op;

VarId newVar(Checking& in, std::string name, TypeId type) {
    in.program.vars.push_back({std::move(name), type});
    return VarId{static_cast<uint32_t>(in.program.vars.size() - 1)};
}

ExprId varRef(Checking& in, VarId var, Span span) { return in.make(span, in.program[var].type, core::VarRef{var}); }

void bindName(Checking& in, const std::string& name, VarId var, Span span) {
    if (in.index != nullptr)
        noteVariable(in, {name, span}, var);
    in.env.locals.push_back({name, varRef(in, var, span)});
}

void bindLet(Checking& in, const ast::Name& name, ExprId value) {
    in.symbols.lets.try_emplace(name.span, false);
    in.env.locals.push_back({name.text, value, {}, name.span});
    noteLocal(in, name, in.env.locals.back());
}

ExprId readField(Checking& in, ExprId base, const std::string& name, TypeId type, Span span) {
    return in.make(span, type, core::FieldAccess{base, name});
}

ExprId makeBool(Checking& in, bool value, Span span) {
    Literal literal;
    literal.kind = Literal::Kind::Bool;
    literal.boolean = value;
    return in.make(span, in.program.types.boolean(), literal);
}

ExprId makeString(Checking& in, std::string text, TypeId type, Span span) {
    Literal literal;
    literal.kind = Literal::Kind::String;
    literal.text = std::move(text);
    return in.make(span, type, literal);
}

const std::string* literalText(const Checking& in, ExprId id) {
    const Literal* literal = in.nodeAs<Literal>(id);
    return literal != nullptr && literal->kind == Literal::Kind::String ? &literal->text : nullptr;
}

ExprId makePrim(Checking& in, Op op, std::vector<ExprId> args, TypeId type, Span span) {
    return in.make(span, type, core::PrimExpr{op, std::move(args)});
}

} // namespace stackc::sema
