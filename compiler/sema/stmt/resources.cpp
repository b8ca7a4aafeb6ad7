#include "sema/stmt/resources.h"

#include "sema/decl/custom_kinds.h"
#include "sema/decl/type_exprs.h"
#include "sema/elaborate.h"
#include "sema/expr/blocks.h"
#include "sema/expr/held.h"
#include "sema/expr/slots.h"
#include "sema/make.h"
#include "sema/names/lookup.h"
#include "sema/names/native_names.h"
#include "sema/names/probe.h"
#include "sema/notes.h"
#include "sema/stmt/clauses.h"
#include "sema/stmt/kind_keys.h"
#include "sema/types/kinds.h"
#include "sema/types/language_items.h"
#include "sema/types/releases.h"

#include <algorithm>

namespace stackc::sema {

using core::Statement;
using core::StatementKind;

namespace {

std::optional<ResourceKind> customKind(Checking& in, SymbolIndex index);

std::optional<ResourceKind> resourceKind(Checking& in, const ast::Path& path) {
    probeNames(in, path.parts[0], Probe::Place::Kind);
    probePath(in, path.parts, Probe::Place::Kind);
    Found found = lookup(in, path.parts, true);
    if (found.kind == Found::Kind::symbol) {
        const Symbol& symbol = in.symbols[found.symbol];
        if (symbol.kind == SymbolKind::Broken)
            return std::nullopt;
        if (symbol.kind == SymbolKind::Type)
            if (auto custom = customKind(in, found.symbol))
                return custom;
        in.sink.report(Code::E5004, path.span, path.text()).note(symbol.span, "declared here");
        return std::nullopt;
    }
    if (found.kind == Found::Kind::native) {
        auto id = in.library.find(found.native);
        auto kind = id ? in.library.kind(*id) : std::nullopt;
        if (kind)
            return ResourceKind{in.program.types.native(kind->root), std::string(kind->apiVersion),
                                std::string(kind->kind), kind->namespaced, kind};
        if (id) {
            in.sink.report(Code::E5004, path.span, path.text());
            return std::nullopt;
        }
    }
    if (found.kind == Found::Kind::nothing && path.text() == "Manifest") {
        ResourceKind any;
        any.type = manifestType(in);
        return any;
    }
    if (path.parts.size() > 1 && unknownNative(in, found.native.empty() ? path.text() : found.native, path))
        return std::nullopt;
    std::vector<std::string> names;
    for (const kube::Kind& kind : in.library.kinds()) {
        std::string known(in.library.type(kind.root).path);
        names.push_back(path.parts.size() == 1 ? std::string(kind.kind) : known);
    }
    unknownType(in, path, names);
    return std::nullopt;
}

/// The kind of resource that a type declares; none if it has no `@crd`.
std::optional<ResourceKind> customKind(Checking& in, SymbolIndex index) {
    const Symbol& symbol = in.symbols[index];
    const ast::Decl& decl = (*in.modules[symbol.module].tree)[symbol.decl];
    auto crd = std::find_if(decl.annotations.begin(), decl.annotations.end(),
                            [](const ast::Annotation& annotation) { return annotation.name.text == "crd"; });
    if (crd == decl.annotations.end())
        return std::nullopt;
    const EnvScope scope(in, symbol.module);
    ResourceKind kind = describedKind(in, *crd, symbol.name);
    TypeId record = typeOfSymbol(in, index);
    kind.type = in.kindOf(record) == TypeKind::Record ? customType(in, record) : in.program.types.error();
    if (TypeId variant = variantIn(in, record); variant.valid()) {
        in.sink.report(Code::E5047, crd->span, "it may hold the variant `" + in.show(variant) + "`, which is no data")
            .suggest("declare the object as the cluster takes it: a record with a field for each case, most of them "
                     "optional, which the resource sets with `match`");
        kind.type = in.program.types.error();
    }
    return kind;
}

/// What makes a test of a resource: the annotation by which Helm knows one.
core::Amendment asTest(Checking& in, const std::string& name, TypeId object, Span span) {
    auto within = [&](VarId outer, const std::string& key, VarId inner, ExprId value) {
        core::Entry entry;
        entry.kind = core::EntryKind::Amend;
        entry.span = span;
        entry.key = key;
        entry.first = inner;
        entry.value = value;
        entry.otherwise = emptyOf(in, in.program[inner].type, span);
        return in.make(span, in.program[outer].type, core::RecordExpr{varRef(in, outer, span), {std::move(entry)}});
    };
    VarId whole = newVar(in, name, object);
    VarId metadata = newVar(in, "metadata", metadataType(in));
    VarId annotations = newVar(in, "annotations", slotOf(in, metadataType(in), {"annotations", span}).type);
    core::Entry hook;
    hook.span = span;
    hook.key = "helm.sh/hook";
    hook.value = makeString(in, "test", in.program.types.string(), span);
    ExprId value = in.make(span, in.program[annotations].type, core::RecordExpr{varRef(in, annotations, span), {hook}});
    value = within(metadata, "annotations", annotations, value);
    return {{name}, whole, within(whole, "metadata", metadata, value)};
}

} // namespace

void resourceStatement(Checking& in, const ast::ResourceDecl& decl, const std::vector<ast::Annotation>& annotations,
                       Span span, std::vector<Statement>& out) {
    bool isTest = std::any_of(annotations.begin(), annotations.end(),
                              [](const ast::Annotation& annotation) { return annotation.name.text == "test"; });
    auto kind = resourceKind(in, decl.kind);
    if (kind && in.body.component)
        notePart(in, decl.name, *in.body.component, kind->type);
    withClauses(in, decl.clauses, 0, out, [&](std::vector<Statement>& inner) {
        if (!kind)
            return;
        Statement statement;
        statement.kind = StatementKind::Resource;
        statement.span = span;
        statement.name = decl.name.text;
        statement.apiVersion = kind->apiVersion;
        statement.resourceKind = kind->kind;
        statement.namespaced = kind->namespaced;
        if (kind->native)
            checkRelease(in, *kind->native, decl.kind.span);
        statement.testOnly = isTest;
        const size_t known = in.sink.diagnostics().size();
        statement.value = checkBlock(in, decl.block, kind->type, in.tree()[decl.block].span);
        if (isTest)
            statement.amendments.push_back(asTest(in, decl.name.text, kind->type, span));
        if (const auto* object = in.nodeAs<core::RecordExpr>(statement.value); object && kind->type != in.memo.manifest)
            refuseKindKeys(in.sink, object->entries, known);
        inner.push_back(std::move(statement));
    });
}

} // namespace stackc::sema
