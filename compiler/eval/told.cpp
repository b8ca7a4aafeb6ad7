#include "eval/told.h"

#include "eval/choose.h"

#include <algorithm>

namespace stackc::eval {

NodeRef chooseChanged(Evaluation& in, NodeRef guard, NodeRef changed, NodeRef before, core::TypeId type) {
    constexpr size_t most = 64;
    std::vector<const Told*> sets;
    for (NodeRef rest = changed; rest != before; rest = sets.back()->rest) {
        auto told = in.memo.told.find(rest);
        if (told == in.memo.told.end() || sets.size() == most)
            return nullptr;
        sets.push_back(&told->second);
    }
    NodeRef result = before;
    for (size_t i = sets.size(); i-- > 0;) {
        const Told set = *sets[i];
        result = choose(in, in.guards.both(guard, set.guard), set.value, result, type);
    }
    return result;
}

NodeRef valueUnder(Evaluation& in, NodeRef choice, NodeRef guard) {
    auto told = in.memo.told.find(choice);
    if (told == in.memo.told.end())
        return choice;
    const std::vector<NodeRef> said = operandsOf(guard, core::Op::And);
    const bool isSaid = std::find(said.begin(), said.end(), told->second.guard) != said.end();
    return isSaid ? told->second.value : choice;
}

} // namespace stackc::eval
