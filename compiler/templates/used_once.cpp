#include "templates/used_once.h"

#include "templates/long_conditions.h"
#include "templates/moved_lines.h"
#include "templates/printer.h"
#include "templates/walk.h"

#include <algorithm>
#include <set>
#include <sstream>
#include <unordered_map>
#include <utility>

namespace stackc::templates {

namespace {

constexpr int deepest = 22;         ///< columns before a line
constexpr size_t longestLine = 120; ///< characters

class Includes : public TemplateWalk {
public:
    std::unordered_map<std::string, size_t> times;

protected:
    ExprPtr include(ExprPtr e) override {
        ++times[e->args[0]->text];
        return e;
    }
};

/// What a line of includes is made of: `include … | nindent n`, or `include …` at the very beginning of a template.
struct Place {
    ExprPtr include;
    int depth = 0;
};

std::optional<Place> placeOf(const Block& block, bool isFirst) {
    const Action* action = std::get_if<Action>(&block.node);
    if (action == nullptr)
        return std::nullopt;
    if (isFirst && action->indent == 0 && isCallOf(action->expr, "include"))
        return Place{action->expr, 0};
    bool isAtDepth = isIndented(action->expr) && isCallOf(action->expr->args[1], "include");
    if (!isAtDepth || action->expr->args[0]->integer != action->indent)
        return std::nullopt;
    return Place{action->expr->args[1], action->indent};
}

int depthOf(const Body& body) {
    int most = 0;
    for (const Block& block : body) {
        std::visit(
            [&most](const auto& node) {
                if constexpr (requires { node.indent; })
                    most = std::max(most, node.indent);
            },
            block.node);
        for (const Body* inner : bodiesOf(block))
            most = std::max(most, depthOf(*inner));
    }
    return most;
}

/// In what comes out in the end.
size_t longLinesOf(Body body) {
    breakLongConditions(body);
    std::istringstream lines(printTemplate(body));
    size_t count = 0;
    for (std::string line; std::getline(lines, line);)
        count += line.size() > longestLine ? 1 : 0;
    return count;
}

/// The dash of an item, which its first line takes over.
bool isDash(const Block& block) {
    const Line* line = std::get_if<Line>(&block.node);
    return line != nullptr && line->parts.size() == 1 && !line->parts[0].action && line->parts[0].text == "-";
}

class Placing {
public:
    explicit Placing(Templates& templates) : templates_(templates), parameters_(parametersOf(templates.helpers)) {
        Includes includes;
        for (const Body* body : bodiesOf(templates))
            includes.body(*body);
        for (Block& block : templates.helpers) {
            Define& define = std::get<Define>(block.node);
            if (includes.times[define.name] == 1 && define.trim == Trim::Left && !define.finalNewline &&
                isLines(define.body))
                once_[define.name] = &define;
        }
    }

    void run() {
        for (Block& block : templates_.helpers)
            complete(std::get<Define>(block.node));
        for (DocumentTemplate& document : templates_.documents) {
            variables_ = variablesOf(document.body);
            place(document.body, false);
        }
        std::erase_if(templates_.helpers,
                      [this](const Block& block) { return placed_.contains(std::get<Define>(block.node).name); });
    }

private:
    /// What it includes alone stands in it.
    void complete(Define& define) {
        if (!complete_.insert(define.name).second || define.trim != Trim::Left)
            return;
        std::set<std::string> outer = std::exchange(variables_, variablesOf(define.body));
        place(define.body, true);
        variables_ = std::move(outer);
    }

    void place(Body& body, bool isDefine) {
        Body out;
        for (Block& block : body) {
            std::optional<Place> place = placeOf(block, isDefine && out.empty());
            if (place && takeIn(*place, out))
                continue;
            for (Body* inner : bodiesOf(block))
                this->place(*inner, false);
            out.push_back(std::move(block));
        }
        body = std::move(out);
    }

    bool takeIn(const Place& place, Body& out) {
        auto found = once_.find(place.include->args[0]->text);
        if (found == once_.end())
            return false;
        Define& define = *found->second;
        complete(define);
        std::optional<Body> lines = movedLines(define, place.include->args[1], place.depth, variables_, parameters_);
        if (!lines || depthOf(*lines) > deepest || longLinesOf(*lines) > longLinesOf(define.body) ||
            !joinDash(*lines, place.depth, out))
            return false;
        variables_.merge(variablesOf(*lines));
        std::ranges::move(*lines, std::back_inserter(out));
        placed_.insert(define.name);
        return true;
    }

    /// What stands behind a dash has to begin with a line that is always there.
    static bool joinDash(Body& lines, int depth, Body& out) {
        if (out.empty() || !isDash(out.back()))
            return true;
        Line* first = lines.empty() ? nullptr : std::get_if<Line>(&lines[0].node);
        const Line& dash = std::get<Line>(out.back().node);
        if (first == nullptr || first->indent != depth || first->dashes > 0 || dash.indent + 2 != depth)
            return false;
        first->dashes = dash.dashes + 1;
        out.pop_back();
        return true;
    }

    Templates& templates_;
    const Parameters parameters_;
    std::unordered_map<std::string, Define*> once_;
    std::set<std::string> complete_;  ///< names
    std::set<std::string> placed_;    ///< names
    std::set<std::string> variables_; ///< of the template in which lines are placed
};

} // namespace

void placeUsedOnce(Templates& templates) { Placing(templates).run(); }

} // namespace stackc::templates
