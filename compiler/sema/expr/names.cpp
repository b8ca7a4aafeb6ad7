#include "sema/expr/names.h"

#include "core/builtins.h"
#include "sema/elaborate.h"
#include "sema/expr/infer.h"
#include "sema/expr/records.h"
#include "sema/expr/services.h"
#include "sema/expr/slots.h"
#include "sema/expr/unknown_name.h"
#include "sema/fixes.h"
#include "sema/make.h"
#include "sema/names/lookup.h"
#include "sema/names/probe.h"
#include "sema/notes.h"
#include "sema/suggest.h"
#include "sema/types/fits.h"
#include "sema/types/kinds.h"
#include "sema/types/language_items.h"
#include "syntax/foreign_words.h"

#include <utility>

namespace stackc::sema {

using core::Domain;
using core::Input;

namespace {

ExprId useLocal(Checking& in, const Local& local, Span span);
ExprId useSymbol(Checking& in, SymbolIndex index, Span span);
ExprId memberOf(Checking& in, ExprId base, const ast::Name& name, Span span);
ExprId manifestMember(Checking& in, ExprId base, const ast::Name& name, Span span);
ExprId nativeMember(Checking& in, ExprId base, const ast::Name& name, Span span);
ExprId overrideName(Checking& in, const std::string& name, Span span);
ExprId commonTexts(Checking& in, const std::string& name);
ExprId globalValue(Checking& in, const std::string& name);
ExprId builtinMember(Checking& in, const std::vector<ast::Name>& path, Span span);

} // namespace

std::optional<std::vector<ast::Name>> pathOf(const Checking& in, ast::ExprId id) {
    const ast::Expr& expr = in.tree()[id];
    if (const auto* ref = std::get_if<ast::NameRef>(&expr.node))
        return std::vector<ast::Name>{ref->name};
    const auto* member = std::get_if<ast::MemberExpr>(&expr.node);
    if (member == nullptr)
        return std::nullopt;
    auto path = pathOf(in, member->base);
    if (path)
        path->push_back(member->name);
    return path;
}

ExprId inferName(Checking& in, const ast::NameRef& ref, Span span) {
    Found found = lookup(in, {ref.name});
    switch (found.kind) {
    case Found::Kind::local:
        return useLocal(in, *lookupLocal(in, ref.name.text), span);
    case Found::Kind::symbol:
        return useSymbol(in, found.symbol, span);
    case Found::Kind::input:
        if (ref.name.text == "values")
            return valuesRef(in, span);
        if (ref.name.text == "services")
            return servicesRef(in, span);
        in.sink.report(Code::E2007, span, ref.name.text, "a group of inputs", "a value");
        return in.errorExpr(span);
    case Found::Kind::native:
        in.sink.report(Code::E2007, span, ref.name.text, in.library.find(found.native) ? "a type" : "a module",
                       "a value");
        return in.errorExpr(span);
    case Found::Kind::module:
        in.sink.report(Code::E2007, span, ref.name.text, "a module", "a value");
        return in.errorExpr(span);
    case Found::Kind::nothing:
        break;
    }
    unknownName(in, {ref.name}, Wanted::Value);
    return in.errorExpr(span);
}

namespace {

ExprId useLocal(Checking& in, const Local& local, Span span) {
    core::Expr expr = in.program.exprs[local.expr.value];
    // A variable or its field is written anew, so that later messages point at its use.
    if (std::holds_alternative<core::VarRef>(expr.node) || std::holds_alternative<core::FieldAccess>(expr.node))
        return in.make(span, expr.type, std::move(expr.node));
    return local.expr;
}

/// Of a service or use that is read before it is there.
std::string earlierHint(const Checking& in, const Symbol& symbol, Span span) {
    const ast::Decl& decl = (*in.modules[symbol.module].tree)[symbol.decl];
    const auto* service = std::get_if<ast::ServiceDecl>(&decl.node);
    const bool isInside = decl.span.covers(span);
    if (service == nullptr)
        return isInside ? "what it tells is there behind it: a `let` before it holds what both need" : "";
    if (!isInside)
        return "declare it before all that needs this, or read what `services` tells of each: `for s in services if "
               "s.id == …`";
    const std::string& id = service->clusterName ? service->clusterName->text : service->name.text;
    return "what it tells is for others: in itself its name is `name(fullname(), \"" + id +
           "\")`, or `fullname()` in a chart that is called so, too";
}

ExprId useSymbol(Checking& in, SymbolIndex index, Span span) {
    Symbol& symbol = in.symbols[index];
    switch (symbol.kind) {
    case SymbolKind::Let:
    case SymbolKind::Backend:
    case SymbolKind::External: {
        core::LetId let = letOf(in, index, span);
        if (!let.valid())
            return in.errorExpr(span);
        return in.make(span, in.program[let].type, core::LetRef{let});
    }
    case SymbolKind::Service:
    case SymbolKind::Use:
        if (symbol.scoped && (symbol.made.var.valid() || !isReported(in, symbol, span))) {
            in.sink.report(Code::E2016, span, symbol.name).note(symbol.span, "declared with clauses here");
            return in.errorExpr(span);
        }
        if (!symbol.made.var.valid() && isReported(in, symbol, span))
            return in.errorExpr(span);
        if (!symbol.made.var.valid()) {
            auto report = in.sink.report(Code::E2018, span, symbol.name);
            report.note(symbol.span, "declared here");
            report.suggest(earlierHint(in, symbol, span));
            return in.errorExpr(span);
        }
        return varRef(in, symbol.made.var, span);
    case SymbolKind::Broken:
        return in.errorExpr(span);
    default: {
        auto report = in.sink.report(Code::E2007, span, symbol.name, kindName(symbol.kind), "a value");
        report.note(symbol.span, "declared here");
        if (symbol.kind == SymbolKind::Function)
            report.suggest("functions are not values; call it: `" + symbol.name + "(…)`");
        return in.errorExpr(span);
    }
    }
}

} // namespace

ExprId inferMember(Checking& in, const ast::MemberExpr& member, Span span) {
    if (auto path = pathOf(in, member.base)) {
        path->push_back(member.name);
        Found found = lookup(in, *path);
        if (found.kind == Found::Kind::input && (*path)[0].text != "values" && (*path)[0].text != "services")
            return builtinMember(in, *path, span);
        if (found.kind == Found::Kind::symbol && found.used > 1) {
            ExprId value = useSymbol(in, found.symbol, span);
            for (size_t i = found.used; i < path->size(); ++i)
                value = memberOf(in, value, (*path)[i], span);
            return value;
        }
        if (found.kind == Found::Kind::module) {
            if (found.used < path->size())
                notExported(in, found, *path);
            else
                in.sink.report(Code::E2007, span, std::string(in.sources.text(span)), "a module", "a value");
            return in.errorExpr(span);
        }
        if (found.kind == Found::Kind::nothing && (unknownModule(in, *path) || notImported(in, *path)))
            return in.errorExpr(span);
    }
    return memberOf(in, infer(in, member.base), member.name, span);
}

namespace {

ExprId memberOf(Checking& in, ExprId base, const ast::Name& name, Span span) {
    if (in.isError(base))
        return base;
    const Type& t = in.type(in.typeOf(base));
    if (isProbe(in, name))
        probed(in, Probe::Place::Member, in.typeOf(base));
    switch (t.kind) {
    case TypeKind::Record:
        if (const core::Field* found = t.field(name.text)) {
            noteField(in, name, *found);
            return readField(in, base, name.text, found->type, span);
        }
        break;
    case TypeKind::Native:
        return nativeMember(in, base, name, span);
    case TypeKind::Data:
        if (ExprId known = manifestMember(in, base, name, span); known.valid())
            return known;
        break;
    case TypeKind::Variant:
        if (name.text == "tag" || (!t.tagKey.empty() && name.text == t.tagKey)) {
            noteConversion(in, in.typeOf(base), in.program.types.string(), span);
            return in.make(span, in.program.types.string(), core::TagOf{base});
        }
        in.sink.report(Code::E3017, name.span, in.show(in.typeOf(base)), name.text)
            .suggest("the fields of a case are reached by `match`");
        return in.errorExpr(span);
    case TypeKind::Map:
        if (in.nodeAs<core::RecordExpr>(base) != nullptr || in.nodeAs<core::LetRef>(base) != nullptr)
            return readField(in, base, caseKey(in, TypeId(t.key), name), t.element, span);
        in.sink.report(Code::E3017, name.span, in.show(in.typeOf(base)), name.text)
            .suggest("a map whose keys are not static is read with `for`");
        return in.errorExpr(span);
    case TypeKind::Optional:
        in.sink.report(Code::E3018, in.spanOf(base), in.show(in.typeOf(base)), in.show(t.element))
            .suggest("open it with `if let x = …` or give a value with `??`");
        return in.errorExpr(span);
    default:
        break;
    }
    if (in.typeOf(base) == in.memo.noOutputs) {
        in.sink.report(Code::E3017, name.span, in.show(in.typeOf(base)), name.text)
            .suggest("its component has no outputs: declare them in its head, `component …(…): { " + name.text +
                     ": … }`, and give them in `outputs { … }`");
        return in.errorExpr(span);
    }
    auto report = in.sink.report(Code::E3017, name.span, in.show(in.typeOf(base)), name.text);
    const std::string_view foreign = syntax::foreignMember(name.text);
    const bool isForeign = !foreign.empty() && t.kind != TypeKind::Record;
    report.suggest(isForeign ? std::string(foreign) : meantField(in, in.typeOf(base), name.text));
    if (in.typeOf(base) == in.program.valuesType)
        fixValues(in, report, name.text);
    return in.errorExpr(span);
}

/// What is known of a resource of any kind: `apiVersion`, `kind` and `metadata.name`. Invalid for other data.
ExprId manifestMember(Checking& in, ExprId base, const ast::Name& name, Span span) {
    auto isManifest = [&in](ExprId value) { return in.memo.manifest.valid() && in.typeOf(value) == in.memo.manifest; };
    const auto* access = in.nodeAs<core::FieldAccess>(base);
    bool isMetadata = access != nullptr && access->name == "metadata" && isManifest(access->base);
    if (!isMetadata && !isManifest(base))
        return {};
    if (isMetadata && name.text == "name")
        return readField(in, base, name.text, in.program.types.optional(in.program.types.string()), span);
    if (!isMetadata && name.text == "metadata")
        return readField(in, base, name.text, in.program.types.data(), span);
    if (!isMetadata && (name.text == "apiVersion" || name.text == "kind"))
        return readField(in, base, name.text, slotOf(in, in.memo.manifest, name).type, span);
    in.sink.report(Code::E3017, name.span, isMetadata ? "metadata" : "Manifest", name.text)
        .note("what is known of a `Manifest` is `apiVersion`, `kind` and `metadata.name`");
    return in.errorExpr(span);
}

ExprId nativeMember(Checking& in, ExprId base, const ast::Name& name, Span span) {
    kube::Type native = in.nativeOf(in.typeOf(base));
    if (native.shape == kube::Shape::Object)
        if (auto found = native.fields.find(name.text)) {
            TypeId texts = secretTexts(in, native, name.text);
            TypeId type = texts.valid() ? texts : scalarOf(in, found->type);
            bool isCollection =
                in.library.shape(found->type) == kube::Shape::List || in.library.shape(found->type) == kube::Shape::Map;
            if (!found->required && !isCollection)
                type = in.program.types.optional(type);
            noteNativeField(in, name, native.id, type);
            return readField(in, base, name.text, type, span);
        }
    std::vector<std::string> names;
    for (kube::Field known : native.fields)
        names.emplace_back(known.name);
    in.sink.report(Code::E5001, name.span, name.text, in.show(in.typeOf(base))).suggest(didYouMean(name.text, names));
    return in.errorExpr(span);
}

} // namespace

ExprId valuesRef(Checking& in, Span span) {
    if (in.env.values.valid())
        return varRef(in, in.env.values, span);
    if (in.chart.faultyValues)
        return in.errorExpr(span);
    if (in.env.module != 0) {
        in.sink.report(Code::E2009, span);
        return in.errorExpr(span);
    }
    return in.make(span, in.program.valuesType, core::InputRef{Input::Values});
}

namespace {

ExprId inputOf(Checking& in, std::string_view root, std::string_view name) {
    core::TypeTable& types = in.program.types;
    auto input = [&](Input input, TypeId type) { return in.make({}, type, core::InputRef{input}); };
    TypeId label = types.domain(Domain::DnsLabel);
    if (root == "release") {
        if (name == "name")
            return input(Input::ReleaseName, label);
        if (name == "namespace")
            return input(Input::ReleaseNamespace, label);
        if (name == "service")
            return input(Input::ReleaseService, types.string());
    }
    if (root == "chart") {
        if (name == "name")
            return input(Input::ChartName, label);
        if (name == "declaredName")
            return input(Input::ChartDeclaredName, label);
        if (name == "version")
            return input(Input::ChartVersion, types.domain(Domain::Semver));
        if (name == "appVersion")
            return input(Input::ChartAppVersion, types.string());
        if (name == "nameOverride" || name == "fullnameOverride")
            return overrideName(in, std::string(name), {});
        if (name == "commonLabels" || name == "commonAnnotations")
            return commonTexts(in, std::string(name));
        if (name == "imageRegistry" || name == "imagePullSecrets" || name == "clusterDomain")
            return globalValue(in, std::string(name));
    }
    if (root == "capabilities" && name == "kubeVersion")
        return input(Input::KubeVersion, types.string());
    return {};
}

ExprId overrideName(Checking& in, const std::string& name, Span span) {
    TypeId optional = in.program.types.optional(in.program.types.domain(Domain::DnsLabel));
    const core::Field* found = in.type(in.program.valuesType).field(name);
    if (found == nullptr || in.kindOf(found->type) != TypeKind::Optional ||
        in.kindOf(in.type(found->type).element) != TypeKind::String)
        return in.make(span, optional, core::NoneLit{});
    TypeId declared = found->type;
    if (!fits(in, declared, optional)) {
        // A free string could not be part of a name.
        in.sink.report(Code::E3001, found->span, "`DnsLabel?`", in.show(declared))
            .note("`" + name + "` becomes part of the names of resources");
        return in.make(span, optional, core::NoneLit{});
    }
    ExprId values = in.make(span, in.program.valuesType, core::InputRef{Input::Values});
    return readField(in, values, name, declared, span);
}

/// The field of a record where it has one of that name that fits; else invalid.
ExprId fittingField(Checking& in, ExprId record, const std::string& name, TypeId wanted) {
    const core::Type& whole = in.type(in.program[record].type);
    const core::Field* found = whole.kind == TypeKind::Record ? whole.field(name) : nullptr;
    if (found == nullptr || !fits(in, found->type, wanted))
        return {};
    return readField(in, record, name, TypeId(found->type), {});
}

/// A map of texts among the values, `commonLabels` or `commonAnnotations`; none where the chart has no such value.
ExprId commonTexts(Checking& in, const std::string& name) {
    TypeId texts = in.program.types.map(in.program.types.string(), in.program.types.string());
    ExprId values = in.make({}, in.program.valuesType, core::InputRef{Input::Values});
    ExprId given = fittingField(in, values, name, texts);
    return given.valid() ? given : in.make({}, texts, core::RecordExpr{});
}

/// The names of Secrets that stand in the library's type; invalid if they don't.
ExprId pullSecretNames(Checking& in, ExprId global) {
    const core::Type& whole = in.type(in.program[global].type);
    const core::Field* found = whole.kind == TypeKind::Record ? whole.field("imagePullSecrets") : nullptr;
    auto symbol = found != nullptr ? languageItem(in, LanguageItem::PullSecretNames, {}) : std::nullopt;
    core::FnId names = symbol ? functionOf(in, *symbol, {}) : core::FnId{};
    if (!names.valid() || in.program[names].params.size() != 1)
        return {};
    ExprId secrets = fittingField(in, global, "imagePullSecrets", in.program[in.program[names].params[0]].type);
    return secrets.valid() ? in.make({}, in.program[names].result, core::CallExpr{names, {secrets}}) : ExprId{};
}

/// A value of `global`; what stands for it where the chart has none of a fitting type.
ExprId globalValue(Checking& in, const std::string& name) {
    core::TypeTable& types = in.program.types;
    bool isList = name == "imagePullSecrets";
    bool isOptional = name == "imageRegistry";
    TypeId wanted = isList ? types.list(types.string()) : isOptional ? types.optional(types.string()) : types.string();
    if (const core::Field* global = in.type(in.program.valuesType).field("global")) {
        ExprId values = in.make({}, in.program.valuesType, core::InputRef{Input::Values});
        ExprId record = readField(in, values, "global", TypeId(global->type), {});
        ExprId given = fittingField(in, record, name, wanted);
        if (!given.valid() && isList)
            given = pullSecretNames(in, record);
        if (given.valid())
            return given;
    }
    if (isList)
        return in.make({}, wanted, core::ListExpr{});
    return isOptional
               ? in.make({}, wanted, core::NoneLit{})
               : in.make({}, wanted, core::Literal{.kind = core::Literal::Kind::String, .text = "cluster.local"});
}

ExprId builtinMember(Checking& in, const std::vector<ast::Name>& path, Span span) {
    if (isProbe(in, path[1]))
        probeOneOf(in, path[1], Probe::Place::Exported, EntityKind::Input, core::builtinMembers(path[0].text));
    ExprId value = inputOf(in, path[0].text, path[1].text);
    if (!value.valid()) {
        in.sink.report(Code::E3017, path[1].span, path[0].text, path[1].text)
            .suggest(didYouMean(path[1].text, core::builtinMembers(path[0].text)));
        return in.errorExpr(span);
    }
    in.program.exprs[value.value].span = span;
    noteInput(in, path, in.typeOf(value));
    for (size_t i = 2; i < path.size(); ++i)
        value = memberOf(in, value, path[i], span);
    return value;
}

} // namespace

bool contributesNothing(const Checking& in, ExprId value) {
    const auto* ref = in.nodeAs<core::VarRef>(value);
    auto made = ref != nullptr ? in.memo.usedComponents.find(ref->var.value) : in.memo.usedComponents.end();
    return made != in.memo.usedComponents.end() && !in.program[made->second].contribution.valid();
}

ExprId contributionOf(Checking& in, const ast::Name& name, Span span) {
    VarId gives;
    if (const Local* local = lookupLocal(in, name.text)) {
        gives = local->contribution;
        noteLocal(in, name, *local);
    } else if (auto symbol = lookupSymbol(in, name.text); symbol && in.symbols[*symbol].kind == SymbolKind::Use) {
        gives = in.symbols[*symbol].made.contribution;
        noteSymbol(in, name, *symbol);
    }
    if (!gives.valid())
        return {};
    core::Entry id, contribution;
    id.key = "name";
    id.value = makeString(in, name.text, in.program.types.string(), span);
    contribution.key = "gives";
    contribution.value = varRef(in, gives, span);
    return in.make(span, in.memo.backend, core::RecordExpr{{}, {std::move(id), std::move(contribution)}});
}

} // namespace stackc::sema
