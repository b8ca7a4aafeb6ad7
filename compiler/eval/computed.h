#pragma once
// Collections that a chart makes before it walks them: their order, their keys or their indices depend on all their
// parts together. Their elements stand in the encoding of values, so that they are read like elements of values.

#include "eval/evaluation.h"

namespace stackc::eval {

bool hasLateKeys(const std::vector<Entry>& entries);
/// Do the parts of a map together decide on its keys and their order?
bool isMixed(const std::vector<Entry>& entries);
/// The entry of a loop, for use inside of the loops that are around: none of those may be it.
Entry besideOthers(Evaluation& in, const Entry& each);
/// One late collection of all the parts, for a loop to go over; null where an element can't be kept in one.
NodeRef computed(Evaluation& in, std::vector<Entry> parts, core::TypeId element, bool isMap);
/// A list of scalars as a constant, a place, or one that the chart puts together; null where it can't be kept.
NodeRef walkable(Evaluation& in, NodeRef list);
/// The number of entries: of a list those of its parts, of a map those of its keys.
NodeRef length(Evaluation& in, NodeRef collection);
NodeRef lengthOf(Evaluation& in, std::vector<Entry> parts, bool isMap);

} // namespace stackc::eval
