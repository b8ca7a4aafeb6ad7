#include "templates/tree.h"

#include <algorithm>
#include <utility>

namespace stackc::templates {

namespace {

ExprPtr make(Expr e) { return std::make_shared<const Expr>(std::move(e)); }

} // namespace

ExprPtr root() { return make({.kind = ExprKind::Root}); }
ExprPtr dot() { return make({.kind = ExprKind::Dot}); }
ExprPtr box() { return make({.kind = ExprKind::Box}); }
ExprPtr variable(std::string name) { return make({.kind = ExprKind::Variable, .text = std::move(name)}); }
ExprPtr stringLiteral(std::string value) { return make({.kind = ExprKind::String, .text = std::move(value)}); }
ExprPtr intLiteral(int64_t value) { return make({.kind = ExprKind::Int, .integer = value}); }
ExprPtr floatLiteral(std::string spelling) {
    // Without a point it is an integer, which has no sign where it is 0, and 64 bits.
    constexpr size_t longestInteger = 18; // of those that always fit
    bool isWhole = spelling.find_first_of(".e") == std::string::npos;
    if (spelling == "-0" || (isWhole && spelling.size() > longestInteger))
        spelling += ".0";
    return make({.kind = ExprKind::Float, .text = std::move(spelling)});
}
ExprPtr boolLiteral(bool value) { return make({.kind = ExprKind::Bool, .boolean = value}); }

ExprPtr field(ExprPtr base, std::string name, bool safe) {
    return make({.kind = ExprKind::Field, .safe = safe, .text = std::move(name), .args = {std::move(base)}});
}

ExprPtr guardedField(ExprPtr base, std::string name, bool safe) {
    return make(
        {.kind = ExprKind::Field, .safe = safe, .guarded = true, .text = std::move(name), .args = {std::move(base)}});
}

ExprPtr call(std::string function, std::vector<ExprPtr> args) {
    return make({.kind = ExprKind::Call, .text = std::move(function), .args = std::move(args)});
}

ExprPtr pipe(ExprPtr input, std::string function, std::vector<ExprPtr> args) {
    args.push_back(std::move(input));
    return make({.kind = ExprKind::Pipe, .text = std::move(function), .args = std::move(args)});
}

bool isCallOf(const ExprPtr& e, std::string_view function) { return e->kind == ExprKind::Call && e->text == function; }

namespace {

/// The function that with the same arguments says the opposite; null: there is none.
const char* opposite(const ExprPtr& e) {
    if (isCallOf(e, "eq") && e->args.size() == 2)
        return "ne";
    static constexpr std::pair<std::string_view, const char*> opposites[] = {
        {"ne", "eq"}, {"lt", "ge"}, {"ge", "lt"}, {"gt", "le"}, {"le", "gt"}};
    for (const auto& [name, other] : opposites)
        if (isCallOf(e, name))
            return other;
    return nullptr;
}

} // namespace

ExprPtr negate(const ExprPtr& e) {
    if (isCallOf(e, "not"))
        return e->args[0];
    if (const char* function = opposite(e))
        return call(function, e->args);
    if (e->kind == ExprKind::Bool)
        return boolLiteral(!e->boolean);
    return call("not", {e});
}

bool mentions(const ExprPtr& e, std::string_view variable) {
    return (e->kind == ExprKind::Variable && e->text == variable) ||
           std::any_of(e->args.begin(), e->args.end(), [&](const ExprPtr& arg) { return mentions(arg, variable); });
}

bool readsDot(const ExprPtr& e) {
    return e->kind == ExprKind::Dot || std::any_of(e->args.begin(), e->args.end(), readsDot);
}

bool isSame(const ExprPtr& a, const ExprPtr& b) {
    return a->kind == b->kind && a->text == b->text && a->integer == b->integer && a->boolean == b->boolean &&
           a->safe == b->safe && std::equal(a->args.begin(), a->args.end(), b->args.begin(), b->args.end(), isSame);
}

ExprPtr replaced(const ExprPtr& e, const ExprPtr& what, const ExprPtr& by) {
    if (isSame(e, what))
        return by;
    Expr made = *e;
    bool isNew = false;
    for (ExprPtr& arg : made.args) {
        ExprPtr other = replaced(arg, what, by);
        isNew |= other != arg;
        arg = std::move(other);
    }
    return isNew ? std::make_shared<const Expr>(std::move(made)) : e;
}

bool isNegated(const ExprPtr& e, const ExprPtr& other) {
    if (isCallOf(e, "not"))
        return isSame(e->args[0], other);
    if (const char* function = opposite(e))
        return isCallOf(other, function) &&
               std::equal(e->args.begin(), e->args.end(), other->args.begin(), other->args.end(), isSame);
    if (e->kind == ExprKind::Bool)
        return other->kind == ExprKind::Bool && other->boolean != e->boolean;
    return isCallOf(other, "not") && other->args.size() == 1 && isSame(e, other->args[0]);
}

bool areOpposite(const ExprPtr& a, const ExprPtr& b) { return isNegated(a, b) || isNegated(b, a); }

std::vector<const Body*> bodiesOf(const Block& block) {
    auto ofWalk = [](const auto& walk) {
        return walk.otherwise.empty() ? std::vector{&walk.body} : std::vector{&walk.body, &walk.otherwise};
    };
    if (const Range* range = std::get_if<Range>(&block.node))
        return ofWalk(*range);
    if (const With* with = std::get_if<With>(&block.node))
        return ofWalk(*with);
    if (const Define* define = std::get_if<Define>(&block.node))
        return {&define->body};
    std::vector<const Body*> all;
    if (const If* choice = std::get_if<If>(&block.node))
        for (const Branch& branch : choice->branches)
            all.push_back(&branch.body);
    return all;
}

std::vector<Body*> bodiesOf(Block& block) {
    std::vector<Body*> all;
    for (const Body* body : bodiesOf(std::as_const(block)))
        all.push_back(const_cast<Body*>(body)); // of what is no constant here
    return all;
}

Block line(int indent, std::vector<Part> parts) { return {Line{.indent = indent, .parts = std::move(parts)}}; }

Block textLine(int indent, std::string text) { return line(indent, {Part{std::move(text), nullptr}}); }

Block actionLine(int indent, std::string prefix, ExprPtr action) {
    return line(indent, {Part{std::move(prefix), nullptr}, Part{{}, std::move(action)}});
}

} // namespace stackc::templates
