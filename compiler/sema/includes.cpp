// `include path as "alias" when cond`: a chart of the package as a subchart. Of its file only the type of its values is
// taken here; the rest is checked when the chart is compiled by itself.
#include "sema/checker.h"

#include "sema/suggest.h"

namespace stackc::sema {

std::optional<uint32_t> Checker::includedModule(const ast::IncludeDecl& decl) {
    std::string path = decl.path.text();
    size_t errorsBefore = sink_.errorCount();
    std::optional<uint32_t> module = loadModule(path, decl.path.span);
    if (!module) {
        if (sink_.errorCount() == errorsBefore)
            sink_.report(Code::E2003, decl.path.span, path).suggest(didYouMean(path, loader_.modules()));
        return std::nullopt;
    }
    if (modules_[*module].unreadable)
        return std::nullopt;
    for (const ast::Decl& node : modules_[*module].tree->decls)
        if (std::holds_alternative<ast::ChartDecl>(node.node))
            return module;
    sink_.report(Code::E2022, decl.path.span, path);
    return std::nullopt;
}

std::optional<TypeId> Checker::includeField(TypeId record, const ast::IncludeDecl& decl, const ast::Decl& node) {
    const std::string& alias = decl.alias.text;
    bool isNamed = validText(alias, program_.types.domain(core::Domain::DnsLabel), decl.alias.span);
    std::optional<uint32_t> module = includedModule(decl);
    if (!module)
        return std::nullopt;
    TypeId values = chartValues(*module, decl.path.span);
    if (!values.valid())
        return std::nullopt;
    // Checked as a chart of its own even where its place here is not right.
    if (env_.module == 0)
        program_.includes.push_back({modules_[*module].tree->file, alias, {}, decl.alias.span});
    if (!isNamed)
        return std::nullopt;
    if (alias == "global" || alias == "tags") {
        sink_.report(Code::E3034, decl.alias.span, alias, "what Helm gives to subcharts");
        return std::nullopt;
    }
    for (const core::Field& field : type(record).fields)
        if (field.key == alias || field.name == alias) {
            sink_.report(Code::E3034, decl.alias.span, alias, "another value").note(field.span, "which is here");
            return std::nullopt;
        }
    sharedGlobal(record, values, decl.path.span);
    core::Field field;
    field.name = field.key = alias;
    field.doc = node.doc.text;
    field.span = decl.alias.span;
    field.type = withoutGlobal(values, alias);
    dependencyField(record, field);
    return field.type;
}

TypeId Checker::chartValues(uint32_t module, Span use) {
    ModuleInfo& info = modules_[module];
    if (info.valuesBusy || module == 0) {
        sink_.report(Code::E2023, use, std::string(sources_.text(use)));
        return {};
    }
    if (info.values.valid())
        return info.values;
    info.valuesBusy = true;
    EnvScope scope(*this, module);
    TypeId values;
    for (const ast::Decl& decl : info.tree->decls)
        if (const auto* node = std::get_if<ast::ValuesDecl>(&decl.node); node && !values.valid())
            values = resolveType(node->type);
    if (!values.valid() || kindOf(values) != TypeKind::Record) {
        Type empty;
        empty.kind = TypeKind::Record;
        values = program_.types.add(std::move(empty));
    }
    dependencies(module, values);
    addLibraryValues(module, values);
    info.values = values;
    info.valuesBusy = false;
    return values;
}

/// The values of a subchart as a field of the outer chart's; `global` is shared by all and stands outside.
TypeId Checker::withoutGlobal(TypeId values, const std::string& name) {
    Type copy = type(values);
    copy.name = name;
    copy.subchart = true;
    copy.fields.clear();
    std::vector<size_t> origins;
    for (size_t i = 0; i < type(values).fields.size(); ++i)
        if (type(values).fields[i].key != "global") {
            copy.fields.push_back(type(values).fields[i]);
            origins.push_back(i);
        }
    TypeId id = program_.types.add(std::move(copy));
    for (size_t i = 0; i < origins.size(); ++i)
        copyDefault({values, origins[i]}, {id, i});
    return id;
}

void Checker::sharedGlobal(TypeId outer, TypeId inner, Span span) {
    const core::Field* needed = type(inner).field("global");
    if (needed == nullptr || kindOf(needed->type) != TypeKind::Record)
        return;
    // What the library adds to each it adds here too.
    TypeId library = libraryValues();
    const core::Field* added = library.valid() ? type(library).field("global") : nullptr;
    auto isLibrarys = [&](const core::Field& field) {
        const core::Field* same = added != nullptr ? type(added->type).field(field.name) : nullptr;
        return same != nullptr && same->key == field.key && program_.types.same(same->type, field.type);
    };
    const core::Field* given = type(outer).field("global");
    bool isRecord = given != nullptr && kindOf(given->type) == TypeKind::Record;
    std::string missing;
    for (const core::Field& field : type(needed->type).fields) {
        if (isLibrarys(field))
            continue;
        const core::Field* same = isRecord ? type(given->type).field(field.name) : nullptr;
        if (same == nullptr || same->key != field.key || !program_.types.same(same->type, field.type))
            missing += (missing.empty() ? "`" : ", `") + field.name + ": " + show(field.type) + "`";
    }
    if (!missing.empty())
        sink_.report(Code::E3003, span, "the type of `global` here", missing)
            .note(needed->span, "the subchart's `global` is declared here");
}

void Checker::includeDefault(TypeId record, const ast::IncludeDecl& decl) {
    size_t index = 0;
    while (type(record).fields[index].name != decl.alias.text)
        ++index;
    core::Field field = type(record).fields[index];
    PathTree paths;
    // What the subchart leaves open has to come from this chart's environments.
    ExprId base = implicitDefault(field.type, field.span);
    if (base.valid() && !decl.block.valid())
        return;
    Amendment amendment{.block = decl.block, .span = decl.block.valid() ? tree()[decl.block].span : field.span};
    ExprId value = recordValue(field.type, base, amendment, paths, false);
    program_.types.edit(record).fields[index].defaultValue = value;
}

} // namespace stackc::sema
