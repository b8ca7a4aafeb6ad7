// Type expressions.
#include "sema/checker.h"
#include "sema/one_line.h"

#include "sema/suggest.h"

#include <array>
#include <fmt/format.h>

namespace stackc::sema {

using core::Domain;

namespace {

constexpr std::array builtinNames{
    "Bool", "Int",    "Float",    "String",  "Url",  "Quantity", "Duration",     "Percent",  "IntOrPercent", "Tag",
    "Cron", "Semver", "DnsLabel", "DnsName", "Port", "Data",     "Contribution", "Manifest", "Sensitive"};

} // namespace

TypeId Checker::resolveType(ast::TypeId id) {
    if (!id.valid())
        return program_.types.error();
    const ast::TypeExpr& expr = tree()[id];
    if (const auto* node = std::get_if<ast::NamedType>(&expr.node))
        return resolveNamed(*node, expr.span);
    if (const auto* node = std::get_if<ast::ListType>(&expr.node))
        return program_.types.list(resolveElement(node->element, expr.span));
    if (const auto* node = std::get_if<ast::MapType>(&expr.node))
        return resolveMap(*node);
    if (const auto* node = std::get_if<ast::RecordType>(&expr.node))
        return resolveRecord(*node, expr.span);
    if (const auto* node = std::get_if<ast::OptionalType>(&expr.node))
        return resolveOptional(*node, expr.span);
    if (const auto* node = std::get_if<ast::ExtendType>(&expr.node))
        return resolveExtend(*node, expr.span);
    return program_.types.error();
}

TypeId Checker::resolveElement(ast::TypeId id, Span span) {
    TypeId element = resolveType(id);
    if (kindOf(element) == TypeKind::Optional) {
        sink_.report(Code::E3020, span, "a list or map of optionals").suggest("leave elements out instead");
        return program_.types.error();
    }
    return element;
}

TypeId Checker::resolveMap(const ast::MapType& node) {
    TypeId key = resolveType(node.key);
    TypeKind kind = kindOf(key);
    if (kind != TypeKind::String && kind != TypeKind::Enum && kind != TypeKind::Error)
        sink_.report(Code::E3020, tree()[node.key].span, "a map whose keys are no strings");
    return program_.types.map(key, resolveElement(node.value, tree()[node.value].span));
}

TypeId Checker::resolveOptional(const ast::OptionalType& node, Span span) {
    TypeId inner = resolveType(node.inner);
    switch (kindOf(inner)) {
    case TypeKind::Error:
        return inner;
    case TypeKind::Optional:
        sink_.report(Code::E3020, span, "an optional of an optional");
        return program_.types.error();
    case TypeKind::List:
    case TypeKind::Map:
        sink_.report(Code::E3020, span, "an optional list or map").suggest("an empty one says that there is nothing");
        return program_.types.error();
    default:
        return program_.types.optional(inner);
    }
}

TypeId Checker::resolveNamed(const ast::NamedType& node, Span) {
    TypeId base = resolveName(node.path);
    if (node.refinements.empty())
        return base;
    return refine(base, node.refinements);
}

/// A path through a type: what its fields are has no name by itself.
void Checker::fieldAsType(const ast::Path& path, const Symbol& symbol, size_t used) {
    std::string name = symbol.name;
    for (size_t i = used; i < path.parts.size(); ++i) {
        std::string part = path.parts[i].text;
        part[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(part[0])));
        name += part;
    }
    sink_.report(Code::E2006, path.span, path.text())
        .note(symbol.span, "`" + symbol.name + "` is declared here")
        .suggest("the type of a field has no name by itself: declare it, `type " + name +
                 " { … }`, and use it in both " + "places");
}

