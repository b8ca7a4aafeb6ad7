#include "sema/decl/type_exprs.h"

#include "core/builtins.h"
#include "diag/suggest.h"
#include "sema/decl/annotations.h"
#include "sema/decl/defaults.h"
#include "sema/decl/refinements.h"
#include "sema/decl/rules.h"
#include "sema/elaborate.h"
#include "sema/expr/literals.h"
#include "sema/expr/records.h"
#include "sema/expr/slots.h"
#include "sema/expr/unknown_name.h"
#include "sema/fixes.h"
#include "sema/names/lookup.h"
#include "sema/names/modules.h"
#include "sema/names/native_names.h"
#include "sema/names/probe.h"
#include "sema/notes.h"
#include "sema/one_line.h"
#include "sema/suggest.h"
#include "sema/types/intervals.h"
#include "sema/types/kinds.h"
#include "sema/types/language_items.h"
#include "syntax/foreign_words.h"

#include <fmt/format.h>

namespace stackc::sema {

using core::Domain;

namespace {

TypeId resolveElement(Checking& in, ast::TypeId id, Span span);
TypeId resolveMap(Checking& in, const ast::MapType& type);
TypeId resolveOptional(Checking& in, const ast::OptionalType& type, Span span);
TypeId resolveNamed(Checking& in, const ast::NamedType& type, Span span);
std::optional<TypeId> builtinType(Checking& in, std::string_view name);
TypeId resolveRecord(Checking& in, const ast::RecordType& type, Span span);
TypeId recordOf(Checking& in, const ast::RecordType& type, Span span);
void addRules(Checking& in, TypeId record, const ast::RecordType& node);
void addField(Checking& in, Type& record, const ast::Field& field, std::vector<core::Field>& fields);
TypeId resolveExtend(Checking& in, const ast::ExtendType& type, Span span);
void declareMergeKey(Checking& in, core::Field& field, const ast::Annotation& annotation);

} // namespace

TypeId resolveType(Checking& in, ast::TypeId id) {
    if (!id.valid())
        return in.program.types.error();
    const ast::TypeExpr& expr = in.tree()[id];
    if (const auto* node = std::get_if<ast::NamedType>(&expr.node))
        return resolveNamed(in, *node, expr.span);
    if (const auto* node = std::get_if<ast::ListType>(&expr.node))
        return in.program.types.list(resolveElement(in, node->element, expr.span));
    if (const auto* node = std::get_if<ast::MapType>(&expr.node))
        return resolveMap(in, *node);
    if (const auto* node = std::get_if<ast::RecordType>(&expr.node))
        return resolveRecord(in, *node, expr.span);
    if (const auto* node = std::get_if<ast::OptionalType>(&expr.node))
        return resolveOptional(in, *node, expr.span);
    if (const auto* node = std::get_if<ast::ExtendType>(&expr.node))
        return resolveExtend(in, *node, expr.span);
    return in.program.types.error();
}

namespace {

TypeId resolveElement(Checking& in, ast::TypeId id, Span span) {
    TypeId element = resolveType(in, id);
    if (in.kindOf(element) == TypeKind::Optional) {
        in.sink.report(Code::E3020, span, "a list or map of optionals").suggest("leave elements out instead");
        return in.program.types.error();
    }
    return element;
}

TypeId resolveMap(Checking& in, const ast::MapType& node) {
    TypeId key = resolveType(in, node.key);
    TypeKind kind = in.kindOf(key);
    if (kind != TypeKind::String && kind != TypeKind::Enum && kind != TypeKind::Error)
        in.sink.report(Code::E3020, in.tree()[node.key].span, "a map whose keys are no strings");
    return in.program.types.map(key, resolveElement(in, node.value, in.tree()[node.value].span));
}

TypeId resolveOptional(Checking& in, const ast::OptionalType& node, Span span) {
    TypeId inner = resolveType(in, node.inner);
    switch (in.kindOf(inner)) {
    case TypeKind::Error:
        return inner;
    case TypeKind::Optional:
        in.sink.report(Code::E3020, span, "an optional of an optional");
        return in.program.types.error();
    case TypeKind::List:
    case TypeKind::Map:
        in.sink.report(Code::E3020, span, "an optional list or map").suggest("an empty one says that there is nothing");
        return in.program.types.error();
    default:
        return in.program.types.optional(inner);
    }
}

TypeId resolveNamed(Checking& in, const ast::NamedType& node, Span) {
    TypeId base = typeOfName(in, node.path);
    if (node.refinements.empty())
        return base;
    return refine(in, base, node.refinements);
}

/// A path through a type: what its fields are has no name by itself.
void fieldAsType(Checking& in, const ast::Path& path, const Symbol& symbol, size_t used) {
    std::string name = symbol.name;
    for (size_t i = used; i < path.parts.size(); ++i) {
        std::string part = path.parts[i].text;
        part[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(part[0])));
        name += part;
    }
    in.sink.report(Code::E2006, path.span, path.text())
        .note(symbol.span, "`" + symbol.name + "` is declared here")
        .suggest("the type of a field has no name by itself: declare it, `type " + name +
                 " { … }`, and use it in both " + "places");
}

} // namespace

