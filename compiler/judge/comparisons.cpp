#include "judge/comparisons.h"

#include <algorithm>
#include <set>

namespace stackc::judge {

using core::Op;
using ir::NodeKind;
using ir::NodeRef;

namespace {

constexpr size_t mostTried = 256; // numbers of all places together

bool isInteger(NodeRef node) { return node->kind == NodeKind::Int; }

/// A whole number that is read, held against a constant.
struct Bound {
    NodeRef comparison = nullptr;
    NodeRef place = nullptr;
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
            return left > right;
        case Op::Ge:
            return left >= right;
        case Op::Ne:
            return left != right;
        default:
            return left == right;
        }
    }
};

/// Nothing of other comparisons: its place is null.
Bound boundOf(NodeRef comparison, const core::TypeTable& types) {
    static const std::set<Op> known{Op::Lt, Op::Le, Op::Gt, Op::Ge, Op::Eq, Op::Ne};
    if (known.count(comparison->op) == 0 || comparison->args.size() != 2)
        return {};
    const bool isLeft = isInteger(comparison->args[1]);
    NodeRef place = comparison->args[isLeft ? 0 : 1], constant = comparison->args[isLeft ? 1 : 0];
    bool isRead = place->kind == NodeKind::Ref && place->type.valid() && types[place->type].kind == core::TypeKind::Int;
    if (!isRead || !isInteger(constant))
        return {};
    return {comparison, place, constant->integer, isLeft};
}

/// The numbers of a place that stand for all others: the constants that it is held against, and those beside them.
struct Place {
    NodeRef node = nullptr;
    std::set<int64_t> numbers;
    std::vector<Bound> bounds;

    void add(const Bound& bound, const core::Type& type) {
        for (int64_t number : {bound.constant - 1, bound.constant, bound.constant + 1})
            if (number >= type.minInt && number <= type.maxInt)
                numbers.insert(number);
        if (numbers.empty())
            numbers.insert(type.minInt);
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

bool Comparisons::holdForSome(const core::TypeTable& types, const std::function<bool(const Said&)>& isPossible) const {
    std::vector<Place> places;
    auto addTo = [&](const Bound& bound) {
        auto known =
            std::find_if(places.begin(), places.end(), [&](const Place& place) { return place.node == bound.place; });
        if (known == places.end())
            known = places.insert(places.end(), Place{bound.place, {}, {}});
        known->add(bound, types[bound.place->type]);
    };
    for (NodeRef order : orders_) {
        const Bound bound = boundOf(order, types);
        if (bound.place == nullptr)
            return false;
        addTo(bound);
    }
    for (NodeRef equal : equals_)
        if (const Bound bound = boundOf(equal, types); bound.place != nullptr)
            addTo(bound);
    size_t tried = 1;
    for (const Place& place : places)
        if ((tried *= place.numbers.size()) > mostTried)
            return false;

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
