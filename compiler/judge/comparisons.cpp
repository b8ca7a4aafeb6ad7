#include "judge/comparisons.h"

#include "kube/version_range.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <set>

namespace stackc::judge {

using core::Op;
using ir::NodeKind;
using ir::NodeRef;

namespace {

constexpr size_t mostTried = 256; // numbers of all places together

bool isInteger(NodeRef node) { return node->kind == NodeKind::Int; }

/// A whole number that is read, or the length of a list or map that is, held against a constant; or the cluster's
/// version, as a number.
struct Bound {
    NodeRef comparison = nullptr;
    NodeRef place = nullptr; ///< null: the version
    int64_t constant = 0;
    bool isLeft = false; ///< the place stands on the left

    bool holds(int64_t number) const {
        const int64_t left = isLeft ? number : constant, right = isLeft ? constant : number;
        switch (comparison->op) {
        case Op::Lt:
            return left < right;
        case Op::Le:
            return left <= right;
        case Op::Gt:
        case Op::NonEmpty:
            return left > right;
        case Op::Ge:
        case Op::KubeAtLeast:
            return left >= right;
        case Op::Ne:
            return left != right;
        default:
            return left == right;
        }
    }
};

/// `1.29` as a number that is greater for later ones.
std::optional<int64_t> versionOf(const std::string& text) {
    constexpr int64_t step = 10000; // no part of a version has so many
    const auto version = kube::Version::parse(text);
    if (!version || !version->prerelease.empty())
        return std::nullopt;
    return (static_cast<int64_t>(version->major) * step + static_cast<int64_t>(version->minor)) * step +
           static_cast<int64_t>(version->patch);
}

/// Is it read, as a list or map?
bool isCollection(NodeRef node, const core::TypeTable& types) {
    return node->kind == NodeKind::Ref && node->type.valid() &&
           (types[node->type].kind == core::TypeKind::List || types[node->type].kind == core::TypeKind::Map);
}

/// What is compared with a constant, if its numbers are known: the place that a whole number is read from, or that of
/// the list or map whose length it is. Else null.
NodeRef placeOf(NodeRef compared, const core::TypeTable& types) {
    if (compared->kind == NodeKind::Prim && compared->op == Op::Len)
        return isCollection(compared->args[0], types) ? compared->args[0] : nullptr;
    const bool isRead = compared->kind == NodeKind::Ref && compared->type.valid();
    return isRead && types[compared->type].kind == core::TypeKind::Int ? compared : nullptr;
}

/// The least and the greatest number of a place.
std::pair<int64_t, int64_t> rangeOf(NodeRef place, const core::TypeTable& types) {
    const int64_t most = std::numeric_limits<int64_t>::max();
    const bool isNumber = place != nullptr && types[place->type].kind == core::TypeKind::Int;
    return isNumber ? std::pair{types[place->type].minInt, types[place->type].maxInt}
                    : std::pair<int64_t, int64_t>{0, most};
}

/// Nothing of other comparisons.
std::optional<Bound> boundOf(NodeRef comparison, const core::TypeTable& types) {
    if (comparison->op == Op::NonEmpty) {
        NodeRef collection = comparison->args[0];
        return isCollection(collection, types) ? std::optional<Bound>({comparison, collection, 0, true}) : std::nullopt;
    }
    if (comparison->op == Op::KubeAtLeast) {
        const auto version = versionOf(comparison->args[0]->text);
        return version ? std::optional<Bound>({comparison, nullptr, *version, true}) : std::nullopt;
    }
    static const std::set<Op> known{Op::Lt, Op::Le, Op::Gt, Op::Ge, Op::Eq, Op::Ne};
    if (known.count(comparison->op) == 0 || comparison->args.size() != 2)
        return std::nullopt;
    const bool isLeft = isInteger(comparison->args[1]);
    NodeRef place = placeOf(comparison->args[isLeft ? 0 : 1], types), constant = comparison->args[isLeft ? 1 : 0];
    if (place == nullptr || !isInteger(constant))
        return std::nullopt;
    return Bound{comparison, place, constant->integer, isLeft};
}

/// The numbers of a place that stand for all others: the constants that it is held against, and those beside them.
struct Place {
    NodeRef node = nullptr;
    std::set<int64_t> numbers;
    std::vector<Bound> bounds;

    void add(const Bound& bound, const std::pair<int64_t, int64_t>& range) {
        const auto [least, most] = range;
        for (int64_t number : {bound.constant - 1, bound.constant, bound.constant + 1})
            if (number >= least && number <= most)
                numbers.insert(number);
        if (numbers.empty())
            numbers.insert(least);
        bounds.push_back(bound);
    }
};

} // namespace

Comparisons::Comparisons(NodeRef guard) { add(guard); }

void Comparisons::add(NodeRef guard) {
    if (guard->kind != NodeKind::Prim || !seen_.insert(guard).second)
        return;
    if (guard->op == Op::And || guard->op == Op::Or || guard->op == Op::Not)
        for (NodeRef arg : guard->args)
            add(arg);
    else if (guard->op == Op::Eq || guard->op == Op::Ne)
        equals_.push_back(guard);
    else
        orders_.push_back(guard);
}

std::optional<bool> Comparisons::holdForSome(const core::TypeTable& types,
                                             const std::function<bool(const Said&)>& isPossible) const {
    std::vector<Place> places;
    auto addTo = [&](const Bound& bound) {
        auto known =
            std::find_if(places.begin(), places.end(), [&](const Place& place) { return place.node == bound.place; });
        if (known == places.end())
            known = places.insert(places.end(), Place{bound.place, {}, {}});
        known->add(bound, rangeOf(bound.place, types));
    };
    for (NodeRef order : orders_) {
        const std::optional<Bound> bound = boundOf(order, types);
        if (!bound)
            return std::nullopt;
        addTo(*bound);
    }
    for (NodeRef equal : equals_)
        if (const std::optional<Bound> bound = boundOf(equal, types))
            addTo(*bound);
    size_t tried = 1;
    for (const Place& place : places)
        if ((tried *= place.numbers.size()) > mostTried)
            return std::nullopt;

    for (size_t turn = 0; turn < tried; turn++) {
        Said said;
        size_t rest = turn;
        for (const Place& place : places) {
            const int64_t number =
                *std::next(place.numbers.begin(), static_cast<ptrdiff_t>(rest % place.numbers.size()));
            rest /= place.numbers.size();
            for (const Bound& bound : place.bounds)
                said.emplace_back(bound.comparison, bound.holds(number));
        }
        if (isPossible(said))
            return true;
    }
    return false;
}

} // namespace stackc::judge
