// The closed table of operations: each is total, and gives what the evaluator gives.
#include "emit/helm/lowering.h"
#include "values/own_templates.h"

#include <algorithm>
#include <fmt/format.h>

namespace stackc::emit::helm {

namespace own_templates = values::own_templates;

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

} // namespace

/// What gives the text that a Secret keeps: its arguments are namespace, Secret, key, length and alphabet.
ExprPtr Lowering::keptText(const std::vector<NodeRef>& args) {
    keepsTexts_ = true;
    ExprPtr arguments = call("dict", {stringLiteral("namespace"), textOf(args[0]), stringLiteral("secret"),
                                      textOf(args[1]), stringLiteral("key"), textOf(args[2]), stringLiteral("length"),
                                      intOf(args[3]), stringLiteral("alphabet"), textOf(args[4])});
    return callOfOwn(own_templates::keptText, std::move(arguments));
}

Scalar Lowering::concat(const std::vector<NodeRef>& parts) {
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
        Scalar operand = scalar(value);
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

/// A late list or map for functions that don't take nil, which an absent one is.
ExprPtr Lowering::orEmpty(NodeRef source, const char* empty) {
    ExprPtr held = loopSource(source);
    return lacksEmpty(source) ? pipe(held, "default", {call(empty, {})}) : held;
}

/// May nil stand for an empty list or map there?
bool Lowering::lacksEmpty(NodeRef source) const {
    if (source->kind == NodeKind::Choice)
        return std::any_of(source->entries.begin(), source->entries.end(),
                           [this](const Entry& arm) { return lacksEmpty(arm.value); });
    bool isDot = around_.dot != nullptr && samePlace(source, around_.dot);
    bool isKnown = std::any_of(around_.known.begin(), around_.known.end(), [&](NodeRef guard) {
        return guard->kind == NodeKind::Prim && guard->op == Op::NonEmpty && samePlace(guard->args[0], source);
    });
    return source->kind == NodeKind::Ref && !isDot && !isKnown &&
           (eager_ > 0 ? mayBeNil(source) : mayBeLeftOut(source));
}

/// Whether a whole number is below a limit, or not, where what is compared may be a percentage instead, whose number
/// then is below it. Null: it isn't known to be.
ExprPtr Lowering::compareWhole(NodeRef node) {
    NodeRef whole = node->args[0];
    std::optional<int64_t> least = leastOf(node->args[1]);
    bool isBelow = whole->kind == NodeKind::Prim && whole->op == Op::WholeOr && whole->args[1]->kind == NodeKind::Int &&
                   least && whole->args[1]->integer < *least;
    if (!isBelow || node->op == Op::Eq || node->op == Op::Ne)
        return nullptr;
    ExprPtr given = loopSource(whole->args[0]);
    ExprPtr isText = call("kindIs", {stringLiteral("string"), given});
    ExprPtr number = call("int64", {given});
    ExprPtr limit = intOf(node->args[1]);
    if (node->op == Op::Lt || node->op == Op::Le)
        return call("or", {isText, call(node->op == Op::Lt ? "lt" : "le", {number, limit})});
    return call("and", {negate(isText), call(node->op == Op::Gt ? "gt" : "ge", {number, limit})});
}

/// A whole number that no value of the node is below; none: its type doesn't say.
std::optional<int64_t> Lowering::leastOf(NodeRef number) const {
    switch (number->kind) {
    case NodeKind::Int:
        return number->integer;
    case NodeKind::Shared:
        return leastOf(number->args[0]);
    case NodeKind::Ref:
    case NodeKind::Default:
        return typeOf(number).kind == core::TypeKind::Int ? std::optional(typeOf(number).minInt) : std::nullopt;
    case NodeKind::Choice: {
        std::optional<int64_t> least = leastOf(number->entries[0].value);
        for (const Entry& arm : number->entries)
            least = std::min(least, leastOf(arm.value)); // none is the least of all
        return least;
    }
    default:
        return std::nullopt;
    }
}

ExprPtr Lowering::compare(NodeRef node) {
    if (ExprPtr whole = compareWhole(node))
        return whole;
    static const std::map<Op, std::string> names = {{Op::Eq, "eq"}, {Op::Ne, "ne"}, {Op::Lt, "lt"},
                                                    {Op::Le, "le"}, {Op::Gt, "gt"}, {Op::Ge, "ge"}};
    Scalar a = scalar(node->args[0]);
    Scalar b = scalar(node->args[1]);
    const std::string& name = names.at(node->op);
    auto isNumber = [](const Scalar& s) { return s.form == Form::Int || s.form == Form::Float; };
    if (a.form == Form::Int && b.form == Form::Int)
        return call(name, {asInt(a), asInt(b)});
    if (isNumber(a) && isNumber(b))
        return call(name, {call("float64", {a.expr}), call("float64", {b.expr})});
    if (a.form == Form::Bool && b.form == Form::Bool)
        return call(name, {boolOperand(a), boolOperand(b)});
    return call(name, {textOperand(a), textOperand(b)});
}

/// An int, for functions that take no int64.
ExprPtr Lowering::plainInt(NodeRef node) {
    return node->kind == NodeKind::Int ? intOf(node) : call("int", {intOf(node)});
}

/// The port of a URL, as text.
ExprPtr Lowering::portOf(NodeRef urlPort) {
    asksPorts_ = true;
    NodeRef otherwise = urlPort->args[1];
    ExprPtr arguments = call("dict", {stringLiteral("url"), textOf(urlPort->args[0]), stringLiteral("default"),
                                      shownInt(scalar(otherwise), false)});
    return callOfOwn(own_templates::urlPort, std::move(arguments));
}

/// Text where an element stands twice in the list, none where all differ. By way of JSON, where numbers from files and
/// from --set are equal; what is computed comes from there.
ExprPtr Lowering::repeated(NodeRef list) {
    ExprPtr items = orEmpty(list, "list");
    if (items->kind != ExprKind::Pipe || items->text != "fromJsonArray")
        items = pipe(pipe(items, "toJson"), "fromJsonArray");
    asksRepeated_ = true;
    return callOfOwn(own_templates::repeated, std::move(items));
}

Scalar Lowering::prim(NodeRef node) {
    auto arg = [&](size_t i) { return node->args[i]; };
    auto arithmetic = [&](const char* name) {
        return Scalar{call(name, {scalar(arg(0)).expr, scalar(arg(1)).expr}), Form::Int, true};
    };
    auto text = [&](ExprPtr e) { return Scalar{std::move(e), Form::String}; };
    auto test = [&](ExprPtr e) { return Scalar{std::move(e), Form::Bool}; };
    switch (node->op) {
    case Op::And:
    case Op::Or:
    case Op::Not:
    case Op::NonEmpty:
        return test(boolean(node));
    case Op::Eq:
    case Op::Ne:
    case Op::Lt:
    case Op::Le:
    case Op::Gt:
    case Op::Ge:
        return test(compare(node));
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
        asksAmounts_ = true;
        return {callOfOwn(own_templates::amount, textOf(arg(0))), Form::Float};
    case Op::WholeOr: {
        ExprPtr given = loopSource(arg(0));
        ExprPtr whole = call("not", {call("kindIs", {stringLiteral("string"), given})});
        return {call("ternary", {call("int64", {given}), intOf(arg(1)), whole}), Form::Int, true};
    }
    case Op::Concat:
        return concat(node->args);
    case Op::ToText:
        return text(stringOf(arg(0)));
    case Op::Lower:
        return text(pipe(textOf(arg(0)), "lower"));
    case Op::Upper:
        return text(pipe(textOf(arg(0)), "upper"));
    case Op::Cut:
        return text(pipe(pipe(textOf(arg(0)), "trunc", {plainInt(arg(1))}), "trimAll", {stringLiteral("-")}));
    case Op::Replace:
        return text(pipe(textOf(arg(0)), "replace", {textOf(arg(1)), textOf(arg(2))}));
    case Op::Contains:
        return test(call("contains", {textOf(arg(1)), textOf(arg(0))}));
    case Op::HasPrefix:
        return test(call("hasPrefix", {textOf(arg(1)), textOf(arg(0))}));
    case Op::HasSuffix:
        return test(call("hasSuffix", {textOf(arg(1)), textOf(arg(0))}));
    case Op::UrlHost:
        asksHosts_ = true;
        return text(callOfOwn(own_templates::urlHost, textOf(arg(0))));
    case Op::UrlPort:
        return {call("int64", {portOf(node)}), Form::Int, true};
    case Op::Base64:
        return text(pipe(textOf(arg(0)), "b64enc"));
    case Op::Sha256:
        return text(pipe(textOf(arg(0)), "sha256sum"));
    case Op::KeptText:
        return text(keptText(node->args));
    case Op::Len:
        return {lengthOf(arg(0)), Form::Int, true};
    case Op::Join:
        return text(call("join", {textOf(arg(1)), orEmpty(arg(0), "list")}));
    case Op::Unique:
        return test(call("eq", {repeated(arg(0)), stringLiteral({})}));
    case Op::HasKey:
        return test(call("hasKey", {orEmpty(arg(0), "dict"), textOf(arg(1))}));
    case Op::ApiHas:
        return test(call(".Capabilities.APIVersions.Has", {textOf(arg(0))}));
    case Op::KubeAtLeast: {
        ExprPtr version = field(field(field(root(), "Capabilities"), "KubeVersion"), "Version");
        bool hasPrerelease = arg(0)->text.find('-') != std::string::npos;
        std::string least = fmt::format(">={}{}", arg(0)->text, hasPrerelease ? "" : "-0");
        return test(call("semverCompare", {stringLiteral(std::move(least)), version}));
    }
    case Op::Range:
        break;
    }
    unsupported("a list where text is wanted", {node});
    return text(stringLiteral({}));
}

} // namespace stackc::emit::helm
