// Built-in functions of texts.
#include "sema/expr/builtin_calls.h"
#include "sema/expr/infer.h"
#include "sema/expr/texts.h"
#include "sema/make.h"
#include "sema/types/coerce.h"
#include "sema/types/intervals.h"
#include "sema/types/kinds.h"
#include "sema/types/secrets.h"
#include "sema/types/text_types.h"
#include "text/characters.h"
#include "text/regex.h"

namespace stackc::sema {

using core::Domain;
using core::Op;

ExprId stringOf(Checking& in, ExprId value) {
    if (in.isError(value) || core::isText(in.type(in.typeOf(value))))
        return toText(in, value, in.spanOf(value));
    return coerce(in, value, in.program.types.string(), in.spanOf(value));
}

ExprId stringArg(Checking& in, const ast::CallExpr& node, size_t index) {
    return stringOf(in, infer(in, node.args[index].value));
}

std::optional<std::string> literalArg(Checking& in, const ast::CallExpr& node, size_t index, const std::string& name) {
    ExprId value = check(in, node.args[index].value, in.program.types.string());
    if (const std::string* text = literalText(in, value))
        return *text;
    if (!in.isError(value))
        in.sink.report(Code::E3027, in.spanOf(value), fmt::format("argument {} of `{}`", index + 1, name));
    return std::nullopt;
}

ExprId strCall(Checking& in, const ast::CallExpr& node, Span span) {
    return toText(in, infer(in, node.args[0].value), span);
}

namespace {

ExprId inOtherCase(Checking& in, Op op, const char* name, const ast::CallExpr& node, Span span) {
    ExprId value = stringArg(in, node, 0);
    if (in.isError(value))
        return value;
    if (!shapeOf(in, value).isAscii()) {
        in.sink.report(Code::E3026, in.spanOf(value), name, in.show(in.typeOf(value))).suggest(asciiHint);
        return in.errorExpr(span);
    }
    return makePrim(in, op, {value}, textOf(in, {value}), span);
}

} // namespace

ExprId lowerCall(Checking& in, const ast::CallExpr& node, Span span) {
    return inOtherCase(in, Op::Lower, "lower", node, span);
}
ExprId upperCall(Checking& in, const ast::CallExpr& node, Span span) {
    return inOtherCase(in, Op::Upper, "upper", node, span);
}

ExprId cutCall(Checking& in, const ast::CallExpr& node, Span span) {
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
            in.sink.report(Code::E3015, in.spanOf(length), "cut",
                           "the length is an Int from 1 to 4096, as a type with bounds says: `Int(1..62)`");
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

ExprId replaceCall(Checking& in, const ast::CallExpr& node, Span span) {
    ExprId value = stringArg(in, node, 0);
    if (in.isError(value))
        return value;
    auto old = literalArg(in, node, 1, "replace");
    if (old && old->empty())
        in.sink.report(Code::E3015, in.tree()[node.args[1].value].span, "replace", "what is replaced may not be empty");
    if (!old || old->empty())
        return in.errorExpr(span);
    ExprId with = stringArg(in, node, 2);
    return makePrim(in, Op::Replace, {value, makeString(in, *old, in.program.types.string(), span), with},
                    textOf(in, {value, with}), span);
}

namespace {

/// The text that `contains` and `matches` look into. A list or map is none.
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

/// Whether a text has a part, which nobody may ask of a secret.
ExprId hasPart(Checking& in, Op op, const char* name, ExprId value, const ast::CallExpr& node, Span span) {
    if (in.isError(value))
        return value;
    ExprId part = stringArg(in, node, 1);
    if (reveals(in, name, {value, part}, span))
        return in.errorExpr(span);
    return makePrim(in, op, {value, part}, in.program.types.boolean(), span);
}

} // namespace

ExprId containsCall(Checking& in, const ast::CallExpr& node, Span span) {
    return hasPart(in, Op::Contains, "`contains`", soughtIn(in, node), node, span);
}
ExprId hasPrefixCall(Checking& in, const ast::CallExpr& node, Span span) {
    return hasPart(in, Op::HasPrefix, "`hasPrefix`", stringArg(in, node, 0), node, span);
}
ExprId hasSuffixCall(Checking& in, const ast::CallExpr& node, Span span) {
    return hasPart(in, Op::HasSuffix, "`hasSuffix`", stringArg(in, node, 0), node, span);
}

ExprId matchesCall(Checking& in, const ast::CallExpr& node, Span span) {
    ExprId value = soughtIn(in, node);
    auto pattern = literalArg(in, node, 1, "matches");
    std::string wrong = pattern ? text::patternError(*pattern) : std::string();
    if (!wrong.empty())
        in.sink.report(Code::E3015, in.tree()[node.args[1].value].span, "matches", wrong);
    if (in.isError(value) || !pattern || !wrong.empty() || reveals(in, "`matches`", {value}, span))
        return in.errorExpr(span);
    return makePrim(in, Op::Matches, {value, makeString(in, *pattern, in.program.types.string(), span)},
                    in.program.types.boolean(), span);
}

ExprId urlHostCall(Checking& in, const ast::CallExpr& node, Span span) {
    ExprId url = check(in, node.args[0].value, in.program.types.domain(Domain::Url));
    return in.isError(url) ? url : makePrim(in, Op::UrlHost, {url}, in.program.types.string(), span);
}

ExprId urlPortCall(Checking& in, const ast::CallExpr& node, Span span) {
    ExprId url = check(in, node.args[0].value, in.program.types.domain(Domain::Url));
    if (in.isError(url))
        return url;
    TypeId port = intType(in, 1, 65535);
    return makePrim(in, Op::UrlPort, {url, check(in, node.args[1].value, port)}, port, span);
}

namespace {

ExprId ofBytes(Checking& in, Op op, const ast::CallExpr& node, Span span) {
    ExprId value = stringArg(in, node, 0);
    return in.isError(value) ? value : makePrim(in, op, {value}, textOf(in, {value}), span);
}

ExprId textOfData(Checking& in, core::TextFormat format, const ast::CallExpr& node, Span span) {
    ExprId data = check(in, node.args[0].value, in.program.types.data());
    return in.make(span, in.program.types.string(), core::TextExpr{format, data});
}

} // namespace

ExprId base64Call(Checking& in, const ast::CallExpr& node, Span span) { return ofBytes(in, Op::Base64, node, span); }
ExprId sha256Call(Checking& in, const ast::CallExpr& node, Span span) { return ofBytes(in, Op::Sha256, node, span); }

ExprId yamlTextCall(Checking& in, const ast::CallExpr& node, Span span) {
    return textOfData(in, core::TextFormat::Yaml, node, span);
}
ExprId jsonTextCall(Checking& in, const ast::CallExpr& node, Span span) {
    return textOfData(in, core::TextFormat::Json, node, span);
}

ExprId fileCall(Checking& in, const ast::CallExpr& node, Span span) {
    auto path = literalArg(in, node, 0, "file");
    if (!path)
        return in.errorExpr(span);
    Span place = in.tree()[node.args[0].value].span;
    Loader::Embedded file = in.loader.embed(*path);
    if (!file.text) {
        in.sink.report(Code::E3083, place, *path, file.refusal);
        return in.errorExpr(span);
    }
    if (!text::isCarried(*file.text)) {
        in.sink.report(Code::E3083, place, *path, "it is no text that YAML and Helm carry as it is")
            .note("line ends are `\\n` alone, and there are no control characters but line breaks and tabs");
        return in.errorExpr(span);
    }
    return makeString(in, std::move(*file.text), in.program.types.string(), span);
}

} // namespace stackc::sema
