#include "templates/bindings.h"

#include "templates/walk.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <optional>
#include <set>

namespace stackc::templates {

namespace {

/// The argument of an include as text, where it may be evaluated at the top of the template: the root, constants and
/// what the template is given.
std::optional<std::string> keyOf(const ExprPtr& e, const std::set<std::string>& given) {
    switch (e->kind) {
    case ExprKind::Root:
    case ExprKind::Box:
        return e->kind == ExprKind::Root ? "." : "box";
    case ExprKind::String:
        return "\"" + e->text + "\"";
    case ExprKind::Int:
        return std::to_string(e->integer);
    case ExprKind::Variable:
        return given.contains(e->text) ? std::optional("$" + e->text) : std::nullopt;
    case ExprKind::Field:
        if (e->args[0]->kind != ExprKind::Box)
            return std::nullopt;
        return "box." + e->text;
    case ExprKind::Call: {
        if (e->text != "dict")
            return std::nullopt;
        std::string key = "dict";
        for (const ExprPtr& arg : e->args) {
            std::optional<std::string> part = keyOf(arg, given);
            if (!part)
                return std::nullopt;
            key += "\n" + *part;
        }
        return key;
    }
    default:
        return std::nullopt;
    }
}

/// The includes of `let`s in a template, and what takes their place.
class Includes : public TemplateWalk {
public:
    Includes(std::string prefix, std::set<std::string> given) : prefix_(std::move(prefix)), given_(std::move(given)) {}

    struct Found {
        ExprPtr include;
        size_t times = 0;
        std::string variable; ///< empty: none yet
    };
    std::map<std::string, Found> found;
    std::vector<std::string> order; ///< of their keys

protected:
    ExprPtr include(ExprPtr e) override {
        if (e->args[0]->kind != ExprKind::String || !e->args[0]->text.starts_with(prefix_))
            return e;
        std::optional<std::string> argument = keyOf(e->args[1], given_);
        if (!argument)
            return e;
        const std::string key = e->args[0]->text + "\n" + *argument;
        Found& one = found[key];
        if (!one.variable.empty())
            return variable(one.variable);
        if (++one.times == 1) {
            one.include = e;
            order.push_back(key);
        }
        return e;
    }

private:
    std::string prefix_;
    std::set<std::string> given_;
};

/// A name of a variable for what a template gives: the letters and digits of its own name.
std::string variableFor(const std::string& name, size_t prefix, std::set<std::string>& taken) {
    std::string word;
    for (char c : name.substr(prefix))
        if (std::isalnum(static_cast<unsigned char>(c)) != 0)
            word += c;
    if (word.empty() || std::isdigit(static_cast<unsigned char>(word[0])) != 0)
        word.insert(0, "v");
    std::string unique = word;
    for (int i = 2; !taken.insert(unique).second; ++i)
        unique = word + "_" + std::to_string(i);
    return unique;
}

void bindIn(Define& define, const std::string& prefix) {
    Body& body = define.body;
    auto isAssign = [](const Block& block) { return std::holds_alternative<Assign>(block.node); };
    auto top = std::find_if_not(body.begin(), body.end(), isAssign);
    std::set<std::string> given;
    for (auto block = body.begin(); block != top; ++block)
        given.insert(std::get<Assign>(block->node).name);
    Includes includes(prefix, given);
    includes.body(body);
    Body bound;
    for (const std::string& key : includes.order) {
        Includes::Found& one = includes.found[key];
        if (one.times < 2)
            continue;
        one.variable = variableFor(one.include->args[0]->text, prefix.size(), given);
        bound.push_back({Assign{.indent = 0, .name = one.variable, .expr = one.include}});
    }
    if (bound.empty())
        return;
    auto above = static_cast<std::ptrdiff_t>(top - body.begin());
    body = includes.body(body);
    body.insert(body.begin() + above, std::make_move_iterator(bound.begin()), std::make_move_iterator(bound.end()));
}

} // namespace

void bindRepeated(const std::string& chart, Body& templates) {
    const std::string prefix = chart + ".lets.";
    for (Block& block : templates)
        if (Define& define = std::get<Define>(block.node); define.name.starts_with(prefix))
            bindIn(define, prefix);
}

} // namespace stackc::templates