TypeId typeOfName(Checking& in, const ast::Path& path) {
    if (isProbe(in, path.parts[0])) {
        probeNames(in, path.parts[0], Probe::Place::Type);
        for (const std::string& name : core::builtinNames(core::Builtin::Kind::Type))
            in.index->probe->offers.push_back({{EntityKind::Builtin, name, {}, {}}});
    }
    probePath(in, path.parts, Probe::Place::Type);
    Found found = lookup(in, path.parts, true);
    switch (found.kind) {
    case Found::Kind::symbol:
        if (in.symbols[found.symbol].kind == SymbolKind::Broken)
            return in.program.types.error();
        if (in.symbols[found.symbol].kind == SymbolKind::Type && found.used == path.parts.size()) {
            return typeOfSymbol(in, found.symbol);
        }
        if (in.symbols[found.symbol].kind == SymbolKind::Type) {
            fieldAsType(in, path, in.symbols[found.symbol], found.used);
            return in.program.types.error();
        }
        in.sink.report(Code::E2007, path.span, path.text(), kindName(in.symbols[found.symbol].kind), "a type")
            .note(in.symbols[found.symbol].span, "declared here");
        return in.program.types.error();
    case Found::Kind::native:
        if (auto id = in.library.find(found.native))
            return declaredAs(in, *id);
        break;
    case Found::Kind::module:
        if (found.used < path.parts.size()) {
            notExported(in, found, path.parts);
            return in.program.types.error();
        }
        break;
    default:
        break;
    }
    if (path.parts.size() == 1)
        if (auto type = builtinType(in, path.parts[0].text)) {
            note(in, path.parts[0], EntityKind::Builtin, {}, *type);
            return *type;
        }
    if (path.parts.size() > 1 && unknownNative(in, found.native.empty() ? path.text() : found.native, path))
        return in.program.types.error();
    std::vector<std::string> names = core::builtinNames(core::Builtin::Kind::Type);
    for (const auto& [name, symbol] : in.modules[in.env.module].names)
        if (in.symbols[symbol].kind == SymbolKind::Type)
            names.push_back(name);
    for (const auto& [name, native] : in.modules[in.env.module].natives)
        names.push_back(name);
    unknownType(in, path, names);
    return in.program.types.error();
}

void unknownType(Checking& in, const ast::Path& path, const std::vector<std::string>& known) {
    if (path.parts.size() == 1 && isMeantByImport(in, path.parts[0]))
        return;
    const std::string nearest = didYouMean(path.text(), known);
    const std::string& name = path.parts.back().text;
    bool isBare = path.parts.size() == 1;
    std::string module = isBare ? "std" : path.text().substr(0, path.text().size() - name.size() - 1);
    std::vector<std::string> modules;
    if (nearest.empty() || !isBare)
        if (auto index = loadModule(in, module, {}); index && exportOf(in, in.modules[*index], name))
            modules = {module};
    if (modules.empty() && isBare)
        for (const kube::Kind& kind : in.library.kinds())
            if (kind.kind == name) {
                std::string_view type = in.library.type(kind.root).path;
                modules.emplace_back(type.substr(0, type.size() - name.size() - 1));
            }
    bool isKnown = !modules.empty();
    if (!isKnown && isBare)
        modules = modulesExporting(in, name);
    auto report = in.sink.report(Code::E2006, path.span, path.text());
    const std::string_view foreign = isBare && modules.empty() ? syntax::foreignType(name) : "";
    report.suggest(!foreign.empty()             ? std::string(foreign)
                   : isKnown || nearest.empty() ? importHint(modules, name)
                                                : nearest);
    fixImport(in, report, modules, name);
}

