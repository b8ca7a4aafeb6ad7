// Resources: kinds of the library and custom ones declared by hand.
#include "kube/custom_kind.h"
#include "sema/checker.h"

#include "sema/suggest.h"

#include <algorithm>

namespace stackc::sema {

using core::Statement;
using core::StatementKind;

std::optional<ResourceKind> Checker::resourceKind(const ast::Path& path) {
    Found found = lookup(path.parts, true);
    if (found.kind == Found::Kind::symbol) {
        const Symbol& symbol = symbols_[found.symbol];
        if (symbol.kind == SymbolKind::Broken)
            return std::nullopt;
        if (symbol.kind == SymbolKind::Type)
            if (auto custom = customKind(found.symbol))
                return custom;
        sink_.report(Code::E5004, path.span, path.text()).note(symbol.span, "declared here");
        return std::nullopt;
    }
    if (found.kind == Found::Kind::native) {
        auto id = library_.find(found.native);
        auto kind = id ? library_.kind(*id) : std::nullopt;
        if (kind)
            return ResourceKind{program_.types.native(kind->root), std::string(kind->apiVersion),
                                std::string(kind->kind), kind->namespaced, kind};
        if (id) {
            sink_.report(Code::E5004, path.span, path.text());
            return std::nullopt;
        }
    }
    if (found.kind == Found::Kind::nothing && path.text() == "Manifest") {
        ResourceKind any;
        any.type = manifestType();
        return any;
    }
    if (path.parts.size() > 1 && unknownNative(found.native.empty() ? path.text() : found.native, path))
        return std::nullopt;
    std::vector<std::string> names;
    for (const kube::Kind& kind : library_.kinds()) {
        std::string known(library_.type(kind.root).path);
        names.push_back(path.parts.size() == 1 ? std::string(kind.kind) : known);
    }
    sink_.report(Code::E2006, path.span, path.text()).suggest(typeHint(path, names));
    return std::nullopt;
}

/// The kind of resource that a type declares; none if it has no `@crd`.
std::optional<ResourceKind> Checker::customKind(SymbolIndex index) {
    const Symbol& symbol = symbols_[index];
    const ast::Decl& decl = (*modules_[symbol.module].tree)[symbol.decl];
    auto crd = std::find_if(decl.annotations.begin(), decl.annotations.end(),
                            [](const ast::Annotation& annotation) { return annotation.name.text == "crd"; });
    if (crd == decl.annotations.end())
        return std::nullopt;
    EnvScope scope(*this, symbol.module);
    ResourceKind kind = describedKind(*crd, symbol.name);
    TypeId record = typeOfSymbol(index);
    kind.type = kindOf(record) == TypeKind::Record ? customType(record) : program_.types.error();
    return kind;
}

/// What `@crd` says of the type after it.
ResourceKind Checker::describedKind(const ast::Annotation& crd, const std::string& typeName) {
    ResourceKind kind;
    kind.kind = typeName;
    for (const ast::Arg& arg : crd.args) {
        const auto& node = tree()[arg.value].node;
        const auto* text = std::get_if<ast::StringLit>(&node);
        const auto* word = std::get_if<ast::NameRef>(&node);
        bool isPlain = text != nullptr && text->isPlainText();
        if (!arg.name && isPlain)
            kind.apiVersion = text->plainText();
        else if (arg.name && arg.name->text == "kind" && isPlain)
            kind.kind = text->plainText();
        else if (arg.name && arg.name->text == "scope" && word &&
                 (word->name.text == "Namespaced" || word->name.text == "Cluster"))
            kind.namespaced = word->name.text == "Namespaced";
        else
            sink_.report(Code::E5007, crd.span);
    }
    size_t slash = kind.apiVersion.find('/');
    if (slash == std::string::npos)
        sink_.report(Code::E5007, crd.span);
    else if (auto fault = kube::faultOf(kube::CustomKind{
                 kind.apiVersion.substr(0, slash), kind.apiVersion.substr(slash + 1), kind.kind, kind.namespaced}))
        sink_.report(Code::E5047, crd.span, *fault);
    return kind;
}

/// The declared record with Kubernetes' metadata before its fields.
TypeId Checker::customType(TypeId record) {
    if (auto it = customTypes_.find(record.value); it != customTypes_.end())
        return it->second;
    Type custom = type(record);
    core::Field metadata;
    metadata.name = metadata.key = "metadata";
    metadata.type = metadataType();
    custom.fields.insert(custom.fields.begin(), metadata);
    TypeId id = program_.types.add(std::move(custom));
    for (size_t i = 0; i < type(record).fields.size(); ++i)
        copyDefault({record, i}, {id, i + 1});
    customTypes_[record.value] = id;
    return id;
}

/// What makes a test of a resource: the annotation by which Helm knows one.
core::Amendment Checker::asTest(const std::string& name, TypeId object, Span span) {
    auto within = [&](VarId outer, const std::string& key, VarId inner, ExprId value) {
        core::Entry entry;
        entry.kind = core::EntryKind::Amend;
        entry.span = span;
        entry.key = key;
        entry.first = inner;
        entry.value = value;
        entry.otherwise = emptyOf(program_[inner].type, span);
        return make(span, program_[outer].type, core::RecordExpr{varRef(outer, span), {std::move(entry)}});
    };
    VarId whole = newVar(name, object);
    VarId metadata = newVar("metadata", metadataType());
    VarId annotations = newVar("annotations", slotOf(metadataType(), {"annotations", span}).type);
    core::Entry hook;
    hook.span = span;
    hook.key = "helm.sh/hook";
    hook.value = string("test", program_.types.string(), span);
    ExprId value = make(span, program_[annotations].type, core::RecordExpr{varRef(annotations, span), {hook}});
    value = within(metadata, "annotations", annotations, value);
    return {{name}, whole, within(whole, "metadata", metadata, value)};
}

void Checker::resource(const ast::ResourceDecl& decl, const std::vector<ast::Annotation>& annotations, Span span,
                       std::vector<Statement>& out) {
    bool isTest = std::any_of(annotations.begin(), annotations.end(),
                              [](const ast::Annotation& annotation) { return annotation.name.text == "test"; });
    auto kind = resourceKind(decl.kind);
    withClauses(decl.clauses, 0, out, [&](std::vector<Statement>& inner) {
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
            checkRelease(*kind->native, decl.kind.span);
        statement.testOnly = isTest;
        statement.value = checkBlock(decl.block, kind->type, tree()[decl.block].span);
        if (isTest)
            statement.amendments.push_back(asTest(decl.name.text, kind->type, span));
        if (const auto* object = nodeAs<core::RecordExpr>(statement.value))
            for (const core::Entry& entry : object->entries)
                if (kind->type != manifest_ && (entry.key == "apiVersion" || entry.key == "kind"))
                    sink_.report(Code::E5005, entry.span, entry.key);
        inner.push_back(std::move(statement));
    });
}

} // namespace stackc::sema
