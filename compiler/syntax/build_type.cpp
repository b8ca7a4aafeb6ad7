#include <algorithm>

#include "syntax/builder.h"

namespace stackc::syntax {

TypeId Builder::type(P::TypeContext* context) {
    auto atoms = context->typeAtom();
    TypeId result = typeAtom(atoms[0]);
    if (atoms.size() > 1) {
        ExtendType extend{{result}};
        for (std::size_t i = 1; i < atoms.size(); ++i)
            extend.parts.push_back(typeAtom(atoms[i]));
        Span span = spanOf(atoms.front()).to(spanOf(atoms.back()));
        result = module_.add(TypeExpr{span, std::move(extend)});
    }
    if (auto* twice = context->COALESCE()) {
        sink_.report(diag::Code::E1016, spanOf(twice), "an optional of an optional").suggest("write `?` once");
    }
    if (context->QUESTION() == nullptr && context->COALESCE() == nullptr)
        return result;
    return module_.add(TypeExpr{spanOf(context), OptionalType{result}});
}

TypeId Builder::typeAtom(P::TypeAtomContext* context) {
    if (context->recordType() != nullptr)
        return record(context->recordType());
    TypeExpr result;
    result.span = spanOf(context);
    if (context->path() != nullptr) {
        NamedType named{path(context->path()), {}};
        if (auto* refinements = context->refinements()) {
            for (auto* one : refinements->refinement())
                named.refinements.push_back(refinement(one));
        }
        result.node = std::move(named);
    } else {
        auto types = context->type();
        TypeId first = type(types[0]);
        if (types.size() == 1) {
            result.node = ListType{first};
        } else {
            result.node = MapType{first, type(types[1])};
        }
    }
    return module_.add(std::move(result));
}

TypeId Builder::record(P::RecordTypeContext* context) {
    RecordType result;
    for (auto* member : context->member()) {
        if (member->exception != nullptr)
            continue;
        if (auto* check = member->checkDecl()) {
            result.checks.push_back(rule(check, check->expr(), check->text()));
        } else {
            result.fields.push_back(field(member));
        }
    }
    return module_.add(TypeExpr{spanOf(context), std::move(result)});
}

Field Builder::field(P::MemberContext* context) {
    Field result;
    result.doc = docOf(context, context->key());
    result.annotations = annotations(context->annotation());
    bool quoted = false;
    result.name = keyName(context->key(), &quoted);
    result.type = type(context->type());
    if (context->value() != nullptr)
        result.defaultValue = value(context->value());
    if (auto* where = context->where())
        result.where = rule(where, where->expr(), where->text());
    result.span = spanOf(context);
    return result;
}

Refinement Builder::refinement(P::RefinementContext* context) {
    Refinement result;
    result.span = spanOf(context);
    if (context->STRING() != nullptr || context->RAW_STRING() != nullptr) {
        result.pattern = plainString(context->start);
        return result;
    }
    Span range = spanOf(context->RANGE());
    for (auto* one : context->bound()) {
        Bound given = bound(one);
        (given.span.begin < range.begin ? result.low : result.high) = given;
    }
    return result;
}

Bound Builder::bound(P::BoundContext* context) const {
    Bound result;
    result.span = spanOf(context);
    result.kind = context->INT() != nullptr     ? Bound::Kind::integer
                  : context->FLOAT() != nullptr ? Bound::Kind::floating
                                                : Bound::Kind::unit;
    if (context->MINUS() != nullptr)
        result.text = "-";
    result.text += textOf(spanOf(context->stop));
    result.text.erase(std::remove(result.text.begin(), result.text.end(), '_'), result.text.end());
    return result;
}

} // namespace stackc::syntax
