#include "templates/lifted.h"

#include "templates/printer.h"

#include <algorithm>
#include <utility>

namespace stackc::templates {

namespace {

/// Does it give each member's component?
bool givesComponents(const Lifted& lifted, const std::vector<Member>& members) {
    for (size_t m = 0; m < lifted.texts.size(); ++m)
        if (members[m].component.empty() || lifted.texts[m] != members[m].component)
            return false;
    return !lifted.texts.empty();
}

/// A name by what it gives, unless a line says what else it is.
void suggestByKind(Lifted& lifted, const std::vector<Member>& members) {
    if (givesComponents(lifted, members) && (lifted.wanted.empty() || lifted.wanted == "name" || lifted.rank < 3)) {
        lifted.rank = -1;
        lifted.wanted = "component";
    }
    if (lifted.isPlace && lifted.rank > 0) {
        lifted.rank = lifted.wanted.empty() ? 1 : 2;
        lifted.wanted = lifted.wanted.empty() ? "values" : lifted.wanted;
    }
}

} // namespace

size_t LiftedParameters::known(const std::string& key, size_t leaf) {
    auto [place, fresh] = known_.try_emplace(key, all_.size());
    if (fresh) {
        all_.emplace_back();
        all_.back().first = leaf;
    }
    return place->second;
}

size_t LiftedParameters::forGiven(std::vector<ExprPtr> given, size_t leaf, const Site& site) {
    std::string key;
    for (const ExprPtr& e : given)
        key += printExpr(e) + "\n";
    size_t which = known(key, leaf);
    if (all_[which].parameter.given.empty())
        all_[which].parameter.given = std::move(given);
    suggest(which, leaf, site);
    return which;
}

size_t LiftedParameters::forPlaces(const std::string& key, size_t leaf) {
    size_t which = known(key, leaf);
    all_[which].isPlace = true;
    return which;
}

void LiftedParameters::suggest(size_t which, size_t leaf, const Site& site) {
    Lifted& lifted = all_[which];
    lifted.first = std::min(lifted.first, leaf);
    if (int rank = site.isArgument ? 0 : 3; !site.key.empty() && rank < lifted.rank) {
        lifted.rank = rank;
        lifted.wanted = site.key;
    }
}

void LiftedParameters::name(const std::vector<Member>& members, std::set<std::string> taken) {
    for (size_t which = 0; which < all_.size(); ++which) {
        suggestByKind(all_[which], members);
        order_.push_back(which);
    }
    std::sort(order_.begin(), order_.end(), [this](size_t a, size_t b) {
        return all_[a].rank != all_[b].rank ? all_[a].rank < all_[b].rank : all_[a].first < all_[b].first;
    });
    for (size_t which : order_) {
        Lifted& lifted = all_[which];
        const std::string wanted = lifted.wanted.empty() ? "text" : lifted.wanted;
        lifted.parameter.name = wanted;
        for (int n = 2; !taken.insert(lifted.parameter.name).second; ++n)
            lifted.parameter.name = wanted + std::to_string(n);
    }
}

ExprPtr LiftedParameters::read(size_t which) const { return field(box(), all_[which].parameter.name); }

std::vector<Parameter> LiftedParameters::take() {
    std::vector<Parameter> out;
    for (size_t which : order_)
        out.push_back(std::move(all_[which].parameter));
    return out;
}

} // namespace stackc::templates
