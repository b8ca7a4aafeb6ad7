// Names, members and the built-in inputs.
#include "sema/checker.h"

#include "sema/suggest.h"

namespace stackc::sema {

using core::Domain;
using core::Input;

std::optional<std::vector<ast::Name>> Checker::pathOf(ast::ExprId id) const {
    const ast::Expr& expr = tree()[id];
    if (const auto* ref = std::get_if<ast::NameRef>(&expr.node))
        return std::vector<ast::Name>{ref->name};
    const auto* member = std::get_if<ast::MemberExpr>(&expr.node);
    if (member == nullptr)
        return std::nullopt;
    auto path = pathOf(member->base);
    if (path)
        path->push_back(member->name);
    return path;
}

bool Checker::isBuiltinRoot(std::string_view name) const {
    return name == "values" || name == "services" || name == "release" || name == "chart" || name == "capabilities";
}

ExprId Checker::inferName(const ast::NameRef& ref, Span span) {
    Found found = lookup({ref.name});
    switch (found.kind) {
    case Found::Kind::local:
        return useLocal(*lookupLocal(ref.name.text), span);
    case Found::Kind::symbol:
        return useSymbol(found.symbol, span);
    case Found::Kind::input:
        if (ref.name.text == "values")
            return valuesRef(span);
        if (ref.name.text == "services")
            return servicesRef(span);
        sink_.report(Code::E2007, span, ref.name.text, "a group of inputs", "a value");
        return errorExpr(span);
    case Found::Kind::native:
        sink_.report(Code::E2007, span, ref.name.text, "a type", "a value");
        return errorExpr(span);
    case Found::Kind::module:
        sink_.report(Code::E2007, span, ref.name.text, "a module", "a value");
        return errorExpr(span);
    case Found::Kind::nothing:
        break;
    }
    unknownName(ref.name);
    return errorExpr(span);
}

ExprId Checker::useLocal(const Local& local, Span span) {
    core::Expr expr = program_.exprs[local.expr.value];
    // A variable or its field is written anew, so that later messages point at its use.
    if (std::holds_alternative<core::VarRef>(expr.node) || std::holds_alternative<core::FieldAccess>(expr.node))
        return make(span, expr.type, std::move(expr.node));
    return local.expr;
}

ExprId Checker::useSymbol(SymbolIndex index, Span span) {
    Symbol& symbol = symbols_[index];
    switch (symbol.kind) {
    case SymbolKind::Let:
    case SymbolKind::Backend:
    case SymbolKind::External: {
        core::LetId let = letOf(index, span);
        if (!let.valid())
            return errorExpr(span);
        return make(span, program_[let].type, core::LetRef{let});
    }
    case SymbolKind::Service:
    case SymbolKind::Use:
        if (symbol.scoped) {
            sink_.report(Code::E2016, span, symbol.name).note(symbol.span, "declared with clauses here");
            return errorExpr(span);
        }
        if (!symbol.var.valid()) {
            auto report = sink_.report(Code::E2018, span, symbol.name);
            report.note(symbol.span, "declared here");
            if (symbol.kind == SymbolKind::Service)
                report.suggest("declare it before, or read what `services` tells of each: `for s in services if "
                               "s.id == …`");
            return errorExpr(span);
        }
        return varRef(symbol.var, span);
    case SymbolKind::Broken:
        return errorExpr(span);
    default: {
        auto report = sink_.report(Code::E2007, span, symbol.name, kindName(symbol.kind), "a value");
        report.note(symbol.span, "declared here");
        if (symbol.kind == SymbolKind::Function)
            report.suggest("functions are not values; call it: `" + symbol.name + "(…)`");
        return errorExpr(span);
    }
    }
}

ExprId Checker::inferMember(const ast::MemberExpr& member, Span span) {
    if (auto path = pathOf(member.base)) {
        path->push_back(member.name);
        Found found = lookup(*path);
        if (found.kind == Found::Kind::input && (*path)[0].text != "values" && (*path)[0].text != "services")
            return builtinMember(*path, span);
        if (found.kind == Found::Kind::symbol && found.used > 1) {
            ExprId value = useSymbol(found.symbol, span);
            for (size_t i = found.used; i < path->size(); ++i)
                value = memberOf(value, (*path)[i], span);
            return value;
        }
        if (found.kind == Found::Kind::module) {
            if (found.used < path->size())
                notExported(found, *path);
            else
                sink_.report(Code::E2007, span, std::string(sources_.text(span)), "a module", "a value");
            return errorExpr(span);
        }
    }
    return memberOf(infer(member.base), member.name, span);
}

ExprId Checker::memberOf(ExprId base, const ast::Name& name, Span span) {
    if (isError(base))
        return base;
    const Type& t = type(typeOf(base));
    switch (t.kind) {
    case TypeKind::Record:
        if (const core::Field* found = t.field(name.text))
            return field(base, name.text, found->type, span);
        break;
    case TypeKind::Native:
        return nativeMember(base, name, span);
    case TypeKind::Variant:
        if (name.text == "tag" || (!t.tagKey.empty() && name.text == t.tagKey))
            return make(span, program_.types.string(), core::TagOf{base});
        sink_.report(Code::E3017, name.span, show(typeOf(base)), name.text)
            .suggest("the fields of a case are reached by `match`");
        return errorExpr(span);
    case TypeKind::Map:
        if (nodeAs<core::RecordExpr>(base) != nullptr || nodeAs<core::LetRef>(base) != nullptr)
            return field(base, caseKey(TypeId(t.key), name), t.element, span);
        sink_.report(Code::E3017, name.span, show(typeOf(base)), name.text)
            .suggest("a map whose keys are not static is read with `for`");
        return errorExpr(span);
    case TypeKind::Optional:
        sink_.report(Code::E3018, spanOf(base), show(typeOf(base)), show(t.element))
            .suggest("open it with `if let x = …` or give a value with `??`");
        return errorExpr(span);
    default:
        break;
    }
    sink_.report(Code::E3017, name.span, show(typeOf(base)), name.text).suggest(meantField(typeOf(base), name.text));
    return errorExpr(span);
}

ExprId Checker::nativeMember(ExprId base, const ast::Name& name, Span span) {
    kube::Type native = nativeOf(typeOf(base));
    if (native.shape == kube::Shape::Object)
        if (auto found = native.fields.find(name.text)) {
            TypeId texts = secretTexts(native, name.text);
            TypeId type = texts.valid() ? texts : scalarOf(found->type);
            bool isCollection =
                library_.shape(found->type) == kube::Shape::List || library_.shape(found->type) == kube::Shape::Map;
            if (!found->required && !isCollection)
                type = program_.types.optional(type);
            return field(base, name.text, type, span);
        }
    std::vector<std::string> names;
    for (kube::Field known : native.fields)
        names.emplace_back(known.name);
    sink_.report(Code::E5001, name.span, name.text, show(typeOf(base))).suggest(didYouMean(name.text, names));
    return errorExpr(span);
}

ExprId Checker::valuesRef(Span span) {
    if (env_.values.valid())
        return varRef(env_.values, span);
    if (faultyValues_)
        return errorExpr(span);
    if (env_.module != 0) {
        sink_.report(Code::E2009, span);
        return errorExpr(span);
    }
    return make(span, program_.valuesType, core::InputRef{Input::Values});
}

ExprId Checker::inputOf(std::string_view root, std::string_view name) {
    core::TypeTable& types = program_.types;
    auto input = [&](Input input, TypeId type) { return make({}, type, core::InputRef{input}); };
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
            return overrideName(std::string(name), {});
        if (name == "commonLabels" || name == "commonAnnotations")
            return commonTexts(std::string(name));
        if (name == "imageRegistry" || name == "imagePullSecrets" || name == "clusterDomain")
            return globalValue(std::string(name));
    }
    if (root == "capabilities" && name == "kubeVersion")
        return input(Input::KubeVersion, types.string());
    return {};
}

