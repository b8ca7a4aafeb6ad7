#include "templates/unify.h"

#include "templates/leaves.h"
#include "templates/printer.h"
#include "templates/unifier.h"

#include <algorithm>
#include <map>
#include <span>
#include <unordered_map>
#include <utility>

namespace stackc::templates {

std::string shapeOf(const Body& body) { return leavesOf(body).shape; }

Alike::Alike(std::vector<Member> members) : members_(std::move(members)) {
    std::unordered_map<std::string, size_t> spelled;
    for (const Member& member : members_) {
        Leaves leaves = leavesOf(*member.body);
        for (Leaf& leaf : leaves.all)
            leaf.spelled =
                spelled.try_emplace(leaf.expr ? printExpr(leaf.expr) : leaf.text, spelled.size()).first->second;
        leaves_.push_back(std::move(leaves.all));
        taken_.merge(leaves.taken);
    }
}

Alike::~Alike() = default;

std::vector<size_t> Alike::differing(const std::vector<size_t>& which) const {
    std::vector<size_t> out;
    for (size_t i = 0; i < leaves_[which[0]].size(); ++i) {
        const size_t first = leaves_[which[0]][i].spelled;
        if (std::ranges::any_of(which, [&](size_t m) { return leaves_[m][i].spelled != first; }))
            out.push_back(i);
    }
    return out;
}

std::optional<Unified> Alike::unify(const std::vector<size_t>& which, size_t most) const {
    std::vector<Member> members;
    std::vector<std::span<const Leaf>> leaves;
    for (size_t m : which) {
        members.push_back(members_[m]);
        leaves.emplace_back(leaves_[m]);
    }
    return unified(std::move(members), std::move(leaves), taken_, differing(which), most);
}

std::vector<std::vector<size_t>> Alike::classes(const std::vector<size_t>& which) const {
    constexpr size_t least = 2;
    std::vector<std::vector<size_t>> best;
    for (size_t i : differing(which)) {
        std::map<size_t, size_t> places; // of what is there
        std::vector<std::vector<size_t>> found;
        for (size_t m : which) {
            auto [place, fresh] = places.try_emplace(leaves_[m][i].spelled, found.size());
            if (fresh)
                found.emplace_back();
            found[place->second].push_back(m);
            if (!best.empty() && found.size() >= best.size())
                break;
        }
        if (best.empty() || found.size() < best.size())
            best = std::move(found);
        if (best.size() == least)
            break;
    }
    return best;
}

size_t linesOf(const Body& body) {
    size_t lines = 0;
    for (const Block& block : body) {
        for (const Body* inner : bodiesOf(block))
            lines += 1 + linesOf(*inner);
        ++lines;
    }
    return lines;
}

} // namespace stackc::templates
