#include "templates/empty_walks.h"

#include "templates/printer.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace stackc::templates {

namespace {

std::string joined(const std::vector<Part>& texts) {
    std::string all;
    for (const Part& part : texts)
        all += part.text;
    return all;
}

/// A body for an element without fields: what prints its defaults prints constants.
class OfEmpty {
public:
    explicit OfEmpty(const std::string& element) : element_(element) {}

    /// Does the body print for an empty element what the other one prints?
    bool isSameBody(const Body& body, const Body& other) const {
        return std::equal(body.begin(), body.end(), other.begin(), other.end(),
                          [this](const Block& a, const Block& b) { return isSameBlock(a, b); });
    }

private:
    bool isField(const ExprPtr& e) const {
        return e->kind == ExprKind::Field && e->args[0]->kind == ExprKind::Variable && e->args[0]->text == element_;
    }

    /// `$x.key | default "…"`
    const ExprPtr* defaultOf(const ExprPtr& e) const {
        bool isDefault = e->kind == ExprKind::Pipe && e->text == "default" && isField(e->args[1]);
        return isDefault && e->args[0]->kind == ExprKind::String ? e->args.data() : nullptr;
    }

    /// The text that an action prints, and whether it stands in quotes.
    std::optional<std::pair<std::string, bool>> textOf(const ExprPtr& action) const {
        bool isQuoted = action->kind == ExprKind::Pipe && action->text == "quote" && action->args.size() == 1;
        const ExprPtr* otherwise = defaultOf(isQuoted ? action->args[0] : action);
        return otherwise != nullptr ? std::optional(std::pair((*otherwise)->text, isQuoted)) : std::nullopt;
    }

    bool isSameBlock(const Block& a, const Block& b) const {
        const Line* line = std::get_if<Line>(&a.node);
        const Line* other = std::get_if<Line>(&b.node);
        if (line != nullptr && other != nullptr)
            return line->indent == other->indent && line->dashes == other->dashes && isSameText(*line, *other);
        const Action* action = std::get_if<Action>(&a.node);
        const Action* same = std::get_if<Action>(&b.node);
        return action != nullptr && same != nullptr && action->indent == same->indent &&
               !mentions(action->expr, element_) && isSame(action->expr, same->expr);
    }

    /// A text without quotes is one that needs none: the other line stands there as it is written.
    bool isSameText(const Line& line, const Line& other) const {
        const std::vector<Part>& parts = line.parts;
        bool isScalar = !parts.empty() && parts.back().action &&
                        std::ranges::none_of(other.parts, [](const Part& part) { return part.action != nullptr; });
        if (std::optional<std::pair<std::string, bool>> text = isScalar ? textOf(parts.back().action) : std::nullopt) {
            const auto& [value, isQuoted] = *text;
            const std::string before = joined({parts.begin(), parts.end() - 1}), whole = joined(other.parts);
            return whole == before + value || (isQuoted && whole == before + printExpr(stringLiteral(value)));
        }
        auto isSamePart = [this](const Part& a, const Part& b) {
            bool isSameAction = a.action && b.action && !mentions(a.action, element_) && isSame(a.action, b.action);
            return a.text == b.text && (isSameAction || (!a.action && !b.action));
        };
        return std::equal(parts.begin(), parts.end(), other.parts.begin(), other.parts.end(), isSamePart);
    }

    const std::string& element_;
};

} // namespace

void walkEmptyElement(Body& body) {
    for (Block& block : body) {
        for (Body* inner : bodiesOf(block))
            walkEmptyElement(*inner);
        Range* range = std::get_if<Range>(&block.node);
        bool hasElement = range != nullptr && range->key.empty() && !range->element.empty();
        if (!hasElement || range->otherwise.empty() ||
            !OfEmpty(range->element).isSameBody(range->body, range->otherwise))
            continue;
        range->source = pipe(range->source, "default", {call("list", {call("dict", {})})});
        range->otherwise.clear();
    }
}

} // namespace stackc::templates
