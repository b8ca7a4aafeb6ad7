// The built-in functions.
#include "sema/checker.h"

#include "sema/suggest.h"

#include <array>

namespace stackc::sema {

using core::Domain;
using core::Op;

namespace {

constexpr std::array builtinNames{"str",       "lower",   "upper",   "cut",    "replace", "contains", "hasPrefix",
                                  "hasSuffix", "urlHost", "urlPort", "base64", "sha256",  "len",      "nonEmpty",
                                  "hasKey",    "range",   "min",     "max",    "mod",     "wholeOr",  "yamlText",
                                  "jsonText",  "join",    "unique",  "first",  "file",    "digest",   "keptText"};

} // namespace

bool Checker::isBuiltinFunction(std::string_view name) const {
    return std::find(builtinNames.begin(), builtinNames.end(), name) != builtinNames.end();
}

bool Checker::arity(const ast::CallExpr& node, const std::string& name, size_t count, Span span) {
    for (const ast::Arg& arg : node.args)
        if (arg.name) {
            sink_.report(Code::E3015, arg.name->span, name, "its arguments have no names");
            return false;
        }
    if (node.args.size() == count)
        return true;
    sink_.report(Code::E3015, span, name, fmt::format("it takes {} argument{}", count, count == 1 ? "" : "s"));
    return false;
}

ExprId Checker::stringArg(const ast::CallExpr& node, size_t index) {
    ExprId value = infer(node.args[index].value);
    if (isError(value) || core::isText(type(typeOf(value))))
        return toText(value, spanOf(value));
    return coerce(value, program_.types.string(), spanOf(value));
}

std::optional<std::string> Checker::literalArg(const ast::CallExpr& node, size_t index, const std::string& name) {
    ExprId value = check(node.args[index].value, program_.types.string());
    if (const std::string* text = literalText(value))
        return *text;
    if (!isError(value))
        sink_.report(Code::E3027, spanOf(value), fmt::format("argument {} of `{}`", index + 1, name));
    return std::nullopt;
}

ExprId Checker::builtinCall(const std::string& name, const ast::CallExpr& node, Span span) {
    if (name == "min" || name == "max" || name == "mod") {
        if (!arity(node, name, 2, span))
            return errorExpr(span);
        ExprId a = infer(node.args[0].value), b = infer(node.args[1].value);
        for (ExprId arg : {a, b})
            if (kindOf(typeOf(arg)) != TypeKind::Int) {
                if (!isError(arg))
                    mismatch(program_.types.integer(), typeOf(arg), spanOf(arg));
                return errorExpr(span);
            }
        return intResult(name == "min" ? Op::Min : name == "max" ? Op::Max : Op::Mod, a, b, span);
    }
    if (name == "wholeOr") {
        if (!arity(node, name, 2, span))
            return errorExpr(span);
        ExprId value = check(node.args[0].value, program_.types.intOrPercent());
        ExprId fallback = check(node.args[1].value, intType(-2147483647, 2147483647));
        if (isError(value) || isError(fallback))
            return errorExpr(span);
        const Type& other = type(typeOf(fallback));
        TypeId result = intType(std::min<int64_t>(other.minInt, 0), 2147483647);
        return prim(Op::WholeOr, {value, fallback}, result, span);
    }
    if (name == "range")
        return rangeCall(node, span);
    if (name == "len" || name == "nonEmpty" || name == "hasKey")
        return collectionCall(name, node, span);
    if (name == "yamlText" || name == "jsonText")
        return textCall(name == "yamlText" ? core::TextFormat::Yaml : core::TextFormat::Json, node, span);
    if (name == "cut")
        return cutCall(node, span);
    if (name == "digest" || name == "keptText")
        return libraryCall(name, node, span);
    if (name == "join")
        return joinCall(node, span);
    if (name == "unique")
        return uniqueCall(node, span);
    if (name == "first")
        return firstCall(node, span);
    if (name == "file")
        return fileCall(node, span);
    return stringCall(name, node, span);
}

ExprId Checker::stringCall(const std::string& name, const ast::CallExpr& node, Span span) {
    TypeId text = program_.types.string();
    size_t count = name == "replace"                                                                         ? 3
                   : (name == "contains" || name == "hasPrefix" || name == "hasSuffix" || name == "urlPort") ? 2
                                                                                                             : 1;
    if (!arity(node, name, count, span))
        return errorExpr(span);
    if (name == "str")
        return toText(infer(node.args[0].value), span);
    if (name == "urlHost" || name == "urlPort") {
        ExprId url = check(node.args[0].value, program_.types.domain(Domain::Url));
        if (isError(url))
            return url;
        if (name == "urlHost")
            return prim(Op::UrlHost, {url}, text, span);
        return prim(Op::UrlPort, {url, check(node.args[1].value, intType(1, 65535))}, intType(1, 65535), span);
    }
    ExprId value = stringArg(node, 0);
    if (isError(value))
        return value;
    if (name == "lower" || name == "upper") {
        if (!shapeOf(value).isAscii()) {
            sink_.report(Code::E3026, spanOf(value), name, show(typeOf(value)));
            return errorExpr(span);
        }
        return prim(name == "lower" ? Op::Lower : Op::Upper, {value}, textOf({value}), span);
    }
    if (name == "base64" || name == "sha256")
        return prim(name == "base64" ? Op::Base64 : Op::Sha256, {value}, textOf({value}), span);
    if (name == "replace") {
        auto old = literalArg(node, 1, name);
        if (!old || old->empty())
            return errorExpr(span);
        ExprId with = stringArg(node, 2);
        return prim(Op::Replace, {value, string(*old, text, span), with}, textOf({value, with}), span);
    }
    Op op = name == "contains" ? Op::Contains : name == "hasPrefix" ? Op::HasPrefix : Op::HasSuffix;
    ExprId part = stringArg(node, 1);
    if (reveals("`" + name + "`", {value, part}, span))
        return errorExpr(span);
    return prim(op, {value, part}, program_.types.boolean(), span);
}

ExprId Checker::cutCall(const ast::CallExpr& node, Span span) {
    if (!arity(node, "cut", 2, span))
        return errorExpr(span);
    ExprId value = stringArg(node, 0);
    ExprId length = infer(node.args[1].value);
    if (isError(value) || isError(length))
        return errorExpr(span);
    // One that is computed, as `62 - len(suffix)`, has to be known when the call is evaluated.
    const Type& bounds = type(typeOf(length));
    if (bounds.kind != TypeKind::Int || bounds.minInt < 1 || bounds.maxInt > 4096) {
        if (const auto* literal = nodeAs<core::Literal>(length); literal && bounds.kind == TypeKind::Int)
            sink_.report(Code::E3004, spanOf(length), literal->integer, "Int(1..4096)");
        else
            sink_.report(Code::E3027, spanOf(length), "argument 2 of `cut`");
        return errorExpr(span);
    }
    int64_t most = bounds.maxInt;
    TextShape shape = shapeOf(value);
    if (!shape.isAscii()) {
        sink_.report(Code::E3026, spanOf(value), "cut", show(typeOf(value)));
        return errorExpr(span);
    }
    bool isLabel = cut(shape, most).isDnsLabel();
    TypeId text = textOf({value});
    TypeId result = isLabel && kindOf(text) == TypeKind::String ? program_.types.domain(Domain::DnsLabel) : text;
    return prim(Op::Cut, {value, length}, result, span);
}

ExprId Checker::rangeCall(const ast::CallExpr& node, Span span) {
    if (!arity(node, "range", 1, span))
        return errorExpr(span);
    ExprId count = infer(node.args[0].value);
    if (isError(count))
        return count;
    const Type& t = type(typeOf(count));
    if (t.kind != TypeKind::Int) {
        mismatch(program_.types.integer(), typeOf(count), spanOf(count));
        return errorExpr(span);
    }
    constexpr int64_t most = 10000;
    if (t.minInt < 0 || t.maxInt > most) {
        sink_.report(Code::E3025, spanOf(count), show(typeOf(count)), most);
        return errorExpr(span);
    }
    TypeId element = intType(0, std::max<int64_t>(t.maxInt - 1, 0));
    return prim(Op::Range, {count}, program_.types.list(element), span);
}

ExprId Checker::collectionCall(const std::string& name, const ast::CallExpr& node, Span span) {
    if (!arity(node, name, name == "hasKey" ? 2 : 1, span))
        return errorExpr(span);
    ExprId value = infer(node.args[0].value);
    if (isError(value))
        return value;
    TypeId from = typeOf(value);
    if (kindOf(from) == TypeKind::Sensitive && name == "nonEmpty")
        return prim(Op::Ne, {value, string("", from, span)}, program_.types.boolean(), span);
    if (reveals("`" + name + "`", {value}, span))
        return errorExpr(span);
    bool isObject = kindOf(from) == TypeKind::Native && nativeOf(from).shape == kube::Shape::Object;
    bool isMap =
        kindOf(from) == TypeKind::Map || (kindOf(from) == TypeKind::Native && nativeOf(from).shape == kube::Shape::Map);
    if (TextShape shape = shapeOf(value); name == "len" && kindOf(from) == TypeKind::String && shape.isAscii())
        return prim(Op::Len, {value}, intType(shape.min, shape.max < 0 ? 2147483647 : shape.max), span);
    bool accepted = name == "hasKey" ? isMap : isCollection(from) || (isObject && name == "nonEmpty");
    if (!accepted) {
        sink_.report(Code::E3001, spanOf(value), name == "hasKey" ? "a map" : "a list or a map", show(from));
        return errorExpr(span);
    }
    if (name == "len")
        return prim(Op::Len, {value}, intType(0, 2147483647), span);
    if (name == "nonEmpty")
        return prim(Op::NonEmpty, {value}, program_.types.boolean(), span);
    auto key = literalArg(node, 1, name);
    if (!key)
        return errorExpr(span);
    if (kindOf(from) == TypeKind::Map)
        key = caseKey(TypeId(type(from).key), {*key, span});
    return prim(Op::HasKey, {value, string(*key, program_.types.string(), span)}, program_.types.boolean(), span);
}

ExprId Checker::textCall(core::TextFormat format, const ast::CallExpr& node, Span span) {
    if (!arity(node, format == core::TextFormat::Yaml ? "yamlText" : "jsonText", 1, span))
        return errorExpr(span);
    ExprId data = check(node.args[0].value, program_.types.data());
    return make(span, program_.types.string(), core::TextExpr{format, data});
}

ExprId Checker::capability(const ast::Name& name, const ast::CallExpr& node, Span span) {
    TypeId boolean = program_.types.boolean();
    if (name.text != "has" && name.text != "kubeAtLeast") {
        sink_.report(Code::E3017, name.span, "capabilities", name.text)
            .suggest(didYouMean(name.text, {"has", "kubeAtLeast"}));
        return errorExpr(span);
    }
    if (!arity(node, "capabilities." + name.text, 1, span))
        return errorExpr(span);
    auto text = literalArg(node, 0, "capabilities." + name.text);
    if (!text)
        return errorExpr(span);
    if (name.text == "has" && (text->find('/') == std::string::npos || text->find('.') == std::string::npos)) {
        sink_.report(Code::E5008, tree()[node.args[0].value].span, *text);
        return errorExpr(span);
    }
    if (name.text == "kubeAtLeast" && !kube::Version::parse(*text)) {
        sink_.report(Code::E3015, tree()[node.args[0].value].span, "capabilities.kubeAtLeast",
                     "it takes a version such as \"1.29\"");
        return errorExpr(span);
    }
    Op op = name.text == "has" ? Op::ApiHas : Op::KubeAtLeast;
    return prim(op, {string(*text, program_.types.string(), span)}, boolean, span);
}

} // namespace stackc::sema
