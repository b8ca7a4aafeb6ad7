// The closed table of operations: each is total, and gives what the evaluator gives.
#include "emit/helm/expressions.h"
#include "emit/helm/helpers.h"

#include <algorithm>
#include <cctype>
#include <fmt/format.h>

namespace stackc::emit::helm {

using core::Op;

namespace {

std::string escapeFormat(std::string_view text) {
    std::string out;
    for (char c : text) {
        out += c;
        if (c == '%')
            out += '%';
    }
    return out;
}

/// A whole number that no value of the node is below; none: its type doesn't say.
std::optional<int64_t> leastOf(const Lowering& in, NodeRef number) {
    switch (number->kind) {
    case NodeKind::Int:
        return number->integer;
    case NodeKind::Shared:
        return leastOf(in, number->args[0]);
    case NodeKind::Ref:
    case NodeKind::Default:
        return in.kinds.typeOf(number).kind == core::TypeKind::Int ? std::optional(in.kinds.typeOf(number).minInt)
                                                                   : std::nullopt;
    case NodeKind::Choice: {
        std::optional<int64_t> least = leastOf(in, number->entries[0].value);
        for (const Entry& arm : number->entries)
            least = std::min(least, leastOf(in, arm.value)); // none is the least of all
        return least;
    }
    default:
        return std::nullopt;
    }
}

/// Whether a whole number is below a limit, or not, where what is compared may be a percentage instead, whose number
/// then is below it. Null: it isn't known to be.
ExprPtr compareWhole(Lowering& in, NodeRef node) {
    NodeRef whole = node->args[0];
    std::optional<int64_t> least = leastOf(in, node->args[1]);
    bool isBelow = whole->kind == NodeKind::Prim && whole->op == Op::WholeOr && whole->args[1]->kind == NodeKind::Int &&
                   least && whole->args[1]->integer < *least;
    if (!isBelow || node->op == Op::Eq || node->op == Op::Ne)
        return nullptr;
    ExprPtr given = loopSource(in, whole->args[0]);
    ExprPtr isText = call("kindIs", {stringLiteral("string"), given});
    ExprPtr number = call("int64", {given});
    ExprPtr limit = intOf(in, node->args[1]);
    if (node->op == Op::Lt || node->op == Op::Le)
        return call("or", {isText, call(node->op == Op::Lt ? "lt" : "le", {number, limit})});
    return call("and", {negate(isText), call(node->op == Op::Gt ? "gt" : "ge", {number, limit})});
}

/// Is it a text that no number and no truth is shown as?
bool isWord(const Scalar& scalar) {
    const std::string& text = scalar.expr->text;
    return scalar.expr->kind == ExprKind::String && text.find_first_not_of("0123456789.+-eE") != std::string::npos &&
           std::isdigit(static_cast<unsigned char>(text[0])) != 0;
}

/// What is compared with the other text. Beside a word a number is what Go shows, whatever its spelling is.
ExprPtr comparedText(const Scalar& scalar, const Scalar& other) {
    return scalar.form == Form::Json && isWord(other) ? call("toString", {scalar.expr}) : textOperand(scalar);
}

ExprPtr compare(Lowering& in, NodeRef node) {
    if (ExprPtr whole = compareWhole(in, node))
        return whole;
    static const std::map<Op, std::string> names = {{Op::Eq, "eq"}, {Op::Ne, "ne"}, {Op::Lt, "lt"},
                                                    {Op::Le, "le"}, {Op::Gt, "gt"}, {Op::Ge, "ge"}};
    auto operand = [&](NodeRef side, NodeRef other) { // the text of a number or text as what it is
        bool isShown = side->kind == NodeKind::Prim && side->op == Op::ToText && other->kind == NodeKind::String;
        Scalar shown = scalar(in, isShown ? side->args[0] : side);
        return isShown && shown.form != Form::Json ? scalar(in, side) : shown;
    };
    Scalar a = operand(node->args[0], node->args[1]);
    Scalar b = operand(node->args[1], node->args[0]);
    const std::string& name = names.at(node->op);
    auto isNumber = [](const Scalar& s) { return s.form == Form::Int || s.form == Form::Float; };
    if (a.form == Form::Int && b.form == Form::Int)
        return call(name, {asInt(a), asInt(b)});
    if (isNumber(a) && isNumber(b))
        return call(name, {call("float64", {a.expr}), call("float64", {b.expr})});
    if (a.form == Form::Bool && b.form == Form::Bool)
        return call(name, {boolOperand(a), boolOperand(b)});
    return call(name, {comparedText(a, b), comparedText(b, a)});
}

/// An int, for functions that take no int64.
ExprPtr plainInt(Lowering& in, NodeRef node) {
    return node->kind == NodeKind::Int ? intOf(in, node) : call("int", {intOf(in, node)});
}

/// The port of a URL, as text.
ExprPtr portOf(Lowering& in, NodeRef urlPort) {
    NodeRef otherwise = urlPort->args[1];
    ExprPtr url = textOf(in, urlPort->args[0]);
    return in.own.urlPort(std::move(url), shownInt(scalar(in, otherwise), false));
}

} // namespace

ExprPtr keptText(Lowering& in, const std::vector<NodeRef>& args) {
    ExprPtr arguments =
        call("dict", {stringLiteral("namespace"), textOf(in, args[0]), stringLiteral("secret"), textOf(in, args[1]),
                      stringLiteral("key"), textOf(in, args[2]), stringLiteral("length"), intOf(in, args[3]),
                      stringLiteral("alphabet"), textOf(in, args[4])});
    return in.own.keptText(std::move(arguments));
}

Scalar concat(Lowering& in, const std::vector<NodeRef>& parts) {
    std::string format;
    std::vector<ExprPtr> args;
    for (NodeRef part : parts) {
        NodeRef value = part;
        if (part->kind == NodeKind::Prim && part->op == Op::ToText)
            value = part->args[0];
        if (value->kind == NodeKind::String) {
            format += escapeFormat(value->text);
            continue;
        }
        Scalar operand = scalar(in, value);
        if (operand.form == Form::Int) {
            format += "%d";
            args.push_back(asInt(operand));
        } else if (operand.form == Form::Bool) {
            format += "%t";
            args.push_back(operand.expr);
        } else {
            format += "%s";
            args.push_back(asString(operand));
        }
    }
    args.insert(args.begin(), stringLiteral(format));
    return {call("printf", std::move(args)), Form::String};
}

ExprPtr repeated(Lowering& in, NodeRef list) {
    ExprPtr items = orEmpty(in, list, "list");
    if (items->kind != ExprKind::Pipe || items->text != "fromJsonArray")
        items = pipe(pipe(items, "toJson"), "fromJsonArray");
    return in.own.repeated(std::move(items));
}

Scalar prim(Lowering& in, NodeRef node) {
    auto arg = [&](size_t i) { return node->args[i]; };
    auto arithmetic = [&](const char* name) {
        return Scalar{call(name, {scalar(in, arg(0)).expr, scalar(in, arg(1)).expr}), Form::Int, true};
    };
    auto text = [&](ExprPtr e) { return Scalar{std::move(e), Form::String}; };
    auto test = [&](ExprPtr e) { return Scalar{std::move(e), Form::Bool}; };
    switch (node->op) {
    case Op::And:
    case Op::Or:
    case Op::Not:
    case Op::NonEmpty:
        return test(boolean(in, node));
    case Op::Eq:
    case Op::Ne:
    case Op::Lt:
    case Op::Le:
    case Op::Gt:
    case Op::Ge:
        return test(compare(in, node));
    case Op::Add:
        return arithmetic("add");
    case Op::Sub:
        return arithmetic("sub");
    case Op::Mul:
        return arithmetic("mul");
    case Op::Div:
        return arithmetic("div");
    case Op::Mod:
        return arithmetic("mod");
    case Op::Min:
        return arithmetic("min");
    case Op::Max:
        return arithmetic("max");
    case Op::Amount:
        return {in.own.amount(textOf(in, arg(0))), Form::Float};
    case Op::WholeOr: {
        ExprPtr given = loopSource(in, arg(0));
        ExprPtr whole = call("not", {call("kindIs", {stringLiteral("string"), given})});
        return {call("ternary", {call("int64", {given}), intOf(in, arg(1)), whole}), Form::Int, true};
    }
    case Op::Concat:
        return concat(in, node->args);
    case Op::ToText:
        return text(stringOf(in, arg(0)));
    case Op::Lower:
        return text(pipe(textOf(in, arg(0)), "lower"));
    case Op::Upper:
        return text(pipe(textOf(in, arg(0)), "upper"));
    case Op::Cut:
        return text(pipe(pipe(textOf(in, arg(0)), "trunc", {plainInt(in, arg(1))}), "trimAll", {stringLiteral("-")}));
    case Op::Replace:
        return text(pipe(textOf(in, arg(0)), "replace", {textOf(in, arg(1)), textOf(in, arg(2))}));
    case Op::Contains:
        return test(call("contains", {textOf(in, arg(1)), textOf(in, arg(0))}));
    case Op::HasPrefix:
        return test(call("hasPrefix", {textOf(in, arg(1)), textOf(in, arg(0))}));
    case Op::HasSuffix:
        return test(call("hasSuffix", {textOf(in, arg(1)), textOf(in, arg(0))}));
    case Op::Matches:
        return test(call("regexMatch", {textOf(in, arg(1)), textOf(in, arg(0))}));
    case Op::UrlHost:
        return text(in.own.urlHost(textOf(in, arg(0))));
    case Op::UrlPort:
        return {call("int64", {portOf(in, node)}), Form::Int, true};
    case Op::Base64:
        return text(pipe(textOf(in, arg(0)), "b64enc"));
    case Op::Sha256:
        return text(pipe(textOf(in, arg(0)), "sha256sum"));
    case Op::KeptText:
        return text(keptText(in, node->args));
    case Op::Len:
        return {lengthOf(in, arg(0)), Form::Int, true};
    case Op::Join:
        return text(call("join", {textOf(in, arg(1)), orEmpty(in, arg(0), "list")}));
    case Op::Unique:
        return test(call("eq", {repeated(in, arg(0)), stringLiteral({})}));
    case Op::HasKey:
        return test(call("hasKey", {orEmpty(in, arg(0), "dict"), textOf(in, arg(1))}));
    case Op::ApiHas:
        return test(call(".Capabilities.APIVersions.Has", {textOf(in, arg(0))}));
    case Op::KubeAtLeast: {
        ExprPtr version = field(field(field(root(), "Capabilities"), "KubeVersion"), "Version");
        bool hasPrerelease = arg(0)->text.find('-') != std::string::npos;
        std::string least = fmt::format(">={}{}", arg(0)->text, hasPrerelease ? "" : "-0");
        return test(call("semverCompare", {stringLiteral(std::move(least)), version}));
    }
    case Op::Range:
        break;
    }
    in.unsupported("a list where text is wanted", {node});
    return text(stringLiteral({}));
}

} // namespace stackc::emit::helm
