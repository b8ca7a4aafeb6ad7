#include <algorithm>

#include "syntax/builder.h"

namespace stackc::syntax {

TypeId Builder::type(TreeNode context) {
    auto atoms = context.children(R::typeAtom);
    TypeId result = typeAtom(atoms[0]);
    if (atoms.size() > 1) {
        ExtendType extend{{result}};
        for (std::size_t i = 1; i < atoms.size(); ++i)
            extend.parts.push_back(typeAtom(atoms[i]));
        Span span = spanOf(atoms.front()).to(spanOf(atoms.back()));
        result = module_.add(TypeExpr{span, std::move(extend)});
    }
    if (TreeNode twice = context.token(T::COALESCE)) {
        sink_.report(diag::Code::E1016, spanOf(twice), "an optional of an optional").suggest("write `?` once");
    }
    if (!context.token(T::QUESTION) && !context.token(T::COALESCE))
        return result;
    return module_.add(TypeExpr{spanOf(context), OptionalType{result}});
}

TypeId Builder::typeAtom(TreeNode context) {
    if (context.child(R::recordType))
        return record(context.child(R::recordType));
    TypeExpr result;
    result.span = spanOf(context);
    if (context.child(R::path)) {
        NamedType named{path(context.child(R::path)), {}};
        if (TreeNode refinements = context.child(R::refinements)) {
            for (TreeNode one : refinements.children(R::refinement))
                named.refinements.push_back(refinement(one));
        }
        result.node = std::move(named);
    } else {
        auto types = context.children(R::type);
        TypeId first = type(types[0]);
        if (types.size() == 1) {
            result.node = ListType{first};
        } else {
            result.node = MapType{first, type(types[1])};
        }
    }
    return module_.add(std::move(result));
}

TypeId Builder::record(TreeNode context) {
    RecordType result;
    for (TreeNode member : context.children(R::member)) {
        if (member.failed())
            continue;
        if (TreeNode check = member.child(R::checkDecl)) {
            result.checks.push_back(rule(check, check.child(R::expr), check.child(R::text)));
        } else {
            result.fields.push_back(field(member));
        }
    }
    return module_.add(TypeExpr{spanOf(context), std::move(result)});
}

Field Builder::field(TreeNode context) {
    Field result;
    result.doc = docOf(context, context.child(R::key));
    result.annotations = annotations(context.children(R::annotation));
    bool quoted = false;
    result.name = keyName(context.child(R::key), &quoted);
    result.type = type(context.child(R::type));
    if (context.child(R::value))
        result.defaultValue = value(context.child(R::value));
    if (TreeNode where = context.child(R::where))
        result.where = rule(where, where.child(R::expr), where.child(R::text));
    result.span = spanOf(context);
    return result;
}

Refinement Builder::refinement(TreeNode context) {
    Refinement result;
    result.span = spanOf(context);
    if (context.has(T::STRING) || context.has(T::RAW_STRING)) {
        result.pattern = plainString(context.firstToken());
        return result;
    }
    Span range = spanOf(context.token(T::RANGE));
    for (TreeNode one : context.children(R::bound)) {
        Bound given = bound(one);
        (given.span.begin < range.begin ? result.low : result.high) = given;
    }
    return result;
}

Bound Builder::bound(TreeNode context) const {
    Bound result;
    result.span = spanOf(context);
    result.kind = context.has(T::INT)     ? Bound::Kind::integer
                  : context.has(T::FLOAT) ? Bound::Kind::floating
                                          : Bound::Kind::unit;
    if (context.has(T::MINUS))
        result.text = "-";
    result.text += textOf(spanOf(context.lastToken()));
    result.text.erase(std::remove(result.text.begin(), result.text.end(), '_'), result.text.end());
    return result;
}

} // namespace stackc::syntax
