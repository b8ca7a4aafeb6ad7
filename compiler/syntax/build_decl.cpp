#include "syntax/builder.h"

namespace stackc::syntax {

DeclId Builder::decl(P::DeclContext* context) {
    Decl result;
    result.span = spanOf(context);
    if (context->exception != nullptr) {
        result.node = ErrorDecl{};
        return module_.add(std::move(result));
    }
    result.annotations = annotations(context->annotation());
    result.exported = context->EXPORT() != nullptr;
    auto* inner = static_cast<Rule_*>(context->children.back());
    result.doc = docOf(context, inner);
    switch (inner->getRuleIndex()) {
    case P::RuleChartDecl: {
        auto* chart = static_cast<P::ChartDeclContext*>(inner);
        result.node = ChartDecl{name(chart->name()), block(chart->block())};
        break;
    }
    case P::RuleImportDecl:
        result.node = importDecl(static_cast<P::ImportDeclContext*>(inner));
        break;
    case P::RuleTypeDecl:
        result.node = typeDecl(static_cast<P::TypeDeclContext*>(inner));
        break;
    case P::RuleVariantDecl:
        result.node = variantDecl(static_cast<P::VariantDeclContext*>(inner));
        break;
    case P::RuleEnumDecl:
        result.node = enumDecl(static_cast<P::EnumDeclContext*>(inner));
        break;
    case P::RuleFnDecl:
        result.node = fnDecl(static_cast<P::FnDeclContext*>(inner));
        break;
    case P::RuleLetDecl:
        result.node = letDecl(static_cast<P::LetDeclContext*>(inner));
        break;
    case P::RuleValuesDecl:
        result.node = ValuesDecl{record(static_cast<P::ValuesDeclContext*>(inner)->recordType())};
        break;
    case P::RuleCheckDecl:
        result.node = checkDecl(static_cast<P::CheckDeclContext*>(inner));
        break;
    case P::RuleBackendDecl:
        result.node = backendDecl(static_cast<P::BackendDeclContext*>(inner));
        break;
    case P::RuleServiceDecl:
        result.node = serviceDecl(static_cast<P::ServiceDeclContext*>(inner));
        break;
    case P::RuleResourceDecl:
        result.node = resourceDecl(static_cast<P::ResourceDeclContext*>(inner));
        break;
    case P::RulePatchDecl:
        result.node = patchDecl(static_cast<P::PatchDeclContext*>(inner));
        break;
    case P::RuleUseDecl:
        result.node = useDecl(static_cast<P::UseDeclContext*>(inner));
        break;
    case P::RuleIncludeDecl:
        result.node = includeDecl(static_cast<P::IncludeDeclContext*>(inner));
        break;
    case P::RuleExternalDecl: {
        auto* external = static_cast<P::ExternalDeclContext*>(inner);
        result.node = ExternalDecl{name(external->name()), clauses(external->clause()), block(external->block())};
        break;
    }
    case P::RuleEnvironmentDecl: {
        auto* environment = static_cast<P::EnvironmentDeclContext*>(inner);
        EnvironmentDecl node{name(environment->name(0)), std::nullopt, block(environment->block())};
        if (environment->name().size() > 1)
            node.parent = name(environment->name(1));
        result.node = std::move(node);
        break;
    }
    case P::RuleComponentDecl:
        result.node = componentDecl(static_cast<P::ComponentDeclContext*>(inner));
        break;
    default:
        assert(false && "a declaration without a builder");
    }
    return module_.add(std::move(result));
}

ImportDecl Builder::importDecl(P::ImportDeclContext* context) {
    ImportDecl result;
    result.path = path(context->path());
    auto names = context->name();
    if (context->AS() != nullptr) {
        result.alias = name(names.back());
        names.pop_back();
    }
    for (auto* imported : names)
        result.names.push_back(name(imported));
    return result;
}

TypeDecl Builder::typeDecl(P::TypeDeclContext* context) {
    TypeDecl result;
    result.name = name(context->name());
    result.type = context->type() != nullptr ? type(context->type()) : record(context->recordType());
    if (auto* where = context->where())
        result.where = rule(where, where->expr(), where->text());
    return result;
}

VariantDecl Builder::variantDecl(P::VariantDeclContext* context) {
    VariantDecl result;
    auto names = context->name();
    result.name = name(names[0]);
    if (names.size() > 1)
        result.tag = name(names[1]);
    for (auto* variant : context->variantCase()) {
        if (variant->exception == nullptr)
            result.cases.push_back(variantCase(variant));
    }
    return result;
}

VariantCase Builder::variantCase(P::VariantCaseContext* context) {
    VariantCase result;
    result.doc = docOf(context, context->name());
    result.annotations = annotations(context->annotation());
    result.name = name(context->name());
    if (context->recordType() != nullptr)
        result.payload = record(context->recordType());
    if (context->type() != nullptr)
        result.payload = type(context->type());
    result.span = spanOf(context);
    return result;
}

EnumDecl Builder::enumDecl(P::EnumDeclContext* context) {
    EnumDecl result;
    result.name = name(context->name());
    for (auto* enumCase : context->enumCase()) {
        if (enumCase->exception != nullptr)
            continue;
        EnumCase entry;
        entry.doc = docOf(enumCase, enumCase->name());
        entry.annotations = annotations(enumCase->annotation());
        if (auto* string = enumCase->STRING()) {
            entry.name = {plainString(string->getSymbol()), spanOf(string)};
            entry.quoted = true;
        } else {
            entry.name = name(enumCase->name());
        }
        result.cases.push_back(std::move(entry));
    }
    return result;
}

FnDecl Builder::fnDecl(P::FnDeclContext* context) {
    return {name(context->name()), params(context->params()), type(context->type()), value(context->value())};
}

std::vector<Param> Builder::params(P::ParamsContext* context) {
    std::vector<Param> result;
    if (context == nullptr)
        return result;
    for (auto* param : context->param()) {
        ExprId defaultValue = param->value() != nullptr ? value(param->value()) : ExprId{};
        result.push_back({name(param->name()), type(param->type()), defaultValue, spanOf(param)});
    }
    return result;
}

LetDecl Builder::letDecl(P::LetDeclContext* context) {
    TypeId declared = context->type() != nullptr ? type(context->type()) : TypeId{};
    return {name(context->name()), declared, value(context->value())};
}

CheckDecl Builder::checkDecl(P::CheckDeclContext* context) { return {rule(context, context->expr(), context->text())}; }

ExprId Builder::valueOrBlock(P::ValueContext* given, P::BlockContext* block_) {
    if (given != nullptr)
        return value(given);
    return add(spanOf(block_), BlockExpr{block(block_)});
}

BackendDecl Builder::backendDecl(P::BackendDeclContext* context) {
    return {name(context->name()), clauses(context->clause()), valueOrBlock(context->value(), context->block())};
}

ServiceDecl Builder::serviceDecl(P::ServiceDeclContext* context) {
    ServiceDecl result;
    result.name = name(context->name());
    if (auto* string = context->STRING()) {
        result.clusterName = Name{plainString(string->getSymbol()), spanOf(string)};
    }
    result.clauses = clauses(context->clause());
    result.value = valueOrBlock(context->value(), context->block());
    return result;
}

ResourceDecl Builder::resourceDecl(P::ResourceDeclContext* context) {
    return {name(context->name()), clauses(context->clause()), path(context->path()), block(context->block())};
}

PatchDecl Builder::patchDecl(P::PatchDeclContext* context) { return {path(context->path()), block(context->block())}; }

UseDecl Builder::useDecl(P::UseDeclContext* context) {
    return {name(context->name()), clauses(context->clause()), path(context->path()), args(context->args())};
}

IncludeDecl Builder::includeDecl(P::IncludeDeclContext* context) {
    auto* string = context->STRING();
    return {path(context->path()), Name{plainString(string->getSymbol()), spanOf(string)}, clauses(context->clause()),
            context->block() != nullptr ? block(context->block()) : BlockId{}};
}

ComponentDecl Builder::componentDecl(P::ComponentDeclContext* context) {
    TypeId outputs = context->type() != nullptr ? type(context->type()) : TypeId{};
    return {name(context->name()), params(context->params()), outputs, body(context->body())};
}

std::vector<Clause> Builder::clauses(const std::vector<P::ClauseContext*>& contexts) {
    std::vector<Clause> result;
    for (auto* context : contexts) {
        Clause clause;
        if (context->pattern() != nullptr) {
            clause.kind = Clause::Kind::loop;
            clause.pattern = pattern(context->pattern());
        }
        clause.value = expr(context->expr());
        clause.span = spanOf(context);
        result.push_back(std::move(clause));
    }
    return result;
}

} // namespace stackc::syntax
