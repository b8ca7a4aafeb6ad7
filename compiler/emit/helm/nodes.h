#pragma once
// What is asked of residual nodes, whatever is around them.

#include "ir/node.h"

#include <string>
#include <string_view>
#include <vector>

namespace stackc::emit::helm {

using ir::Entry;
using ir::EntryKind;
using ir::NodeKind;
using ir::NodeRef;

/// Helm deletes this from everything it renders.
inline constexpr std::string_view deletedByHelm = "<no value>";

/// Is it that operation?
inline bool isPrim(NodeRef node, core::Op op) { return node->kind == NodeKind::Prim && node->op == op; }
/// A late string of several lines that can be a block scalar: starts with static text that is no space, ends in one
/// static line break.
bool isLongText(NodeRef node);
/// Strip of a conjunction; a constant true has none.
std::vector<NodeRef> conjunctsOf(NodeRef guard);
/// Does one say that the other doesn't hold?
bool isOpposite(NodeRef a, NodeRef b);
/// The same place of the values, whatever type it is read as?
bool samePlace(NodeRef a, NodeRef b);
/// Does the guard demand that the collection has nothing in it?
bool needsEmpty(NodeRef guard, NodeRef collection);

} // namespace stackc::emit::helm
