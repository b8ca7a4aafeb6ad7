#include "support/meanwhile.h"
#include "syntax/builder.h"

namespace stackc::syntax {

DeclId Builder::decl(TreeNode context) {
    Decl result;
    result.span = spanOf(context);
    if (context.failed()) {
        result.node = ErrorDecl{};
        return module_.add(std::move(result));
    }
    result.annotations = annotations(context.children(R::annotation));
    result.exported = context.has(T::EXPORT);
    TreeNode inner = context.lastChild();
    result.doc = docOf(context, inner);
    switch (inner.rule()) {
    case R::chartDecl: {
        TreeNode chart = inner;
        result.node = ChartDecl{name(chart.child(R::name)), block(chart.child(R::block))};
        break;
    }
    case R::importDecl:
        result.node = importDecl(inner);
        break;
    case R::typeDecl:
        result.node = typeDecl(inner);
        break;
    case R::variantDecl:
        result.node = variantDecl(inner);
        break;
    case R::enumDecl:
        result.node = enumDecl(inner);
        break;
    case R::fnDecl:
        result.node = fnDecl(inner);
        break;
    case R::letDecl:
        result.node = letDecl(inner);
        break;
    case R::valuesDecl:
        result.node = ValuesDecl{record(inner.child(R::recordType))};
        break;
    case R::checkDecl:
        result.node = checkDecl(inner);
        break;
    case R::backendDecl:
        result.node = backendDecl(inner);
        break;
    case R::serviceDecl:
        result.node = serviceDecl(inner);
        break;
    case R::resourceDecl:
        result.node = resourceDecl(inner);
        break;
    case R::patchDecl:
        result.node = patchDecl(inner);
        break;
    case R::useDecl:
        result.node = useDecl(inner);
        break;
    case R::includeDecl:
        result.node = includeDecl(inner);
        break;
    case R::externalDecl: {
        TreeNode external = inner;
        ExternalDecl node{name(external.child(R::name)), clauses(external.children(R::clause)), {}, std::nullopt};
        if (TreeNode string = external.token(T::STRING))
            node.resource = Name{plainString(string.firstToken()), spanOf(string)};
        else
            node.block = block(external.child(R::block));
        result.node = std::move(node);
        break;
    }
    case R::environmentDecl: {
        TreeNode environment = inner;
        EnvironmentDecl node{name(environment.child(R::name)), std::nullopt, block(environment.child(R::block))};
        if (environment.children(R::name).size() > 1)
            node.parent = name(environment.children(R::name)[1]);
        result.node = std::move(node);
        break;
    }
    case R::componentDecl:
        result.node = componentDecl(inner);
        break;
    case R::testDecl:
        result.node = testDecl(inner);
        break;
    default:
        assert(false && "a declaration without a builder");
    }
    return module_.add(std::move(result));
}

ImportDecl Builder::importDecl(TreeNode context) {
    ImportDecl result;
    result.path = path(context.child(R::path));
    auto names = context.children(R::name);
    if (context.has(T::AS)) {
        result.alias = name(names.back());
        names.pop_back();
    }
    for (TreeNode imported : names)
        result.names.push_back(name(imported));
    return result;
}

TypeDecl Builder::typeDecl(TreeNode context) {
    TypeDecl result;
    result.name = name(context.child(R::name));
    result.type = context.child(R::type) ? type(context.child(R::type)) : record(context.child(R::recordType));
    if (TreeNode without = context.child(R::without))
        for (TreeNode field : without.children(R::key))
            result.without.push_back(keyName(field));
    if (TreeNode where = context.child(R::where))
        result.where = rule(where, where.child(R::expr), where.child(R::text));
    return result;
}

VariantDecl Builder::variantDecl(TreeNode context) {
    VariantDecl result;
    auto names = context.children(R::name);
    result.name = name(names[0]);
    if (names.size() > 1)
        result.tag = name(names[1]);
    for (TreeNode variant : context.children(R::variantCase)) {
        if (!variant.failed())
            result.cases.push_back(variantCase(variant));
    }
    return result;
}

VariantCase Builder::variantCase(TreeNode context) {
    VariantCase result;
    result.doc = docOf(context, context.child(R::name));
    result.annotations = annotations(context.children(R::annotation));
    result.name = name(context.child(R::name));
    if (context.child(R::recordType))
        result.payload = record(context.child(R::recordType));
    if (context.child(R::type))
        result.payload = type(context.child(R::type));
    result.span = spanOf(context);
    return result;
}

EnumDecl Builder::enumDecl(TreeNode context) {
    EnumDecl result;
    result.name = name(context.child(R::name));
    for (TreeNode enumCase : context.children(R::enumCase)) {
        if (enumCase.failed())
            continue;
        EnumCase entry;
        entry.doc = docOf(enumCase, enumCase.child(R::name));
        entry.annotations = annotations(enumCase.children(R::annotation));
        if (TreeNode string = enumCase.token(T::STRING)) {
            entry.name = {plainString(string.firstToken()), spanOf(string)};
            entry.quoted = true;
        } else {
            entry.name = name(enumCase.child(R::name));
        }
        result.cases.push_back(std::move(entry));
    }
    return result;
}

FnDecl Builder::fnDecl(TreeNode context) {
    return {name(context.child(R::name)), params(context.child(R::params)), type(context.child(R::type)),
            value(context.child(R::value))};
}

std::vector<Param> Builder::params(TreeNode context) {
    std::vector<Param> result;
    if (!context)
        return result;
    for (TreeNode param : context.children(R::param)) {
        ExprId defaultValue = param.child(R::value) ? value(param.child(R::value)) : ExprId{};
        result.push_back({name(param.child(R::name)), type(param.child(R::type)), defaultValue, spanOf(param)});
    }
    return result;
}

LetDecl Builder::letDecl(TreeNode context) {
    TypeId declared = context.child(R::type) ? type(context.child(R::type)) : TypeId{};
    return {name(context.child(R::name)), declared, value(context.child(R::value))};
}

CheckDecl Builder::checkDecl(TreeNode context) {
    return {rule(context, context.child(R::expr), context.child(R::text))};
}

ExprId Builder::valueOrBlock(TreeNode given, TreeNode block_) {
    if (given)
        return value(given);
    return add(spanOf(block_), BlockExpr{block(block_)});
}

BackendDecl Builder::backendDecl(TreeNode context) {
    return {name(context.child(R::name)), clauses(context.children(R::clause)),
            valueOrBlock(context.child(R::value), context.child(R::block))};
}

ServiceDecl Builder::serviceDecl(TreeNode context) {
    ServiceDecl result;
    result.name = name(context.child(R::name));
    if (TreeNode string = context.token(T::STRING)) {
        result.clusterName = Name{plainString(string.firstToken()), spanOf(string)};
    }
    result.clauses = clauses(context.children(R::clause));
    result.value = valueOrBlock(context.child(R::value), context.child(R::block));
    return result;
}

ResourceDecl Builder::resourceDecl(TreeNode context) {
    return {name(context.child(R::name)), clauses(context.children(R::clause)), path(context.child(R::path)),
            block(context.child(R::block))};
}

PatchDecl Builder::patchDecl(TreeNode context) {
    return {path(context.child(R::path)), block(context.child(R::block))};
}

UseDecl Builder::useDecl(TreeNode context) {
    return {name(context.child(R::name)), clauses(context.children(R::clause)), path(context.child(R::path)),
            args(context.child(R::args))};
}

IncludeDecl Builder::includeDecl(TreeNode context) {
    TreeNode string = context.token(T::STRING);
    return {path(context.child(R::path)), Name{plainString(string.firstToken()), spanOf(string)},
            clauses(context.children(R::clause)), context.child(R::block) ? block(context.child(R::block)) : BlockId{}};
}

ComponentDecl Builder::componentDecl(TreeNode context) {
    TypeId outputs = context.child(R::type) ? type(context.child(R::type)) : TypeId{};
    return {name(context.child(R::name)), params(context.child(R::params)), outputs, body(context.child(R::body))};
}

TestDecl Builder::testDecl(TreeNode context) {
    TreeNode string = context.token(T::STRING);
    const support::Meanwhile inside(isInTest_, true);
    TestDecl result{Name{plainString(string.firstToken()), spanOf(string)}, std::nullopt, {}, {}};
    if (TreeNode names = context.child(R::pattern)) {
        result.pattern = pattern(names);
        result.cases = expr(context.child(R::expr));
    }
    result.body = testBody(context.child(R::testBody));
    return result;
}

std::vector<Clause> Builder::clauses(const std::vector<TreeNode>& contexts) {
    std::vector<Clause> result;
    for (TreeNode context : contexts) {
        Clause clause;
        if (context.child(R::pattern)) {
            clause.kind = Clause::Kind::loop;
            clause.pattern = pattern(context.child(R::pattern));
        }
        clause.value = expr(context.child(R::expr));
        clause.span = spanOf(context);
        result.push_back(std::move(clause));
    }
    return result;
}

} // namespace stackc::syntax
