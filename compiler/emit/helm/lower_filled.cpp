// Collections that are left out where nothing is in them. Where that takes a look at the elements of a list, what is in
// them is a named template, and its text says whether there is anything.
#include "emit/helm/helpers.h"
#include "emit/helm/statements.h"

#include <algorithm>
#include <cctype>
#include <fmt/format.h>

namespace stackc::emit::helm {

using core::Op;

namespace {

bool isNonEmpty(NodeRef guard) { return guard->kind == NodeKind::Prim && guard->op == Op::NonEmpty; }

bool isCollection(NodeRef node) { return node->kind == NodeKind::Record || node->kind == NodeKind::List; }

/// Does a loop's only element have the same guard as the one that stands for it?
bool isRoundOf(NodeRef rounds, const Entry& each) {
    if (rounds->kind != NodeKind::List || rounds->entries.size() != 1)
        return false;
    const Entry& round = rounds->entries[0];
    return round.kind == EntryKind::Each && round.guard->isTrue() && round.loop == each.loop &&
           round.body.size() == 1 && round.body[0].kind == EntryKind::Value &&
           round.body[0].guard == each.body[0].guard;
}

/// Is the guard just that the entry gives something?
bool isSomeOf(NodeRef guard, const Entry& entry) {
    if (entry.kind == EntryKind::Value)
        return guard == entry.guard;
    std::vector<NodeRef> parts = conjunctsOf(guard);
    for (NodeRef part : conjunctsOf(entry.guard))
        if (std::erase(parts, part) == 0)
            return false;
    if (parts.size() != 1 || !isNonEmpty(parts[0]))
        return false;
    NodeRef what = parts[0]->args[0];
    if (entry.kind == EntryKind::Spread)
        return entry.value->kind == NodeKind::Ref && what == entry.value;
    if (entry.body.size() != 1 || entry.body[0].kind != EntryKind::Value)
        return false;
    return entry.body[0].guard->isTrue() ? what == entry.loop->source : isRoundOf(what, entry);
}

/// Is the guard just that the collection has an entry, which no places of the values say?
bool saysFilled(NodeRef guard, NodeRef collection) {
    bool isOr = guard->kind == NodeKind::Prim && guard->op == Op::Or;
    const std::vector<NodeRef> parts = isOr ? guard->args : std::vector<NodeRef>{guard};
    const std::vector<Entry>& entries = collection->entries;
    auto looks = [](NodeRef part) {
        std::vector<NodeRef> all = conjunctsOf(part);
        return std::any_of(all.begin(), all.end(),
                           [](NodeRef one) { return isNonEmpty(one) && isCollection(one->args[0]); });
    };
    return std::any_of(parts.begin(), parts.end(), looks) &&
           std::all_of(parts.begin(), parts.end(),
                       [&](NodeRef part) {
                           return std::any_of(entries.begin(), entries.end(),
                                              [&](const Entry& entry) { return isSomeOf(part, entry); });
                       }) &&
           std::all_of(entries.begin(), entries.end(), [&](const Entry& entry) {
               return std::any_of(parts.begin(), parts.end(), [&](NodeRef part) { return isSomeOf(part, entry); });
           });
}

/// What of a key may stand in the name of a template.
std::string nameOf(const std::string& key) {
    std::string name;
    for (char c : key)
        name += std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' ? c : '-';
    return name;
}

} // namespace

NodeRef guardOfFilled(const Lowering& in, const Entry& entry) {
    if (in.writing.style == Style::Text || entry.keyNode != nullptr || !isCollection(entry.value))
        return nullptr;
    for (NodeRef guard : conjunctsOf(entry.guard))
        if (saysFilled(guard, entry.value))
            return guard;
    return nullptr;
}

void filled(Lowering& in, const Entry& entry, int indent, Body& out) {
    NodeRef value = entry.value;
    Define define;
    define.comment = fmt::format("What stands at `{}`, if anything does.", entry.key);
    ExprPtr text = helper(in, value, nameOf(entry.key), std::move(define), [&](Body& body) {
        if (value->kind == NodeKind::Record)
            record(in, value->entries, 0, body);
        else
            list(in, value->entries, 0, body);
    });
    ExprPtr lines = pipe(pipe(dot(), "trimPrefix", {stringLiteral("\n")}), "nindent", {intLiteral(indent + 2)});
    With with{.indent = indent, .source = text, .body = {}, .otherwise = {}};
    with.body.push_back(textLine(indent, staticString(in, entry.key, true) + ":"));
    with.body.push_back({Action{indent + 2, lines}});
    out.push_back({std::move(with)});
}

} // namespace stackc::emit::helm
