#include "eval/slots.h"

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>

namespace stackc::eval {

using ir::EntryKind;

namespace {

/// Are two entries without a fixed key one, whatever its guard and, of a late key, its value? Loops are, if all that
/// they make is.
bool isSameLate(const Entry& a, const Entry& b) {
    if (a.kind != b.kind || a.key != b.key || a.keyNode != b.keyNode || a.loop != b.loop)
        return false;
    bool isValue = a.kind == EntryKind::Value;
    return (isValue || a.value == b.value) &&
           std::equal(a.body.begin(), a.body.end(), b.body.begin(), b.body.end(), isSameLate);
}

} // namespace

void Slots::add(size_t arm, const std::vector<Entry>& entries) {
    std::vector<Place> later;
    std::array<bool, 3> loose{}; // which kinds of entries without a fixed key later arms have
    for (auto place = slots.begin(); place != slots.end(); ++place) {
        place->place = later.size();
        later.push_back(place);
        const Entry& entry = *place->parts.back().second;
        if (!ir::hasPlainKey(entry))
            loose[static_cast<size_t>(entry.kind)] = true;
    }
    std::vector<Place> partners = partnersOf(entries);
    std::list<Slot> out;
    for (size_t i = 0; i < entries.size(); ++i) {
        if (partners[i] == slots.end())
            out.push_back({{}, arm});
        else
            out.splice(out.end(), slots, partners[i]);
        out.back().parts.emplace_back(arm, &entries[i]);
        if (ir::hasPlainKey(entries[i]))
            keys_[entries[i].key] = std::prev(out.end());
    }
    auto onlyHere = [&](const Slot& slot) {
        const Entry& entry = *slot.parts.back().second;
        return slot.madeFor == arm && (ir::hasPlainKey(entry) || !loose[static_cast<size_t>(entry.kind)]);
    };
    Place next = out.begin();
    for (Place place : later) {
        if (place->isIn(arm)) {
            next = std::next(place);
            continue;
        }
        while (next != out.end() && onlyHere(*next))
            ++next;
        out.splice(next, slots, place);
    }
    slots.swap(out);
    ++arms_;
}

std::vector<Slots::Place> Slots::partnersOf(const std::vector<Entry>& entries) {
    std::vector<Place> partners;
    std::vector<size_t> found; // entries that have one
    std::unordered_set<const Slot*> taken;
    for (const Entry& entry : entries) {
        Place partner = find(entry, taken);
        if (partner != slots.end())
            taken.insert(&*partner);
        if (partner != slots.end())
            found.push_back(partners.size());
        partners.push_back(partner);
    }
    if (keepsOrder_)
        dropCrossing(entries, partners, found);
    return partners;
}

void Slots::dropCrossing(const std::vector<Entry>& entries, std::vector<Place>& partners, std::vector<size_t> found) {
    auto keepRise = [&](const std::vector<size_t>& some) {
        std::vector<bool> inOrder = longestRise(partners, some);
        for (size_t i = 0; i < some.size(); ++i)
            if (!inOrder[i])
                partners[some[i]] = slots.end();
    };
    auto isGone = [&](size_t i) { return partners[i] == slots.end(); };
    std::vector<size_t> loose;
    std::copy_if(found.begin(), found.end(), std::back_inserter(loose),
                 [&](size_t i) { return !ir::hasPlainKey(entries[i]); });
    keepRise(loose);
    std::erase_if(loose, isGone);
    for (size_t i : found) {
        auto next = std::upper_bound(loose.begin(), loose.end(), i);
        bool crosses = !isGone(i) && ir::hasPlainKey(entries[i]) &&
                       ((next != loose.end() && partners[*next]->place < partners[i]->place) ||
                        (next != loose.begin() && partners[*std::prev(next)]->place > partners[i]->place));
        if (crosses)
            partners[i] = slots.end();
    }
    std::erase_if(found, isGone);
    keepRise(found);
}

std::vector<bool> Slots::longestRise(const std::vector<Place>& partners, const std::vector<size_t>& found) {
    constexpr size_t none = SIZE_MAX;
    auto placeOf = [&](size_t i) { return partners[found[i]]->place; };
    std::vector<size_t> ends; // of the sequences of each length, the one that ends first
    std::vector<size_t> before(found.size(), none);
    for (size_t i = 0; i < found.size(); ++i) {
        auto end = std::partition_point(ends.begin(), ends.end(), [&](size_t j) { return placeOf(j) < placeOf(i); });
        if (end != ends.begin())
            before[i] = *std::prev(end);
        if (end == ends.end())
            ends.push_back(i);
        else
            *end = i;
    }
    std::vector<bool> inRise(found.size(), false);
    for (size_t i = ends.empty() ? none : ends.back(); i != none; i = before[i])
        inRise[i] = true;
    return inRise;
}

Slots::Place Slots::find(const Entry& entry, const std::unordered_set<const Slot*>& taken) {
    auto isTaken = [&taken](const Slot& slot) { return taken.contains(&slot); };
    if (ir::hasPlainKey(entry)) {
        auto known = keys_.find(entry.key);
        return known == keys_.end() || isTaken(*known->second) ? slots.end() : known->second;
    }
    auto findLate = [&](const auto& isSame) {
        return std::find_if(slots.begin(), slots.end(), [&](const Slot& slot) {
            return slot.parts.size() == arms_ && !isTaken(slot) && isSame(*slot.parts.back().second, entry);
        });
    };
    Place alike = findLate(std::equal_to<Entry>());
    return alike != slots.end() ? alike : findLate(isSameLate);
}

} // namespace stackc::eval
