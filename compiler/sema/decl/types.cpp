// Declared types: `type`, `variant`, `enum`.
#include "sema/checking.h"
#include "sema/decl/annotations.h"
#include "sema/decl/custom_kinds.h"
#include "sema/decl/defaults.h"
#include "sema/decl/rules.h"
#include "sema/decl/type_exprs.h"
#include "sema/elaborate.h"
#include "sema/elaboration.h"
#include "sema/notes.h"
#include "sema/suggest.h"

#include <algorithm>

namespace stackc::sema {

namespace {

TypeId declareType(Checking& in, Symbol& symbol);
TypeId declareRecord(Checking& in, const ast::TypeDecl& decl, const ast::Decl& node);
TypeId likewise(Checking& in, TypeId id);
TypeId narrowed(Checking& in, TypeId id, const ast::TypeDecl& node);
TypeId declareVariant(Checking& in, const ast::VariantDecl& decl, const ast::Decl& node);
void annotateCase(Checking& in, const Type& variant, core::Case& result, const ast::Annotation& annotation);
TypeId declareEnum(Checking& in, const ast::EnumDecl& decl, const ast::Decl& node);

} // namespace

TypeId typeOfSymbol(Checking& in, SymbolIndex index) {
    Symbol& symbol = in.symbols[index];
    if (symbol.state == Symbol::State::done)
        return symbol.made.type;
    if (symbol.state == Symbol::State::busy) {
        auto report = in.sink.report(Code::E2011, symbol.span, symbol.name);
        if (in.elaboration.chain.back() != index)
            report.note(chainTo(in, index));
        return in.program.types.error();
    }
    const Elaborating now(in, index, symbol.span);
    if (!now.began())
        return in.program.types.error();
    const EnvScope scope(in, symbol.module);
    symbol.made.type = declareType(in, symbol);
    return symbol.made.type;
}

namespace {

TypeId declareType(Checking& in, Symbol& symbol) {
    const ast::Decl& decl = in.tree()[symbol.decl];
    if (const auto* node = std::get_if<ast::VariantDecl>(&decl.node))
        return declareVariant(in, *node, decl);
    if (const auto* node = std::get_if<ast::EnumDecl>(&decl.node))
        return declareEnum(in, *node, decl);
    return declareRecord(in, std::get<ast::TypeDecl>(decl.node), decl);
}

TypeId declareRecord(Checking& in, const ast::TypeDecl& node, const ast::Decl& decl) {
    TypeId id = resolveType(in, node.type);
    if (!node.without.empty())
        id = narrowed(in, id, node);
    if (in.kindOf(id) == TypeKind::Error)
        return id;
    bool isFresh = std::holds_alternative<ast::RecordType>(in.tree()[node.type].node) ||
                   std::holds_alternative<ast::ExtendType>(in.tree()[node.type].node);
    for (const ast::Annotation& annotation : decl.annotations) {
        if (annotation.name.text != "crd")
            continue;
        describedKind(in, annotation, node.name.text);
        if (in.kindOf(id) != TypeKind::Record)
            in.sink.report(Code::E2017, annotation.name.span, annotation.name.text)
                .note("it is for types that are records");
    }
    if (!isFresh) {
        // A new name for a type: the scalar ones keep it, for messages and for `where`.
        TypeKind kind = in.kindOf(id);
        bool isNamed = kind == TypeKind::Int || kind == TypeKind::Float || kind == TypeKind::String ||
                       kind == TypeKind::Sensitive || node.where;
        if (!isNamed)
            return id;
        id = likewise(in, id);
    }
    Type& named = in.program.types.edit(id);
    named.name = node.name.text;
    named.doc = decl.doc.text;
    named.span = node.name.span;
    if (node.where)
        addWhere(in, id, *node.where);
    return id;
}

/// A type of its own that is like another, with its defaults and its rules.
TypeId likewise(Checking& in, TypeId id) {
    Type copy = in.type(id);
    copy.checks.clear();
    copy.wheres.clear();
    for (core::Field& field : copy.fields)
        field.defaultValue = {};
    const size_t fields = copy.fields.size();
    TypeId result = in.program.types.add(std::move(copy));
    for (size_t i = 0; i < fields; ++i)
        copyDefault(in, {id, i}, {result, i});
    defaultsLater(in, result);
    inheritRules(in, id, result);
    return result;
}

/// The object type of Kubernetes with some of its fields taken away.
TypeId narrowed(Checking& in, TypeId id, const ast::TypeDecl& node) {
    if (in.kindOf(id) == TypeKind::Error)
        return id;
    bool isObject = in.kindOf(id) == TypeKind::Native && in.nativeOf(id).shape == kube::Shape::Object;
    if (!isObject || in.nativeOf(id).openFields) {
        in.sink.report(Code::E3062, in.tree()[node.type].span, in.show(id));
        return in.program.types.error();
    }
    kube::Type whole = in.nativeOf(id);
    std::vector<std::string> known;
    for (kube::Field field : whole.fields)
        known.emplace_back(field.name);
    std::vector<std::string_view> without;
    for (const ast::Name& field : node.without) {
        if (!whole.fields.find(field.text))
            in.sink.report(Code::E5001, field.span, field.text, whole.path).suggest(didYouMean(field.text, known));
        else if (std::find(without.begin(), without.end(), field.text) != without.end())
            in.sink.report(Code::E2002, field.span, field.text);
        without.push_back(field.text);
    }
    std::string path = in.modules[in.env.module].path;
    path += (path.empty() ? "" : ".") + node.name.text;
    return in.program.types.native(in.library.narrow(whole.id, without, path));
}

TypeId declareVariant(Checking& in, const ast::VariantDecl& node, const ast::Decl& decl) {
    if (node.cases.empty()) {
        in.sink.report(Code::E1001, node.name.span, "the cases of `" + node.name.text + "`", "none")
            .suggest("each value is one of them: `{ first, second }`");
        return in.program.types.error();
    }
    Type variant;
    variant.kind = TypeKind::Variant;
    variant.name = node.name.text;
    variant.doc = decl.doc.text;
    variant.span = node.name.span;
    variant.tagKey = node.tag ? node.tag->text : "";
    for (const ast::VariantCase& c : node.cases) {
        core::Case result;
        result.name = c.name.text;
        result.key = keyOf(in, c.annotations, c.name.text);
        result.doc = c.doc.text;
        result.span = c.name.span;
        note(in, c.name, EntityKind::Case, c.name.span);
        if (c.payload.valid()) {
            result.payload = resolveType(in, c.payload);
            Type& payload = in.program.types.edit(result.payload);
            if (payload.kind == TypeKind::Record && payload.name.empty())
                payload.name = node.name.text + "." + c.name.text;
        }
        for (const ast::Annotation& annotation : c.annotations)
            annotateCase(in, variant, result, annotation);
        int other = variant.caseIndex(result.name);
        if (other >= 0) {
            in.sink.report(Code::E2002, c.name.span, result.name)
                .note(variant.cases[static_cast<size_t>(other)].span, "first declared here");
            continue;
        }
        if (!variant.tagKey.empty() && result.key == variant.tagKey && c.payload.valid())
            in.sink.report(Code::E3034, c.name.span, result.key, "the tag and the fields of this case");
        variant.cases.push_back(std::move(result));
    }
    auto isEmptyOne = [](const core::Case& c) { return c.fromEmpty && !c.payload.valid(); };
    for (size_t i = 0; i < variant.cases.size(); ++i) {
        const core::Case& c = variant.cases[i];
        bool isSecond =
            isEmptyOne(c) &&
            std::any_of(variant.cases.begin(), variant.cases.begin() + static_cast<std::ptrdiff_t>(i), isEmptyOne);
        if (c.fromEmpty && (!variant.isTextual() || c.fromText || isSecond))
            in.sink.report(Code::E3073, c.span);
    }
    return in.program.types.add(std::move(variant));
}

void annotateCase(Checking& in, const Type& variant, core::Case& result, const ast::Annotation& annotation) {
    const std::string& name = annotation.name.text;
    if (name == "fromText") {
        bool isText = result.payload.valid() && core::isText(in.type(result.payload));
        if (variant.textCase() < 0 && isText && annotation.args.empty())
            result.fromText = true;
        else
            in.sink.report(Code::E3060, annotation.span);
    } else if (name == "fromEmpty") {
        result.fromEmpty = true;
    }
}

TypeId declareEnum(Checking& in, const ast::EnumDecl& node, const ast::Decl& decl) {
    if (node.cases.empty()) {
        in.sink.report(Code::E1001, node.name.span, "the cases of `" + node.name.text + "`", "none")
            .suggest("each value is one of them: `{ first, second }`");
        return in.program.types.error();
    }
    Type result;
    result.kind = TypeKind::Enum;
    result.name = node.name.text;
    result.doc = decl.doc.text;
    result.span = node.name.span;
    for (const ast::EnumCase& c : node.cases) {
        int other = result.caseIndex(c.name.text);
        if (other >= 0) {
            in.sink.report(Code::E2002, c.name.span, c.name.text)
                .note(result.cases[static_cast<size_t>(other)].span, "first declared here");
            continue;
        }
        core::Case value;
        value.name = c.name.text;
        value.key = keyOf(in, c.annotations, c.name.text);
        value.doc = c.doc.text;
        value.span = c.name.span;
        note(in, c.name, EntityKind::Case, c.name.span);
        result.cases.push_back(std::move(value));
    }
    return in.program.types.add(std::move(result));
}

} // namespace

} // namespace stackc::sema