ExprId Checker::overrideName(const std::string& name, Span span) {
    TypeId optional = program_.types.optional(program_.types.domain(Domain::DnsLabel));
    const core::Field* found = type(program_.valuesType).field(name);
    if (found == nullptr || kindOf(found->type) != TypeKind::Optional ||
        kindOf(type(found->type).element) != TypeKind::String)
        return make(span, optional, core::NoneLit{});
    TypeId declared = found->type;
    if (!fits(declared, optional)) {
        // A free string could not be part of a name.
        sink_.report(Code::E3001, found->span, "`DnsLabel?`", show(declared))
            .note("`" + name + "` becomes part of the names of resources");
        return make(span, optional, core::NoneLit{});
    }
    ExprId values = make(span, program_.valuesType, core::InputRef{Input::Values});
    return field(values, name, declared, span);
}

/// The field of a record where it has one of that name that fits; else invalid.
ExprId Checker::fittingField(ExprId record, const std::string& name, TypeId wanted) {
    const core::Type& whole = type(program_[record].type);
    const core::Field* found = whole.kind == TypeKind::Record ? whole.field(name) : nullptr;
    if (found == nullptr || !fits(found->type, wanted))
        return {};
    return field(record, name, TypeId(found->type), {});
}

ExprId Checker::commonTexts(const std::string& name) {
    TypeId texts = program_.types.map(program_.types.string(), program_.types.string());
    ExprId values = make({}, program_.valuesType, core::InputRef{Input::Values});
    ExprId given = fittingField(values, name, texts);
    return given.valid() ? given : make({}, texts, core::RecordExpr{});
}

ExprId Checker::globalValue(const std::string& name) {
    core::TypeTable& types = program_.types;
    bool isList = name == "imagePullSecrets";
    bool isOptional = name == "imageRegistry";
    TypeId wanted = isList ? types.list(types.string()) : isOptional ? types.optional(types.string()) : types.string();
    if (const core::Field* global = type(program_.valuesType).field("global")) {
        ExprId values = make({}, program_.valuesType, core::InputRef{Input::Values});
        ExprId given = fittingField(field(values, "global", TypeId(global->type), {}), name, wanted);
        if (given.valid())
            return given;
    }
    if (isList)
        return make({}, wanted, core::ListExpr{});
    return isOptional ? make({}, wanted, core::NoneLit{})
                      : make({}, wanted, core::Literal{.kind = core::Literal::Kind::String, .text = "cluster.local"});
}

ExprId Checker::builtinMember(const std::vector<ast::Name>& path, Span span) {
    ExprId value = inputOf(path[0].text, path[1].text);
    if (!value.valid()) {
        std::vector<std::string> names;
        if (path[0].text == "release")
            names = {"name", "namespace", "service"};
        else if (path[0].text == "chart")
            names = {"name",          "declaredName",     "version",      "appVersion",
                     "nameOverride",  "fullnameOverride", "commonLabels", "commonAnnotations",
                     "imageRegistry", "imagePullSecrets", "clusterDomain"};
        else
            names = {"has", "kubeAtLeast"};
        sink_.report(Code::E3017, path[1].span, path[0].text, path[1].text).suggest(didYouMean(path[1].text, names));
        return errorExpr(span);
    }
    program_.exprs[value.value].span = span;
    for (size_t i = 2; i < path.size(); ++i)
        value = memberOf(value, path[i], span);
    return value;
}

} // namespace stackc::sema
