#include "sema/expr/builtins.h"

#include "sema/charts_around.h"
#include "sema/expr/builtin_lists.h"
#include "sema/expr/infer.h"
#include "sema/expr/slots.h"
#include "sema/expr/texts.h"
#include "sema/make.h"
#include "sema/suggest.h"
#include "sema/types/coerce.h"
#include "sema/types/intervals.h"
#include "sema/types/kinds.h"
#include "sema/types/secrets.h"
#include "sema/types/text_types.h"

#include <algorithm>
#include <array>

namespace stackc::sema {

using core::Domain;
using core::Op;

namespace {

ExprId stringCall(Checking& in, const std::string& name, const ast::CallExpr& node, Span span);
ExprId cutCall(Checking& in, const ast::CallExpr& node, Span span);
ExprId rangeCall(Checking& in, const ast::CallExpr& node, Span span);
ExprId collectionCall(Checking& in, const std::string& name, const ast::CallExpr& node, Span span);
ExprId textCall(Checking& in, core::TextFormat format, const ast::CallExpr& node, Span span);
ExprId libraryCall(Checking& in, const std::string& name, const ast::CallExpr& node, Span span);

constexpr std::array builtinNames{"str",       "lower",   "upper",   "cut",    "replace", "contains", "hasPrefix",
                                  "hasSuffix", "urlHost", "urlPort", "base64", "sha256",  "len",      "nonEmpty",
                                  "hasKey",    "range",   "min",     "max",    "mod",     "wholeOr",  "yamlText",
                                  "jsonText",  "join",    "unique",  "first",  "file"};
/// Those of the library's own.
constexpr std::array libraryNames{"digest", "keptText", "calledChart"};

constexpr const char* asciiHint = "declare it with a pattern of ASCII, as `String(r\"^[ -~]*$\")`";

} // namespace

bool isBuiltinFunction(std::string_view name) {
    auto isIn = [name](const auto& names) { return std::find(names.begin(), names.end(), name) != names.end(); };
    return isIn(builtinNames) || isIn(libraryNames);
}

std::vector<std::string> builtinFunctions() { return {builtinNames.begin(), builtinNames.end()}; }

bool arity(Checking& in, const ast::CallExpr& node, const std::string& name, size_t count, Span span) {
    for (const ast::Arg& arg : node.args)
        if (arg.name) {
            in.sink.report(Code::E3015, arg.name->span, name, "its arguments have no names");
            return false;
        }
    if (node.args.size() == count)
        return true;
    in.sink.report(Code::E3015, span, name, fmt::format("it takes {} argument{}", count, count == 1 ? "" : "s"));
    return false;
}

namespace {

ExprId stringOf(Checking& in, ExprId value) {
    if (in.isError(value) || core::isText(in.type(in.typeOf(value))))
        return toText(in, value, in.spanOf(value));
    return coerce(in, value, in.program.types.string(), in.spanOf(value));
}

ExprId stringArg(Checking& in, const ast::CallExpr& node, size_t index) {
    return stringOf(in, infer(in, node.args[index].value));
}

} // namespace

std::optional<std::string> literalArg(Checking& in, const ast::CallExpr& node, size_t index, const std::string& name) {
    ExprId value = check(in, node.args[index].value, in.program.types.string());
    if (const std::string* text = literalText(in, value))
        return *text;
    if (!in.isError(value))
        in.sink.report(Code::E3027, in.spanOf(value), fmt::format("argument {} of `{}`", index + 1, name));
    return std::nullopt;
}

ExprId builtinCall(Checking& in, const std::string& name, const ast::CallExpr& node, Span span) {
    if (name == "min" || name == "max" || name == "mod") {
        if (!arity(in, node, name, 2, span))
            return in.errorExpr(span);
        ExprId a = infer(in, node.args[0].value), b = infer(in, node.args[1].value);
        for (ExprId arg : {a, b})
            if (in.kindOf(in.typeOf(arg)) != TypeKind::Int) {
                if (!in.isError(arg))
                    mismatch(in, in.program.types.integer(), in.typeOf(arg), in.spanOf(arg));
                return in.errorExpr(span);
            }
        return intResult(in, name == "min" ? Op::Min : name == "max" ? Op::Max : Op::Mod, a, b, span);
    }
    if (name == "wholeOr") {
        if (!arity(in, node, name, 2, span))
            return in.errorExpr(span);
        ExprId value = check(in, node.args[0].value, in.program.types.intOrPercent());
        ExprId fallback = check(in, node.args[1].value, intType(in, -2147483648, 2147483647));
        if (in.isError(value) || in.isError(fallback))
            return in.errorExpr(span);
        const Type& other = in.type(in.typeOf(fallback));
        TypeId result = intType(in, std::min<int64_t>(other.minInt, 0), 2147483647);
        return makePrim(in, Op::WholeOr, {value, fallback}, result, span);
    }
    if (name == "range")
        return rangeCall(in, node, span);
    if (name == "len" || name == "nonEmpty" || name == "hasKey")
        return collectionCall(in, name, node, span);
    if (name == "yamlText" || name == "jsonText")
        return textCall(in, name == "yamlText" ? core::TextFormat::Yaml : core::TextFormat::Json, node, span);
    if (name == "cut")
        return cutCall(in, node, span);
    if (name == "digest" || name == "keptText" || name == "calledChart")
        return libraryCall(in, name, node, span);
    if (name == "join")
        return joinCall(in, node, span);
    if (name == "unique")
        return uniqueCall(in, node, span);
    if (name == "first")
        return firstCall(in, node, span);
    if (name == "file")
        return fileCall(in, node, span);
    return stringCall(in, name, node, span);
}

namespace {

/// The text that `contains` looks into. A list or map is none.
ExprId soughtIn(Checking& in, const ast::CallExpr& node) {
    Span span = in.tree()[node.args[0].value].span;
    ExprId value = infer(in, node.args[0].value);
    TypeId type = in.typeOf(value);
    if (in.isError(value) || !isCollection(in, type))
        return stringOf(in, value);
    in.sink.report(Code::E3001, span, "`String`", in.show(type))
        .suggest(elementOf(in, type).valid() ? "whether a list has an element: `nonEmpty([for x in list if x == …: x])`"
                                             : "whether a map has a key: `hasKey(map, \"…\")`");
    return in.errorExpr(span);
}

ExprId stringCall(Checking& in, const std::string& name, const ast::CallExpr& node, Span span) {
    TypeId text = in.program.types.string();
    size_t count = name == "replace"                                                                         ? 3
                   : (name == "contains" || name == "hasPrefix" || name == "hasSuffix" || name == "urlPort") ? 2
                                                                                                             : 1;
    if (!arity(in, node, name, count, span))
        return in.errorExpr(span);
    if (name == "str")
        return toText(in, infer(in, node.args[0].value), span);
    if (name == "urlHost" || name == "urlPort") {
        ExprId url = check(in, node.args[0].value, in.program.types.domain(Domain::Url));
        if (in.isError(url))
            return url;
        if (name == "urlHost")
            return makePrim(in, Op::UrlHost, {url}, text, span);
        return makePrim(in, Op::UrlPort, {url, check(in, node.args[1].value, intType(in, 1, 65535))},
                        intType(in, 1, 65535), span);
    }
    ExprId value = name == "contains" ? soughtIn(in, node) : stringArg(in, node, 0);
    if (in.isError(value))
        return value;
    if (name == "lower" || name == "upper") {
        if (!shapeOf(in, value).isAscii()) {
            in.sink.report(Code::E3026, in.spanOf(value), name, in.show(in.typeOf(value))).suggest(asciiHint);
            return in.errorExpr(span);
        }
        return makePrim(in, name == "lower" ? Op::Lower : Op::Upper, {value}, textOf(in, {value}), span);
    }
    if (name == "base64" || name == "sha256")
        return makePrim(in, name == "base64" ? Op::Base64 : Op::Sha256, {value}, textOf(in, {value}), span);
    if (name == "replace") {
        auto old = literalArg(in, node, 1, name);
        if (!old || old->empty())
            return in.errorExpr(span);
        ExprId with = stringArg(in, node, 2);
        return makePrim(in, Op::Replace, {value, makeString(in, *old, text, span), with}, textOf(in, {value, with}),
                        span);
    }
    Op op = name == "contains" ? Op::Contains : name == "hasPrefix" ? Op::HasPrefix : Op::HasSuffix;
    ExprId part = stringArg(in, node, 1);
    if (reveals(in, "`" + name + "`", {value, part}, span))
        return in.errorExpr(span);
    return makePrim(in, op, {value, part}, in.program.types.boolean(), span);
}

ExprId cutCall(Checking& in, const ast::CallExpr& node, Span span) {
    if (!arity(in, node, "cut", 2, span))
        return in.errorExpr(span);
    ExprId value = stringArg(in, node, 0);
    ExprId length = infer(in, node.args[1].value);
    if (in.isError(value) || in.isError(length))
        return in.errorExpr(span);
    // One that is computed, as `62 - len(suffix)`, has to be known when the call is evaluated.
    const Type& bounds = in.type(in.typeOf(length));
    if (bounds.kind != TypeKind::Int || bounds.minInt < 1 || bounds.maxInt > 4096) {
        if (const auto* literal = in.nodeAs<core::Literal>(length); literal && bounds.kind == TypeKind::Int)
            in.sink.report(Code::E3004, in.spanOf(length), literal->integer, "Int(1..4096)");
        else
            in.sink.report(Code::E3027, in.spanOf(length), "argument 2 of `cut`");
        return in.errorExpr(span);
    }
    int64_t most = bounds.maxInt;
    TextShape shape = shapeOf(in, value);
    if (!shape.isAscii()) {
        in.sink.report(Code::E3026, in.spanOf(value), "cut", in.show(in.typeOf(value))).suggest(asciiHint);
        return in.errorExpr(span);
    }
    bool isLabel = cut(shape, most).isDnsLabel();
    TypeId text = textOf(in, {value});
    TypeId result = isLabel && in.kindOf(text) == TypeKind::String ? in.program.types.domain(Domain::DnsLabel) : text;
    return makePrim(in, Op::Cut, {value, length}, result, span);
}

ExprId rangeCall(Checking& in, const ast::CallExpr& node, Span span) {
    if (!arity(in, node, "range", 1, span))
        return in.errorExpr(span);
    ExprId count = infer(in, node.args[0].value);
    if (in.isError(count))
        return count;
    const Type& t = in.type(in.typeOf(count));
    if (t.kind != TypeKind::Int) {
        mismatch(in, in.program.types.integer(), in.typeOf(count), in.spanOf(count));
        return in.errorExpr(span);
    }
    constexpr int64_t most = 10000;
    if (t.minInt < 0 || t.maxInt > most) {
        in.sink.report(Code::E3025, in.spanOf(count), in.show(in.typeOf(count)), most);
        return in.errorExpr(span);
    }
    TypeId element = intType(in, 0, std::max<int64_t>(t.maxInt - 1, 0));
    return makePrim(in, Op::Range, {count}, in.program.types.list(element), span);
}

ExprId collectionCall(Checking& in, const std::string& name, const ast::CallExpr& node, Span span) {
    if (!arity(in, node, name, name == "hasKey" ? 2 : 1, span))
        return in.errorExpr(span);
    ExprId value = infer(in, node.args[0].value);
    if (in.isError(value))
        return value;
    TypeId from = in.typeOf(value);
    if (in.kindOf(from) == TypeKind::Sensitive && name == "nonEmpty")
        return makePrim(in, Op::Ne, {value, makeString(in, "", from, span)}, in.program.types.boolean(), span);
    if (reveals(in, "`" + name + "`", {value}, span))
        return in.errorExpr(span);
    bool isObject = in.kindOf(from) == TypeKind::Native && in.nativeOf(from).shape == kube::Shape::Object;
    bool isMap = in.kindOf(from) == TypeKind::Map ||
                 (in.kindOf(from) == TypeKind::Native && in.nativeOf(from).shape == kube::Shape::Map);
    if (TextShape shape = shapeOf(in, value); name == "len" && in.kindOf(from) == TypeKind::String && shape.isAscii())
        return makePrim(in, Op::Len, {value}, intType(in, shape.min, shape.max < 0 ? 2147483647 : shape.max), span);
    bool accepted = name == "hasKey" ? isMap : isCollection(in, from) || (isObject && name == "nonEmpty");
    if (!accepted && name == "len" && in.kindOf(from) == TypeKind::String) {
        in.sink.report(Code::E3026, in.spanOf(value), name, in.show(from)).suggest(asciiHint);
        return in.errorExpr(span);
    }
    if (!accepted) {
        in.sink.report(Code::E3001, in.spanOf(value), name == "hasKey" ? "a map" : "a list or a map", in.show(from));
        return in.errorExpr(span);
    }
    if (name == "len")
        return makePrim(in, Op::Len, {value}, intType(in, 0, 2147483647), span);
    if (name == "nonEmpty")
        return makePrim(in, Op::NonEmpty, {value}, in.program.types.boolean(), span);
    auto key = literalArg(in, node, 1, name);
    if (!key)
        return in.errorExpr(span);
    if (in.kindOf(from) == TypeKind::Map)
        key = caseKey(in, TypeId(in.type(from).key), {*key, span});
    return makePrim(in, Op::HasKey, {value, makeString(in, *key, in.program.types.string(), span)},
                    in.program.types.boolean(), span);
}

ExprId textCall(Checking& in, core::TextFormat format, const ast::CallExpr& node, Span span) {
    if (!arity(in, node, format == core::TextFormat::Yaml ? "yamlText" : "jsonText", 1, span))
        return in.errorExpr(span);
    ExprId data = check(in, node.args[0].value, in.program.types.data());
    return in.make(span, in.program.types.string(), core::TextExpr{format, data});
}

} // namespace

ExprId capability(Checking& in, const ast::Name& name, const ast::CallExpr& node, Span span) {
    TypeId boolean = in.program.types.boolean();
    if (name.text != "has" && name.text != "kubeAtLeast") {
        in.sink.report(Code::E3017, name.span, "capabilities", name.text)
            .suggest(didYouMean(name.text, {"has", "kubeAtLeast"}));
        return in.errorExpr(span);
    }
    if (!arity(in, node, "capabilities." + name.text, 1, span))
        return in.errorExpr(span);
    auto text = literalArg(in, node, 0, "capabilities." + name.text);
    if (!text)
        return in.errorExpr(span);
    if (name.text == "has" && (text->find('/') == std::string::npos || text->find('.') == std::string::npos)) {
        in.sink.report(Code::E5008, in.tree()[node.args[0].value].span, *text);
        return in.errorExpr(span);
    }
    if (name.text == "kubeAtLeast" && !kube::Version::parse(*text)) {
        in.sink.report(Code::E3015, in.tree()[node.args[0].value].span, "capabilities.kubeAtLeast",
                       "it takes a version such as \"1.29\"");
        return in.errorExpr(span);
    }
    Op op = name.text == "has" ? Op::ApiHas : Op::KubeAtLeast;
    return makePrim(in, op, {makeString(in, *text, in.program.types.string(), span)}, boolean, span);
}

namespace {

/// What a chart is called in the release, by the name that the author knows it by.
ExprId calledChart(Checking& in, ExprId name, Span span) {
    std::vector<std::string> aliases;
    for (const ast::Decl& decl : in.modules[0].tree->decls)
        if (const auto* include = std::get_if<ast::IncludeDecl>(&decl.node))
            aliases.push_back(include->alias.text);
    TypeId label = in.program.types.domain(Domain::DnsLabel);
    ExprId result = name;
    const auto* around = dynamic_cast<const ChartsAround*>(&in.loader);
    if (around == nullptr)
        return name;
    for (const auto& [alias, called] : around->calledCharts(aliases)) {
        if (alias == called)
            continue;
        ExprId isIt =
            makePrim(in, Op::Eq, {name, makeString(in, alias, label, span)}, in.program.types.boolean(), span);
        result = in.make(span, label, core::IfExpr{isIt, makeString(in, called, label, span), result});
    }
    return result;
}

/// `digest(texts)`: a checksum by which pods restart, the one thing that is let out of secrets. `keptText(namespace,
/// Secret, key, length, alphabet)`: a generated text, for the Secret of that name alone. `calledChart(name)`: see
/// above.
ExprId libraryCall(Checking& in, const std::string& name, const ast::CallExpr& node, Span span) {
    if (!in.inLibrary()) {
        in.sink.report(Code::E3072, span, name);
        return in.errorExpr(span);
    }
    TypeId text = in.program.types.string();
    if (name == "digest") {
        if (!arity(in, node, name, 1, span))
            return in.errorExpr(span);
        ExprId texts = check(in, node.args[0].value, in.program.types.map(text, in.program.types.sensitive()));
        ExprId written = in.make(span, in.program.types.sensitive(), core::TextExpr{core::TextFormat::Yaml, texts});
        return makePrim(in, Op::Sha256, {written}, text, span);
    }
    if (!arity(in, node, name, name == "calledChart" ? 1 : 5, span))
        return in.errorExpr(span);
    if (name == "calledChart")
        return calledChart(in, check(in, node.args[0].value, in.program.types.domain(Domain::DnsLabel)), span);
    std::vector<ExprId> args;
    for (size_t i = 0; i < node.args.size(); ++i)
        args.push_back(check(in, node.args[i].value, i == 3 ? intType(in, 1, 256) : text));
    return makePrim(in, Op::KeptText, std::move(args), in.program.types.sensitive(), span);
}

} // namespace

} // namespace stackc::sema
