#pragma once
// Residual nodes as expressions of Go templates. What takes statements instead is asked of helpers.h.

#include "emit/helm/lowering.h"

#include <optional>
#include <vector>

namespace stackc::emit::helm {

struct Scalar {
    ExprPtr expr;
    Form form = Form::String;
    bool exact = false;
    bool mayBeNil = false;   ///< where the guards of its place don't hold; only asked for operands that are read anyway
    bool isShort = false;    ///< an Int of at most six digits, which every Helm prints as it is, if it is not -0.0
    bool isPositive = false; ///< an Int
};

// ---- lower_ref.cpp: places of the values

/// The place where it is given, or its default where it has one. Of a Ref or Default.
ExprPtr place(Lowering& in, NodeRef node);
/// Of a Ref.
ExprPtr ref(Lowering& in, NodeRef node);
/// The value of an element's field where it is given, else its default. `default` only where no value of the type is
/// empty to Go.
ExprPtr withDefault(Lowering& in, NodeRef node);
/// A constant as a value of Go templates. Defaults inside elements are in the encoding of the values.
ExprPtr constant(Lowering& in, NodeRef node);
/// Is it below an optional that may be off, in the payload of a case that may not be chosen, or in an object whose
/// fields may be left out, as far as the guards around don't say otherwise?
bool mayBeAbsent(const Lowering& in, NodeRef ref);
/// Can reading the place give nil, if it is read whatever its guards say? Defaults are never nil.
bool mayBeNil(const Lowering& in, NodeRef place);
/// Is it a text that is the case of a variant, where that may be another case?
bool mayBeMap(const Lowering& in, NodeRef text);
/// Is it a list, map or the like whose key need not be there, which is as good as an empty one? Users may clear it with
/// null, or leave it out of an element.
bool mayBeLeftOut(const Lowering& in, NodeRef place);

// ---- lower_source.cpp: late lists and maps

/// A late list or map, as a Go value.
ExprPtr loopSource(Lowering& in, NodeRef source);
/// The same for functions that don't take nil, which an absent one is. `empty`: what makes an empty one.
ExprPtr orEmpty(Lowering& in, NodeRef source, const char* empty);
/// May nil stand for an empty list or map there?
bool lacksEmpty(const Lowering& in, NodeRef source);

// ---- lower_guard.cpp: guards

/// Truth decides: what is given need not be true or false itself.
ExprPtr condition(Lowering& in, NodeRef guard);
/// True or false itself.
ExprPtr boolean(Lowering& in, NodeRef guard);
/// The condition that all of them hold.
ExprPtr allOf(Lowering& in, std::vector<NodeRef> conjuncts);
/// The guards in groups, each of which reads what is there where those before it hold: as one condition, which every
/// Helm up to 3.9 evaluates whole, they would need more calls.
std::vector<std::vector<NodeRef>> layersOf(Lowering& in, std::vector<NodeRef> conjuncts);
/// Has the collection an entry? `strict`: true or false itself.
ExprPtr nonEmpty(Lowering& in, NodeRef collection, bool strict);
/// The tag in the values; in elements with the default's where the whole variant is absent.
ExprPtr tagOf(Lowering& in, NodeRef variant);
/// The place of a textual variant for what takes maps alone: empty where it is a text.
ExprPtr asMap(Lowering& in, NodeRef variant);

// ---- lower_keys.cpp: late keys that meet others in one map

/// What has to hold for the entry to stand there, as later entries may have its key and win.
std::vector<ExprPtr> spreadGuards(Lowering& in, const std::vector<Entry>& entries, size_t index);
/// For each later entry with late keys the test that it doesn't have this key.
std::vector<ExprPtr> notLater(Lowering& in, const std::vector<Entry>& entries, size_t index, const ExprPtr& key);

// ---- lower_scalar.cpp: scalars

Scalar scalar(Lowering& in, NodeRef node);
/// Is a truth that a named template holds the text `true`, or none? Else it is `true` or `false`.
bool saysTrue(Lowering& in, NodeRef held);
/// Whether a truth, which may be nil, holds; nil is `otherwise`.
ExprPtr truthOr(ExprPtr given, bool otherwise);
/// For a condition: the truth itself of one that is false where nothing is given. Null: the node is something else.
ExprPtr falseWithout(Lowering& in, NodeRef node);
/// `a ?? b` of a string-like a, whose payload is never empty: `a | default b`. Nothing: the choice is something else.
std::optional<Scalar> coalesce(Lowering& in, NodeRef choice);
/// What includes the template of a Shared scalar, or of a text.
ExprPtr includeOf(Lowering& in, NodeRef node);
ExprPtr asString(const Scalar& scalar);
/// For functions that take nothing but text, and for `eq`, which before Go 1.18 takes no nil.
ExprPtr textOperand(const Scalar& scalar);
/// For functions that take nothing but true or false.
ExprPtr boolOperand(const Scalar& scalar);
/// As an int64.
ExprPtr asInt(const Scalar& scalar);
/// What prints as the whole number. `isNumber`: read back as a number, so that -0 is 0.
ExprPtr shownInt(const Scalar& scalar, bool isNumber);
/// What prints the scalar's text.
ExprPtr shownInText(Lowering& in, NodeRef node);
/// `asString`, `textOperand` and `asInt` of the node's scalar.
ExprPtr stringOf(Lowering& in, NodeRef node);
ExprPtr textOf(Lowering& in, NodeRef node);
ExprPtr intOf(Lowering& in, NodeRef node);

// ---- lower_prim.cpp: operations

Scalar prim(Lowering& in, NodeRef node);
/// The parts one behind the other.
Scalar concat(Lowering& in, const std::vector<NodeRef>& parts);
/// What gives the text that a Secret keeps: its arguments are namespace, Secret, key, length and alphabet.
ExprPtr keptText(Lowering& in, const std::vector<NodeRef>& args);
/// Text where an element stands twice in the list, none where all differ. By way of JSON, where numbers from files and
/// from --set are equal; what is computed comes from there.
ExprPtr repeated(Lowering& in, NodeRef list);

} // namespace stackc::emit::helm
