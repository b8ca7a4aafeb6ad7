#include "sema/stmt/patches.h"

#include "sema/expr/blocks.h"
#include "sema/expr/edits.h"
#include "sema/expr/unknown_name.h"
#include "sema/make.h"
#include "sema/memo.h"
#include "sema/names/lookup.h"
#include "sema/names/probe.h"
#include "sema/notes.h"
#include "sema/stmt/amendments.h"
#include "sema/stmt/checksums.h"
#include "sema/stmt/kind_keys.h"
#include "sema/stmt/parts.h"
#include "sema/suggest.h"
#include "sema/types/kinds.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace stackc::sema {

using core::Statement;
using core::StatementKind;

namespace {

/// The resource of the name that stands beside a patch; null where there is none.
const ast::Name* resourceBeside(const Checking& in, const ast::PatchDecl& patch) {
    const ast::Name* found = nullptr;
    auto see = [&](const auto& node) {
        const auto* resource = std::get_if<ast::ResourceDecl>(&node);
        if (resource != nullptr && resource->name.text == patch.target.parts[0].text)
            found = &resource->name;
    };
    if (!in.body.component) {
        for (const ast::Decl& decl : in.tree().decls)
            see(decl.node);
        return found;
    }
    for (const ast::Decl& decl : in.tree().decls)
        if (decl.span.begin <= patch.target.span.begin && patch.target.span.end <= decl.span.end)
            for (const ast::Stmt& stmt : in.tree().stmts)
                if (decl.span.begin <= stmt.span.begin && stmt.span.end <= decl.span.end)
                    see(stmt.node);
    return found;
}

/// "its parts are `a`, `b`": those that others hold last.
std::string partsOf(const Checking& in, core::ComponentId component) {
    std::vector<std::string> names = partNames(in, component);
    std::ranges::stable_sort(names, {}, [](const std::string& name) { return std::ranges::count(name, '.'); });
    return names.empty() ? "it has no parts" : fmt::format("its parts are `{}`", fmt::join(names, "`, `"));
}

/// The use that a patch names, and its component; reported if there is none.
bool patchTarget(Checking& in, const ast::PatchDecl& decl, VarId& use, core::ComponentId& component) {
    const ast::Name& name = decl.target.parts[0];
    probeNames(in, name, Probe::Place::Target);
    if (const Local* local = in.body.component ? lookupLocal(in, name.text) : nullptr) {
        if (const auto* var = in.nodeAs<core::VarRef>(local->expr))
            use = var->var;
        noteLocal(in, name, *local);
    } else if (auto symbol = in.body.component ? std::nullopt : lookupSymbol(in, name.text)) {
        const Symbol& found = in.symbols[*symbol];
        noteSymbol(in, name, *symbol);
        bool isUse = found.kind == SymbolKind::Service || found.kind == SymbolKind::Use;
        if (isUse && !found.made.var.valid()) {
            if (!isReported(in, found, name.span))
                in.sink.report(Code::E2018, name.span, name.text);
            return false;
        }
        if (isUse)
            use = found.made.var;
    } else if (const ast::Name* resource = resourceBeside(in, decl)) {
        in.sink.report(Code::E2019, decl.target.span, decl.target.text())
            .note(resource->span, "`" + name.text + "` is a resource of its own")
            .suggest("a patch is for what services and uses make: change the resource where it stands");
        return false;
    } else {
        unknownName(in, {name}, Wanted::Use);
        return false;
    }
    auto known = use.valid() ? in.memo.usedComponents.find(use.value) : in.memo.usedComponents.end();
    if (known == in.memo.usedComponents.end() || decl.target.parts.size() < 2) {
        auto report = in.sink.report(Code::E2019, decl.target.span, decl.target.text());
        if (known != in.memo.usedComponents.end() && !partNames(in, known->second).empty())
            report.note(in.program[known->second].span, partsOf(in, known->second))
                .suggest("a patch is of a part: `patch " + decl.target.text() + ".part { … }`");
        return false;
    }
    component = known->second;
    if (in.body.loops.empty() || use.value >= in.body.loops.back())
        return true;
    in.sink.report(Code::E3059, decl.target.span, decl.target.text());
    return false;
}

/// If one of the names is the probe: the steps that lead on to parts.
void probeParts(Checking& in, core::ComponentId component, const std::vector<ast::Name>& names) {
    if (in.index == nullptr)
        return;
    std::string prefix;
    for (const ast::Name& name : names) {
        std::set<std::string> steps;
        if (isProbe(in, name))
            for (const std::string& part : partNames(in, component))
                if (part.starts_with(prefix))
                    steps.insert(part.substr(prefix.size(), part.find('.', prefix.size()) - prefix.size()));
        probeOneOf(in, name, Probe::Place::Part, EntityKind::Part, {steps.begin(), steps.end()});
        prefix += name.text + ".";
    }
}

} // namespace

void patchStatement(Checking& in, const ast::PatchDecl& decl, Span span, std::vector<Statement>& out) {
    VarId use;
    core::ComponentId component;
    if (!patchTarget(in, decl, use, component))
        return;
    std::vector<ast::Name> names(decl.target.parts.begin() + 1, decl.target.parts.end());
    probeParts(in, component, names);
    size_t used = 0;
    auto part = partOf(in, component, names, used);
    if (!part || used < names.size()) {
        in.sink.report(Code::E2019, decl.target.span, decl.target.text())
            .note(in.program[component].span, partsOf(in, component))
            .suggest(didYouMean(names.back().text, partNames(in, component)));
        return;
    }
    if (in.kindOf(part->type) == TypeKind::Error)
        return;
    PathTree paths;
    VarId before = newVar(in, names.back().text, part->type);
    const size_t known = in.sink.diagnostics().size();
    ExprId value = amend(in, part->type, varRef(in, before, span),
                         {.block = decl.block, .span = in.tree()[decl.block].span}, paths);
    bool isResource = std::all_of(part->places.begin(), part->places.end(),
                                  [](const PartPlace& place) { return place.steps.empty(); });
    if (const auto* object = in.nodeAs<core::RecordExpr>(value); object && isResource && part->type != in.memo.manifest)
        refuseKindKeys(in.sink, object->entries, known);
    Statement statement;
    statement.kind = StatementKind::Patch;
    statement.span = decl.target.span;
    statement.name = decl.target.text();
    statement.var = use;
    statement.second = before;
    statement.amendments = amendmentsOf(in, part->places, before, value);
    statement.body = checksumPatches(in, component, part->places, value);
    out.push_back(std::move(statement));
}

} // namespace stackc::sema