namespace {

std::optional<TypeId> builtinType(Checking& in, std::string_view name) {
    core::TypeTable& types = in.program.types;
    if (name == "Bool")
        return types.boolean();
    if (name == "Int")
        return types.integer();
    if (name == "Float")
        return types.floating();
    if (name == "String")
        return types.string();
    if (name == "Sensitive")
        return types.sensitive();
    if (name == "IntOrPercent")
        return types.intOrPercent();
    if (name == "Data")
        return types.data();
    if (name == "Port")
        return intType(in, 1, 65535);
    if (name == "Contribution")
        return contributionType(in);
    if (name == "Backend")
        return backendType(in);
    if (name == "Manifest")
        return manifestType(in);
    for (size_t i = 1; i <= static_cast<size_t>(Domain::DnsName); ++i)
        if (core::domainName(static_cast<Domain>(i)) == name)
            return types.domain(static_cast<Domain>(i));
    return std::nullopt;
}

TypeId resolveRecord(Checking& in, const ast::RecordType& node, Span span) {
    TypeId id = recordOf(in, node, span);
    addRules(in, id, node);
    return id;
}

/// A record without the rules that are written in it.
TypeId recordOf(Checking& in, const ast::RecordType& node, Span span) {
    Type record;
    record.kind = TypeKind::Record;
    record.span = span;
    std::vector<ast::ExprId> defaults;
    for (const ast::Field& field : node.fields) {
        size_t before = record.fields.size();
        addField(in, record, field, record.fields);
        if (record.fields.size() > before)
            defaults.push_back(field.defaultValue);
    }
    TypeId id = in.program.types.add(std::move(record));
    for (size_t i = 0; i < defaults.size(); ++i)
        if (defaults[i].valid())
            in.memo.defaultSources[{id.value, i}] = {in.env.module, defaults[i]};
    defaultsLater(in, id);
    return id;
}

/// The `check`s of a record as it is written, and what stands behind its fields, asked of a record that has its fields.
void addRules(Checking& in, TypeId id, const ast::RecordType& node) {
    addChecks(in, id, node.checks);
    for (const ast::Field& field : node.fields) {
        if (!field.where)
            continue;
        addChecks(in, id, {*field.where});
        // The record is called like the field that the rule stands behind.
        in.elaboration.later.push_back(
            [&in, id, name = field.name.text] { in.program.vars[in.type(id).checks.back().self.value].name = name; });
    }
}

void annotateField(Checking& in, core::Field& field, const ast::Annotation& annotation) {
    const std::string& name = annotation.name.text;
    if (name == "section") {
        if (std::string section = annotationText(in, annotation);
            isOneLine(in.sink, section, annotation.span, "the argument of `@section`"))
            field.section = section;
    } else if (name == "mergeKey") {
        declareMergeKey(in, field, annotation);
    } else if (name == "flat") {
        TypeKind kind = in.kindOf(field.type);
        bool isTagged = kind == TypeKind::Variant && !in.type(field.type).tagKey.empty();
        field.flat = (kind == TypeKind::Record && !in.type(field.type).open) || isTagged;
        if (!field.flat && kind != TypeKind::Error)
            in.sink.report(Code::E3066, annotation.span, field.name, "it is no record, and no variant with `by`")
                .suggest(kind == TypeKind::Optional ? "what is optional needs a key of its own, for `enabled`" : "");
        else if (field.key != field.name)
            in.sink.report(Code::E3066, annotation.span, field.name, "`@key` gives it a key of its own");
        else if (field.flat)
            field.key = "(" + field.name + ")"; // tells it from its siblings in the program, and is never written
    } else if (name == "was") {
        Type path = in.type(in.program.types.string());
        path.pattern = R"(^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$)";
        path.name = "a path into the values, like \"redis.url\"";
        std::string text = annotationText(in, annotation);
        if (text.empty() || !validText(in, text, in.program.types.add(std::move(path)), annotation.span))
            return;
        field.was = text;
    }
}

void addField(Checking& in, Type& record, const ast::Field& node, std::vector<core::Field>& fields) {
    core::Field field;
    field.name = node.name.text;
    field.key = keyOf(in, node.annotations, node.name.text);
    field.type = resolveType(in, node.type);
    field.doc = node.doc.text;
    field.span = node.name.span;
    noteField(in, node.name, field);
    for (const ast::Annotation& annotation : node.annotations)
        annotateField(in, field, annotation);
    if (const core::Field* other = record.field(field.name)) {
        in.sink.report(Code::E2002, node.name.span, field.name).note(other->span, "first declared here");
        return;
    }
    fields.push_back(std::move(field));
}

TypeId resolveExtend(Checking& in, const ast::ExtendType& node, Span span) {
    Type record;
    record.kind = TypeKind::Record;
    record.span = span;
    std::vector<FieldPlace> origins;
    std::vector<TypeId> named;
    for (ast::TypeId part : node.parts) {
        const auto* literal = std::get_if<ast::RecordType>(&in.tree()[part].node);
        TypeId id = literal != nullptr ? recordOf(in, *literal, in.tree()[part].span) : resolveType(in, part);
        if (in.kindOf(id) == TypeKind::Error)
            return id;
        if (in.kindOf(id) != TypeKind::Record) {
            in.sink.report(Code::E3001, in.tree()[part].span, "a record type", in.show(id));
            return in.program.types.error();
        }
        for (size_t i = 0; i < in.type(id).fields.size(); ++i) {
            const core::Field& field = in.type(id).fields[i];
            if (const core::Field* other = record.field(field.name)) {
                in.sink.report(Code::E2002, field.span, field.name).note(other->span, "first declared here");
                continue;
            }
            record.fields.push_back(field);
            record.fields.back().defaultValue = {};
            origins.emplace_back(id, i);
        }
        if (literal == nullptr)
            named.push_back(id);
    }
    TypeId id = in.program.types.add(std::move(record));
    for (size_t i = 0; i < origins.size(); ++i)
        copyDefault(in, origins[i], {id, i});
    defaultsLater(in, id);
    // A rule reads its record by field names, so it holds for the longer record too.
    for (TypeId part : named)
        inheritRules(in, part, id);
    for (ast::TypeId part : node.parts)
        if (const auto* literal = std::get_if<ast::RecordType>(&in.tree()[part].node))
            addRules(in, id, *literal);
    return id;
}

/// `@mergeKey("name")` before a list: the field that tells its elements apart.
void declareMergeKey(Checking& in, core::Field& field, const ast::Annotation& annotation) {
    bool isList = isCollection(in, field.type) && in.kindOf(field.type) != TypeKind::Map;
    TypeId element = isList ? elementOf(in, field.type) : TypeId{};
    if (!isList || (in.kindOf(element) != TypeKind::Record && in.kindOf(element) != TypeKind::Native)) {
        if (in.kindOf(field.type) != TypeKind::Error && (!isList || in.kindOf(element) != TypeKind::Error))
            in.sink.report(Code::E2017, annotation.name.span, annotation.name.text)
                .note("it is for lists of records and of Kubernetes objects");
        return;
    }
    std::string key = annotationText(in, annotation);
    if (key.empty())
        return;
    TypeId keyType;
    if (in.kindOf(element) == TypeKind::Record) {
        std::vector<std::string> names;
        for (const core::Field& known : in.type(element).fields)
            names.push_back(known.name);
        if (in.type(element).field(key) == nullptr) {
            in.sink.report(Code::E3002, annotation.span, key, in.show(element)).suggest(diag::nearestOf(key, names));
            return;
        }
        keyType = in.type(element).fields[*fieldIndex(in, element, {key, annotation.span})].type;
        if (in.kindOf(keyType) == TypeKind::Optional)
            keyType = in.type(keyType).element;
    } else {
        auto found = in.nativeOf(element).fields.find(key);
        keyType = found ? scalarOf(in, found->type) : nativeSlot(in, in.nativeOf(element), {key, annotation.span}).type;
    }
    if (in.kindOf(keyType) == TypeKind::Error)
        return;
    if (!core::isStringLike(in.type(keyType)))
        in.sink.report(Code::E3001, annotation.span, "a string", in.show(keyType));
    else
        field.mergeKey = key;
}

} // namespace

} // namespace stackc::sema