TypeId Checker::resolveName(const ast::Path& path) {
    Found found = lookup(path.parts, true);
    switch (found.kind) {
    case Found::Kind::symbol:
        if (symbols_[found.symbol].kind == SymbolKind::Broken)
            return program_.types.error();
        if (symbols_[found.symbol].kind == SymbolKind::Type && found.used == path.parts.size()) {
            return typeOfSymbol(found.symbol);
        }
        if (symbols_[found.symbol].kind == SymbolKind::Type) {
            fieldAsType(path, symbols_[found.symbol], found.used);
            return program_.types.error();
        }
        sink_.report(Code::E2007, path.span, path.text(), kindName(symbols_[found.symbol].kind), "a type")
            .note(symbols_[found.symbol].span, "declared here");
        return program_.types.error();
    case Found::Kind::native:
        if (auto id = library_.find(found.native))
            return program_.types.native(*id);
        break;
    case Found::Kind::module:
        if (found.used < path.parts.size()) {
            notExported(found, path.parts);
            return program_.types.error();
        }
        break;
    default:
        break;
    }
    if (path.parts.size() == 1)
        if (auto type = builtinType(path.parts[0].text))
            return *type;
    if (path.parts.size() > 1 && unknownNative(found.native.empty() ? path.text() : found.native, path))
        return program_.types.error();
    std::vector<std::string> names(builtinNames.begin(), builtinNames.end());
    for (const auto& [name, symbol] : modules_[env_.module].names)
        if (symbols_[symbol].kind == SymbolKind::Type)
            names.push_back(name);
    for (const auto& [name, native] : modules_[env_.module].natives)
        names.push_back(name);
    sink_.report(Code::E2006, path.span, path.text()).suggest(typeHint(path, names));
    return program_.types.error();
}

/// A type that nobody imported, or the name that is nearest.
std::string Checker::typeHint(const ast::Path& path, const std::vector<std::string>& known) {
    std::string nearest = didYouMean(path.text(), known);
    const std::string& name = path.parts.back().text;
    bool isBare = path.parts.size() == 1;
    std::string module = isBare ? "std" : path.text().substr(0, path.text().size() - name.size() - 1);
    if (nearest.empty() || !isBare)
        if (auto index = loadModule(module, {}))
            if (auto it = modules_[*index].names.find(name);
                it != modules_[*index].names.end() && symbols_[it->second].exported)
                return fmt::format("import it: `import {} {{ {} }}`", module, name);
    std::string kinds;
    for (const kube::Kind& kind : library_.kinds())
        if (isBare && kind.kind == name) {
            std::string_view type = library_.type(kind.root).path;
            kinds += fmt::format("{}`import {} {{ {} }}`", kinds.empty() ? "import it: " : " or ",
                                 type.substr(0, type.size() - name.size() - 1), name);
        }
    return kinds.empty() ? nearest : kinds;
}

std::optional<TypeId> Checker::builtinType(std::string_view name) {
    core::TypeTable& types = program_.types;
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
        return intType(1, 65535);
    if (name == "Contribution")
        return contributionType();
    if (name == "Backend")
        return backendType();
    if (name == "Manifest")
        return manifestType();
    for (size_t i = 1; i <= static_cast<size_t>(Domain::DnsName); ++i)
        if (core::domainName(static_cast<Domain>(i)) == name)
            return types.domain(static_cast<Domain>(i));
    return std::nullopt;
}

TypeId Checker::resolveRecord(const ast::RecordType& node, Span span) {
    Type record;
    record.kind = TypeKind::Record;
    record.span = span;
    std::vector<ast::ExprId> defaults;
    for (const ast::Field& field : node.fields) {
        size_t before = record.fields.size();
        addField(record, field, record.fields);
        if (record.fields.size() > before)
            defaults.push_back(field.defaultValue);
    }
    TypeId id = program_.types.add(std::move(record));
    for (size_t i = 0; i < defaults.size(); ++i)
        if (defaults[i].valid())
            defaultSources_[{id.value, i}] = {env_.module, defaults[i]};
    later_.push_back([this, id] {
        for (size_t i = 0; i < type(id).fields.size(); ++i)
            if (fieldDefault(id, i).valid())
                staticDefault(type(id).fields[i].defaultValue);
    });
    std::vector<ast::Rule> rules = node.checks;
    for (const ast::Field& field : node.fields)
        if (field.where)
            rules.push_back(*field.where);
    addChecks(id, rules);
    return id;
}

