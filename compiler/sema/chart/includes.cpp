#include "sema/chart/includes.h"

#include "diag/suggest.h"
#include "sema/chart/chart_values.h"
#include "sema/chart/dependencies.h"
#include "sema/chart/dependency_fields.h"
#include "sema/decl/defaults.h"
#include "sema/decl/type_exprs.h"
#include "sema/elaborate.h"
#include "sema/expr/edits.h"
#include "sema/expr/literals.h"
#include "sema/expr/records.h"
#include "sema/names/modules.h"
#include "sema/suggest.h"

#include <algorithm>

namespace stackc::sema {

namespace {

TypeId chartValues(Checking& in, uint32_t module, Span use);
TypeId withoutGlobal(Checking& in, TypeId values, const std::string& name);
void sharedGlobal(Checking& in, TypeId outer, TypeId inner, Span span);

/// Has the same been told of another place that names the same chart?
bool isToldOf(const Checking& in, Code code, Span path) {
    return std::ranges::any_of(in.sink.diagnostics(), [&](const diag::Diagnostic& told) {
        return told.code == code && told.span.file == path.file && in.sources.text(told.span) == in.sources.text(path);
    });
}

std::optional<uint32_t> includedModule(Checking& in, const ast::IncludeDecl& decl) {
    std::string path = decl.path.text();
    size_t errorsBefore = in.sink.errorCount();
    std::optional<uint32_t> module = loadModule(in, path, decl.path.span);
    if (!module) {
        if (in.sink.errorCount() == errorsBefore && !isToldOf(in, Code::E2003, decl.path.span))
            in.sink.report(Code::E2003, decl.path.span, path).suggest(didYouMean(path, in.loader.modules()));
        return std::nullopt;
    }
    if (in.modules[*module].unreadable)
        return std::nullopt;
    for (const ast::Decl& node : in.modules[*module].tree->decls)
        if (std::holds_alternative<ast::ChartDecl>(node.node))
            return module;
    if (!isToldOf(in, Code::E2022, decl.path.span))
        in.sink.report(Code::E2022, decl.path.span, path);
    return std::nullopt;
}

} // namespace

std::optional<TypeId> includeField(Checking& in, TypeId record, const ast::IncludeDecl& decl, const ast::Decl& node) {
    const std::string& alias = decl.alias.text;
    bool isNamed = validText(in, alias, in.program.types.domain(core::Domain::DnsLabel), decl.alias.span);
    std::optional<uint32_t> module = includedModule(in, decl);
    if (!module)
        return std::nullopt;
    TypeId values = chartValues(in, *module, decl.path.span);
    if (!values.valid())
        return std::nullopt;
    // Checked as a chart of its own even where its place here is not right.
    if (in.env.module == 0)
        in.program.includes.push_back({in.modules[*module].tree->file, alias, {}, decl.alias.span});
    if (!isNamed)
        return std::nullopt;
    if (alias == "global" || alias == "tags") {
        in.sink.report(Code::E3034, decl.alias.span, alias, "what Helm gives to subcharts");
        return std::nullopt;
    }
    for (const core::Field& field : in.type(record).fields)
        if (field.key == alias || field.name == alias) {
            reportTaken(in, decl.alias.span, alias, field);
            return std::nullopt;
        }
    sharedGlobal(in, record, values, decl.path.span);
    core::Field field;
    field.name = field.key = alias;
    field.doc = node.doc.text;
    field.span = decl.alias.span;
    field.type = withoutGlobal(in, values, alias);
    dependencyField(in, record, field);
    return field.type;
}

namespace {

/// The type of the values of a chart that is included; invalid after a cycle has been reported.
TypeId chartValues(Checking& in, uint32_t module, Span use) {
    ModuleInfo& info = in.modules[module];
    if (info.valuesBusy || module == 0) {
        in.sink.report(Code::E2023, use, std::string(in.sources.text(use)));
        return {};
    }
    if (info.values.valid())
        return info.values;
    const Meanwhile busy(info.valuesBusy, true);
    const EnvScope scope(in, module);
    TypeId values;
    for (const ast::Decl& decl : info.tree->decls)
        if (const auto* node = std::get_if<ast::ValuesDecl>(&decl.node); node && !values.valid())
            values = resolveType(in, node->type);
    if (!values.valid() || in.kindOf(values) != TypeKind::Record) {
        Type empty;
        empty.kind = TypeKind::Record;
        values = in.program.types.add(std::move(empty));
    }
    dependencies(in, module, values);
    addLibraryValues(in, module, values);
    info.values = values;
    return values;
}

/// The values of a subchart as a field of the outer chart's; `global` is shared by all and stands outside.
TypeId withoutGlobal(Checking& in, TypeId values, const std::string& name) {
    Type copy = in.type(values);
    copy.name = name;
    copy.subchart = true;
    copy.fields.clear();
    std::vector<size_t> origins;
    for (size_t i = 0; i < in.type(values).fields.size(); ++i)
        if (in.type(values).fields[i].key != "global") {
            copy.fields.push_back(in.type(values).fields[i]);
            origins.push_back(i);
        }
    TypeId id = in.program.types.add(std::move(copy));
    for (size_t i = 0; i < origins.size(); ++i)
        copyDefault(in, {values, origins[i]}, {id, i});
    return id;
}

void sharedGlobal(Checking& in, TypeId outer, TypeId inner, Span span) {
    const core::Field* needed = in.type(inner).field("global");
    if (needed == nullptr || in.kindOf(needed->type) != TypeKind::Record || in.chart.faultyValues)
        return;
    // What the library adds to each it adds here too.
    TypeId library = libraryValues(in);
    const core::Field* added = library.valid() ? in.type(library).field("global") : nullptr;
    auto isLibrarys = [&](const core::Field& field) {
        const core::Field* same = added != nullptr ? in.type(added->type).field(field.name) : nullptr;
        return same != nullptr && same->key == field.key && in.program.types.same(same->type, field.type);
    };
    const core::Field* given = in.type(outer).field("global");
    if (given != nullptr && in.kindOf(given->type) == TypeKind::Error)
        return;
    bool isRecord = given != nullptr && in.kindOf(given->type) == TypeKind::Record;
    std::vector<std::string> missing;
    for (const core::Field& field : in.type(needed->type).fields) {
        if (isLibrarys(field))
            continue;
        const core::Field* same = isRecord ? in.type(given->type).field(field.name) : nullptr;
        if (same != nullptr && in.kindOf(same->type) == TypeKind::Error)
            continue;
        if (same == nullptr || same->key != field.key || !in.program.types.same(same->type, field.type))
            missing.push_back(field.name + ": " + in.show(field.type));
    }
    if (missing.empty())
        return;
    if (!isToldOf(in, Code::E3003, span))
        in.sink.report(Code::E3003, span, "the type of `global` here", diag::quotedList(missing))
            .note(needed->span, "the subchart's `global` is declared here");
    if (given != nullptr)
        breakField(in, outer, "global");
}

} // namespace

void includeDefault(Checking& in, TypeId record, const ast::IncludeDecl& decl) {
    size_t index = 0;
    while (in.type(record).fields[index].name != decl.alias.text)
        ++index;
    core::Field field = in.type(record).fields[index];
    PathTree paths;
    // What the subchart leaves open has to come from this chart's environments.
    ExprId base = implicitDefault(in, field.type, field.span);
    if (base.valid() && !decl.block.valid())
        return;
    Amendment amendment{.block = decl.block, .span = decl.block.valid() ? in.tree()[decl.block].span : field.span};
    ExprId value = recordValue(in, field.type, base, amendment, paths, false);
    in.program.types.edit(record).fields[index].defaultValue = value;
}

} // namespace stackc::sema
