#pragma once
// Residual nodes as lines and blocks of templates, at an indentation, added to a body.

#include "emit/helm/expressions.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace stackc::emit::helm {

// ---- guarded.cpp: what stands under guards

/// An entry on its way to being printed.
struct Item {
    std::vector<NodeRef> conjuncts;
    std::vector<ExprPtr> extra; ///< further conditions that have no node
    NodeRef place = nullptr;    ///< the Ref that is all of its value
    std::function<void(Body&)> emit;
};
/// Each item where its guards hold: neighbours share the block of a guard that they share.
void guarded(Lowering& in, std::vector<Item> items, int indent, Body& out);
/// What `body` writes where all of the guards hold, in as many `if`s as they have layers; nothing if that is nothing.
void underAll(Lowering& in, const std::vector<NodeRef>& guards, int indent, Body& out,
              const std::function<void(Body&)>& body);

/// An `if` over the arms of a choice, of which the last one is certain. `write` adds what stands in the arm of that
/// number, and may rely on its being that one.
If chooseArm(Lowering& in, const std::vector<Entry>& arms, int indent,
             const std::function<void(size_t arm, Body& body)>& write);

// ---- lower_parts.cpp: parts of lines

std::vector<Part> keyParts(Lowering& in, const Entry& entry);
/// The text of a scalar behind `key: ` or `- `.
void scalarParts(Lowering& in, NodeRef node, std::vector<Part>& parts);
/// A constant as it is spelled in what is being written. Reports what Helm would delete from a text.
std::string staticString(const Lowering& in, std::string_view text, bool isKey);

// ---- lower_object.cpp: records

/// `key: value`, in as many lines as it takes.
void keyed(Lowering& in, std::vector<Part> key, NodeRef value, int indent, Body& out);
/// Record, List or what stands for one, below its key.
void block(Lowering& in, NodeRef value, int indent, Body& out);
/// `after`: what stands behind the loop that the entries are in, and wins over them.
void record(Lowering& in, const std::vector<Entry>& written, int indent, Body& out,
            const std::vector<Entry>& after = {});
/// What the entry at `index` spreads. `under`: so many maps of texts before it are laid under it here.
void spread(Lowering& in, const std::vector<Entry>& entries, size_t index, int indent, Body& out, size_t under = 0);
/// Are they what one spread gives, and nothing else?
bool isSpreadOnly(const Lowering& in, const std::vector<Entry>& entries);
/// Behind `key:`, what stands there if no entry is.
void mayBeEmpty(Lowering& in, NodeRef collection, int indent, Body& out);
/// At the top of a template, the line that stands for an empty collection.
void lineIfEmpty(Lowering& in, NodeRef collection, Body& out);

// ---- lower_filled.cpp: collections that are left out where nothing is in them

/// The guard of the entry that says no more than that its value has an entry; null: there is none.
NodeRef guardOfFilled(const Lowering& in, const Entry& entry);
/// The key with the collection below it, where that has an entry. The template's text begins with a line's end.
void filled(Lowering& in, const Entry& entry, int indent, Body& out);

// ---- lower_list.cpp: lists and loops

void list(Lowering& in, const std::vector<Entry>& entries, int indent, Body& out);
/// What `body` writes for each element of the loop.
void withLoop(Lowering& in, const ir::Loop* loop, int indent, Body& out, const std::function<void(Body&)>& body);

// ---- lower_text.cpp, lower_json.cpp: texts whose every byte counts

/// A text file made from data.
void textBody(Lowering& in, NodeRef node, Body& out);
/// A late string of several lines: static lines with actions in them.
void longTextBody(Lowering& in, NodeRef node, Body& out);
/// In a text, a late value whose shape only the values tell, as a named template writes it. Null: it is none.
ExprPtr wholeData(Lowering& in, NodeRef node, int indent, bool isKeyed);
/// JSON behind the parts of a line.
void json(Lowering& in, std::vector<Part> lead, NodeRef node, int indent, Body& out);

// ---- defines.cpp

/// A scalar as the whole of a template: alternatives on lines of their own, nothing quoted.
void scalarBody(Lowering& in, NodeRef node, Body& out);
/// The same of all that a named template holds: a truth is `true` or nothing there.
void sharedBody(Lowering& in, NodeRef node, Body& out);

} // namespace stackc::emit::helm