void Checker::annotateField(core::Field& field, const ast::Annotation& annotation) {
    const std::string& name = annotation.name.text;
    if (name == "section") {
        if (std::string section = annotationText(annotation);
            isOneLine(sink_, section, annotation.span, "the argument of `@section`"))
            field.section = section;
    } else if (name == "mergeKey") {
        declareMergeKey(field, annotation);
    } else if (name == "flat") {
        TypeKind kind = kindOf(field.type);
        bool isTagged = kind == TypeKind::Variant && !type(field.type).tagKey.empty();
        field.flat = (kind == TypeKind::Record && !type(field.type).open) || isTagged;
        if (!field.flat && kind != TypeKind::Error)
            sink_.report(Code::E3066, annotation.span, field.name, "it is no record, and no variant with `by`")
                .suggest(kind == TypeKind::Optional ? "what is optional needs a key of its own, for `enabled`" : "");
        else if (field.key != field.name)
            sink_.report(Code::E3066, annotation.span, field.name, "`@key` gives it a key of its own");
        else if (field.flat)
            field.key = "(" + field.name + ")"; // tells it from its siblings in the program, and is never written
    } else if (name == "was") {
        Type path = type(program_.types.string());
        path.pattern = R"(^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$)";
        path.name = "a path into the values, like \"redis.url\"";
        std::string text = annotationText(annotation);
        if (text.empty() || !validText(text, program_.types.add(std::move(path)), annotation.span))
            return;
        field.was = text;
    }
}

void Checker::addField(Type& record, const ast::Field& node, std::vector<core::Field>& fields) {
    core::Field field;
    field.name = node.name.text;
    field.key = keyOf(node.annotations, node.name.text);
    field.type = resolveType(node.type);
    field.doc = node.doc.text;
    field.span = node.name.span;
    for (const ast::Annotation& annotation : node.annotations)
        annotateField(field, annotation);
    if (const core::Field* other = record.field(field.name)) {
        sink_.report(Code::E2002, node.name.span, field.name).note(other->span, "first declared here");
        return;
    }
    fields.push_back(std::move(field));
}

/// What a field defaults to in a record that has it from another one, each elaborated where it is wanted.
void Checker::copyDefault(const FieldPlace& from, const FieldPlace& to) {
    if (auto it = defaultSources_.find({from.first.value, from.second}); it != defaultSources_.end())
        defaultSources_[{to.first.value, to.second}] = {it->second.module, it->second.expr};
}

TypeId Checker::resolveExtend(const ast::ExtendType& node, Span span) {
    Type record;
    record.kind = TypeKind::Record;
    record.span = span;
    std::vector<FieldPlace> origins;
    for (ast::TypeId part : node.parts) {
        TypeId id = resolveType(part);
        if (kindOf(id) == TypeKind::Error)
            return id;
        if (kindOf(id) != TypeKind::Record) {
            sink_.report(Code::E3001, tree()[part].span, "a record type", show(id));
            return program_.types.error();
        }
        for (size_t i = 0; i < type(id).fields.size(); ++i) {
            const core::Field& field = type(id).fields[i];
            if (const core::Field* other = record.field(field.name)) {
                sink_.report(Code::E2002, field.span, field.name).note(other->span, "first declared here");
                continue;
            }
            record.fields.push_back(field);
            record.fields.back().defaultValue = {};
            origins.emplace_back(id, i);
        }
        // A check reads its record by field names, so it holds for the longer record too.
        for (const core::TypeCheck& check : type(id).checks)
            record.checks.push_back(check);
    }
    TypeId id = program_.types.add(std::move(record));
    for (size_t i = 0; i < origins.size(); ++i)
        copyDefault(origins[i], {id, i});
    for (ast::TypeId part : node.parts)
        if (const auto* literal = std::get_if<ast::RecordType>(&tree()[part].node))
            addChecks(id, literal->checks);
    return id;
}

} // namespace stackc::sema
