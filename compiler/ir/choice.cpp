#include "ir/choice.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace stackc::ir {

NodeRef choiceInOrder(NodeTable& nodes, std::vector<Entry> arms) {
    std::erase_if(arms, [](const Entry& arm) { return arm.guard->isFalse(); });
    auto last = std::find_if(arms.begin(), arms.end(), [](const Entry& arm) { return arm.guard->isTrue(); });
    if (last != arms.end())
        arms.erase(std::next(last), arms.end());
    if (arms.empty())
        return nodes.none();
    if (arms.front().guard->isTrue())
        return arms.front().value;
    Node node;
    node.kind = NodeKind::Choice;
    node.entries = std::move(arms);
    return nodes.intern(std::move(node));
}

} // namespace stackc::ir
