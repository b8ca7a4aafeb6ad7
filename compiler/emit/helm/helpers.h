#pragma once
// What takes statements where an expression is wanted becomes a named template of its own, which the expression
// includes. By these functions alone expressions lead to statements.

#include "emit/helm/helper_names.h"
#include "emit/helm/lowering.h"

#include <functional>
#include <string>

namespace stackc::emit::helm {

// ---- lower_helper.cpp

/// The include of a template that `body` fills; made once for each node and name. Inside of a loop its argument is a
/// dict with the chart's root and the variables of the loops around it that the node reads. `define` has what else the
/// template is.
ExprPtr helper(Lowering& in, NodeRef node, const std::string& name, Define define,
               const std::function<void(Body&)>& body);
ExprPtr helper(Lowering& in, NodeRef node, const HelperName& name, const std::function<void(Body&)>& body);
/// Text where the computed collection has an entry, none where it has not.
ExprPtr anyEntry(Lowering& in, NodeRef collection);
/// How many entries a list or map has, or how long a text is.
ExprPtr lengthOf(Lowering& in, NodeRef collection);
/// A text file whose content depends on the loop around it.
ExprPtr textInLoop(Lowering& in, NodeRef node);
/// What a `let` or parameter is in a loop, as text.
ExprPtr scalarInLoop(Lowering& in, NodeRef shared);

// ---- lower_computed.cpp

/// A computed list or map as a Go value.
ExprPtr computed(Lowering& in, NodeRef collection);
/// The variable that holds a computed list, where statements may stand before what reads it: they go to `out`.
ExprPtr listedBefore(Lowering& in, NodeRef list, Body& out);

} // namespace stackc::emit::helm
