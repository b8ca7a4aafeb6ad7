#include "templates/first_lines.h"

#include <algorithm>

namespace stackc::templates {

namespace {

bool isWithoutIndent(const Action& action) {
    return action.indent == 0 && action.expr->kind == ExprKind::Pipe && action.expr->text == "nindent";
}

/// Does it print a line at the left, whatever the values are?
bool isFirstLine(const Block& block) {
    if (const Line* line = std::get_if<Line>(&block.node))
        return line->indent == 2 * line->dashes;
    const Action* action = std::get_if<Action>(&block.node);
    return action != nullptr && isWithoutIndent(*action);
}

bool mayLead(const Body& body);

/// May its control lines be trimmed to the right? What is further in follows a line, and is trimmed to the left.
bool mayLead(const Block& block) {
    if (const If* choice = std::get_if<If>(&block.node))
        return choice->indent > 0 || std::all_of(choice->branches.begin(), choice->branches.end(),
                                                 [](const Branch& branch) { return mayLead(branch.body); });
    if (const Range* range = std::get_if<Range>(&block.node))
        return range->indent > 0 || (mayLead(range->body) && mayLead(range->otherwise));
    if (const With* with = std::get_if<With>(&block.node))
        return with->indent > 0 || (mayLead(with->body) && mayLead(with->otherwise));
    if (const Action* action = std::get_if<Action>(&block.node))
        return action->indent > 0 || isWithoutIndent(*action);
    return !std::holds_alternative<Comment>(block.node) && !std::holds_alternative<Define>(block.node);
}

bool isControlAtLeft(const Block& block) {
    const If* choice = std::get_if<If>(&block.node);
    const Range* range = std::get_if<Range>(&block.node);
    const With* with = std::get_if<With>(&block.node);
    const Assign* assign = std::get_if<Assign>(&block.node);
    return (choice != nullptr && choice->indent == 0) || (range != nullptr && range->indent == 0) ||
           (with != nullptr && with->indent == 0) || (assign != nullptr && assign->indent == 0);
}

bool mayLead(const Body& body) {
    return (body.empty() || isFirstLine(body.front()) || isControlAtLeft(body.front())) &&
           std::all_of(body.begin(), body.end(), [](const Block& block) { return mayLead(block); });
}

/// The block that prints first; null: none does.
Block* firstPrinted(Body& body) {
    auto first = std::find_if_not(body.begin(), body.end(),
                                  [](const Block& block) { return std::holds_alternative<Assign>(block.node); });
    return first == body.end() ? nullptr : &*first;
}

/// Does one of several lines begin what is printed, whatever the values are? Puts them into `lines`.
bool findFirstLines(Body& body, std::vector<Line*>& lines) {
    Block* first = firstPrinted(body);
    If* choice = first == nullptr ? nullptr : std::get_if<If>(&first->node);
    if (choice != nullptr)
        return choice->indent == 0 && !choice->branches.back().condition &&
               std::all_of(choice->branches.begin(), choice->branches.end(),
                           [&](Branch& branch) { return findFirstLines(branch.body, lines); });
    Line* line = first == nullptr || first != &body.front() ? nullptr : std::get_if<Line>(&first->node);
    if (line == nullptr || !isFirstLine(*first))
        return false;
    lines.push_back(line);
    return true;
}

void trimFirstLine(Define& define) {
    auto first = std::find_if_not(define.body.begin(), define.body.end(), isControlAtLeft);
    if (define.trim == Trim::Right)
        return;
    bool leads = first != define.body.begin() && first != define.body.end() && isFirstLine(*first) &&
                 std::all_of(define.body.begin(), first, [](const Block& block) { return mayLead(block); });
    if (leads)
        define.leading = static_cast<size_t>(first - define.body.begin());
    makeLines(define.body);
    Block* printed = firstPrinted(define.body);
    std::vector<Line*> lines;
    if (!leads && printed != nullptr && std::holds_alternative<If>(printed->node) && findFirstLines(define.body, lines))
        for (Line* line : lines)
            line->isFirst = true;
}

} // namespace

void makeLines(Body& body) {
    for (Block& block : body) {
        const Action* action = std::get_if<Action>(&block.node);
        if (action != nullptr && isWithoutIndent(*action))
            block = actionLine(0, "", ExprPtr(action->expr->args.back()));
        for (Body* inner : bodiesOf(block))
            makeLines(*inner);
    }
}

void trimFirstLines(Body& defines) {
    for (Block& block : defines)
        if (Define* define = std::get_if<Define>(&block.node))
            trimFirstLine(*define);
}

} // namespace stackc::templates
