#pragma once
// Loops over lists, maps and optionals: unrolled where the elements are known.

#include "eval/evaluation.h"

#include <functional>
#include <optional>

namespace stackc::eval {

/// The variables of a loop: the element, or key (of a list: index) and element.
struct Binding {
    VarId first, second;
};

/// A loop that is on its way: over which source, and what it makes for each element.
struct Walk {
    core::TypeId type; ///< of the source
    bool isMap;
    const Binding& binding;
    const std::function<std::vector<Entry>()>& body;
    core::Span span; ///< where E4004 and E4005 are told
    /// The case of a variant that all elements are known to be; they stand as texts.
    std::optional<uint32_t> only{};
    /// Of a body that makes a text of each element of a map, under its own key, and nothing else: the type of the
    /// texts.
    core::TypeId underOwnKey{};
};

/// The body's entries for each element of `source`: unrolled where the elements are known, an Each where they are not.
/// `base` is the index of the first.
std::vector<Entry> each(Evaluation& in, NodeRef source, const Walk& walk, NodeRef base);
/// One entry of the source: a value binds it, a late part becomes an Each around the body. No index: it is not known.
std::vector<Entry> eachEntry(Evaluation& in, const Entry& item, NodeRef index, const Walk& walk);
/// Parts of a source that have to be walked as one: a map whose parts decide together on the order, a list of which the
/// indices are wanted. Of many parts that may not be there each index would be a sum as long as those before it. Null
/// where they needn't, or can't.
NodeRef walkedWhole(Evaluation& in, const std::vector<Entry>& items, const Walk& walk);

/// Is it a map, the language's or of Kubernetes' objects: one whose loops have keys, and no indices?
bool isMap(const Evaluation& in, core::TypeId type);
/// Is it a list, the language's or of Kubernetes' objects?
bool isList(const Evaluation& in, core::TypeId type);
/// The loop over a late collection, with the names of its variables.
const ir::Loop* enter(Evaluation& in, NodeRef source, const Binding& binding, bool isMap);
/// Binds the variables to those of that loop.
void bindRound(Evaluation& in, const ir::Loop* loop, const Walk& walk);
/// The case of a variant that stands as text, where all of the elements are of it, whatever the values.
std::optional<uint32_t> onlyCase(const Evaluation& in, const std::vector<Entry>& items, core::TypeId element);
/// Entries of fixed keys in byte order of these, one for each.
std::vector<Entry> inKeyOrder(Evaluation& in, std::vector<Entry> entries, core::TypeId element);
NodeRef plus(Evaluation& in, NodeRef a, NodeRef b);

} // namespace stackc::eval
