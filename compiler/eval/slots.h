#pragma once
// The entries of several records in one order.

#include "eval/evaluation.h"

#include <list>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace stackc::eval {

/// An entry on its way into the record that stands for several: what it is in each arm that has it.
struct Slot {
    std::vector<std::pair<size_t, const Entry*>> parts; ///< arm and entry, the last arm first
    size_t madeFor;                                     ///< the arm that brought it
    size_t place = 0;                                   ///< among the slots before the arm that is being added

    bool isIn(size_t arm) const { return parts.back().first == arm; }
};

/// The entries of several records in one order: an arm's own, and what only later arms have after its predecessor there
/// and what only the arm has in that place, so that related keys stay together. Where order is seen, each arm keeps its
/// own: what two arms have in other orders gets two slots.
class Slots {
public:
    explicit Slots(bool keepsOrder) : keepsOrder_(keepsOrder) {}

    /// Arms come from the last to the first.
    void add(size_t arm, const std::vector<Entry>& entries);

    std::list<Slot> slots;

private:
    using Place = std::list<Slot>::iterator;

    /// The slot of each entry of an arm in those of later arms, or the end.
    std::vector<Place> partnersOf(const std::vector<Entry>& entries);
    /// Leaves partners that stand in one order. Late maps keep theirs first of all: one that stands in two slots is
    /// compared key by key with all that stand between these, where a key is just said twice.
    void dropCrossing(const std::vector<Entry>& entries, std::vector<Place>& partners, std::vector<size_t> found);
    /// Which of the entries that have a partner belong to the longest sequence whose partners stand in the same order.
    static std::vector<bool> longestRise(const std::vector<Place>& partners, const std::vector<size_t>& found);
    /// Entries without a fixed key are one only where all arms have them. `taken` have a partner already.
    Place find(const Entry& entry, const std::unordered_set<const Slot*>& taken);

    bool keepsOrder_;
    std::unordered_map<std::string, Place> keys_;
    size_t arms_ = 0;
};

} // namespace stackc::eval
