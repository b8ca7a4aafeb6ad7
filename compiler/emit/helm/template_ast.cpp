#include "emit/helm/template_ast.h"

namespace stackc::emit::helm {

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
    if (spelling == "-0")
        spelling = "-0.0"; // without a point it is an integer, which has no sign
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

ExprPtr negate(const ExprPtr& e) {
    if (isCallOf(e, "not"))
        return e->args[0];
    if (isCallOf(e, "eq") && e->args.size() == 2)
        return call("ne", e->args);
    static constexpr std::pair<std::string_view, const char*> opposites[] = {
        {"ne", "eq"}, {"lt", "ge"}, {"ge", "lt"}, {"gt", "le"}, {"le", "gt"}};
    for (const auto& [name, opposite] : opposites)
        if (isCallOf(e, name))
            return call(opposite, e->args);
    if (e->kind == ExprKind::Bool)
        return boolLiteral(!e->boolean);
    return call("not", {e});
}

Block line(int indent, std::vector<Part> parts) { return {Line{.indent = indent, .parts = std::move(parts)}}; }

Block textLine(int indent, std::string text) { return line(indent, {Part{std::move(text), nullptr}}); }

Block actionLine(int indent, std::string prefix, ExprPtr action) {
    return line(indent, {Part{std::move(prefix), nullptr}, Part{{}, std::move(action)}});
}

} // namespace stackc::emit::helm
