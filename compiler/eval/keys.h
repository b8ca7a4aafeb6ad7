#pragma once
// Keys that are computed: what stands later wins, and a loop makes each key once.

#include "eval/evaluation.h"

#include <string>

namespace stackc::eval {

/// The key of an entry, whether it is known or not.
NodeRef keyOf(ir::NodeTable& nodes, const Entry& entry);
/// Is it an entry of that fixed key?
bool isEntryOf(const Entry& entry, const std::string& key);
/// Are they different whatever the values, by the constant text that they begin and end with?
bool neverEqual(NodeRef a, NodeRef b);
/// Have both late keys, which no values make equal?
bool areApart(const Entry& a, const Entry& b);
/// Is it a map, or the loop over a late map that makes one entry of each of its keys? These the template asks for a
/// key.
bool hasKnownKeys(const Entry& entry);

/// Leaves of the entry what the later one leaves alone of its keys.
void giveWay(Evaluation& in, Entry& entry, const Entry& later);
/// Leaves of what stands before a map what the map leaves alone: what the template sees to while the maps are whole.
void giveWayToMaps(Evaluation& in, std::vector<Entry>& out);
/// May two of the entries have one key?
bool mayMeet(Evaluation& in, const std::vector<Entry>& entries);
/// Leaves of each entry what those behind it leave alone of its keys, which else the template sees to.
void giveWayToLater(Evaluation& in, std::vector<Entry>& entries);
/// Two rounds of a loop must not make the same key: an error (E4001) where they do, a check of the chart where they
/// may. `fault` is what is said of the key, which stands behind it.
void checkDistinct(Evaluation& in, const std::vector<Entry>& made, core::Span span,
                   const std::string& fault = "two entries have the key");

} // namespace stackc::eval
