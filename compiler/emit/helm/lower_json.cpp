// JSON files with late parts: two columns a level. Where one entry is always there, those before it have their commas
// behind them, and those after it before them; else commas come of a `$sep`.
#include "emit/helm/statements.h"

#include <algorithm>
#include <iterator>
#include <optional>

namespace stackc::emit::helm {

namespace {

/// What tells the entries of an object or list from one another.
struct Commas {
    bool isRecord = false;
    std::ptrdiff_t always = 0; ///< the entry that has no comma of its own
    std::string separator;     ///< the variable that holds the next comma, if no entry is always there
};

bool isAlways(const Entry& entry) {
    return entry.kind == EntryKind::Value && entry.guard->isTrue() && !entry.value->isNone();
}

/// What ends an object or list: on a line of its own, but where nothing is in it.
void closeJson(ExprPtr isFilled, const std::string& close, int indent, Body& out) {
    If end{.indent = indent + 2, .branches = {}};
    end.branches.push_back({std::move(isFilled), {textLine(indent, close)}});
    end.branches.push_back({nullptr, {{Tail{close}}}});
    out.push_back({std::move(end)});
}

/// A list that is a walk over another, element by element: its indexes tell the first from the others.
bool jsonWalk(Lowering& in, NodeRef list, int indent, Body& out) {
    const Entry& walk = list->entries[0];
    bool isWalk = list->kind == NodeKind::List && list->entries.size() == 1 && walk.kind == EntryKind::Each &&
                  walk.guard->isTrue() && walk.body.size() == 1 && isAlways(walk.body[0]);
    NodeRef source = isWalk ? walk.loop->source : nullptr;
    if (source == nullptr || (source->kind != NodeKind::Ref && source->kind != NodeKind::Default) ||
        in.kinds.typeOf(source).kind != core::TypeKind::List)
        return false;
    std::optional<FreshName> counter;
    if (walk.loop->keyName.empty())
        counter.emplace(in.around, "i");
    withLoop(in, walk.loop, indent + 2, out, [&](Body& round) {
        const std::string& index = counter ? counter->text : in.around.namesOf(walk.loop).key;
        If behindOthers{.indent = indent + 2, .branches = {}};
        behindOthers.branches.push_back({variable(index), {{Tail{","}}}});
        round.push_back({std::move(behindOthers)});
        json(in, {}, walk.body[0].value, indent + 2, round);
    });
    if (counter)
        std::get<Range>(out.back().node).key = counter->text;
    closeJson(loopSource(in, source), "]", indent, out);
    return true;
}

/// The first entry that is there whatever the values are; else how many there are.
std::ptrdiff_t firstAlways(Lowering& in, const std::vector<Entry>& entries) {
    bool mayGiveWay = std::any_of(entries.begin(), entries.end(), [](const Entry& entry) {
        return entry.kind != EntryKind::Value || entry.keyNode != nullptr;
    });
    auto found = std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) {
        auto index = static_cast<size_t>(&entry - entries.data());
        return isAlways(entry) && !(mayGiveWay && !spreadGuards(in, entries, index).empty());
    });
    return found - entries.begin();
}

std::vector<Part> jsonKey(Lowering& in, const Entry& entry, bool isRecord) {
    if (!isRecord)
        return {};
    if (entry.keyNode != nullptr)
        return {{{}, pipe(stringOf(in, entry.keyNode), "toRawJson")}, {": ", nullptr}};
    return {{staticString(in, entry.key, false) + ": ", nullptr}};
}

/// An entry with the comma that tells it from others.
void jsonEntry(Lowering& in, const Entry& entry, const Commas& commas, std::ptrdiff_t index, int indent, Body& out) {
    bool isSeparated = !commas.separator.empty();
    if (isSeparated)
        out.push_back({Action{indent, variable(commas.separator)}});
    else if (index > commas.always)
        out.push_back({Tail{","}});
    json(in, jsonKey(in, entry, commas.isRecord), entry.value, indent, out);
    if (isSeparated)
        out.push_back({Assign{.indent = indent, .name = commas.separator, .expr = stringLiteral(","), .again = true}});
    else if (index < commas.always)
        out.push_back({Tail{","}});
}

void jsonEntries(Lowering& in, const std::vector<Entry>& written, const Commas& commas, int indent, Body& out,
                 const std::vector<Entry>& after = {}) {
    std::vector<Entry> entries = written;
    entries.insert(entries.end(), after.begin(), after.end());
    std::vector<Item> items;
    for (size_t i = 0; i < written.size(); ++i) {
        const Entry& entry = entries[i];
        auto index = static_cast<std::ptrdiff_t>(i);
        if (entry.kind != EntryKind::Each && entry.value->isNone())
            continue;
        Item item{.conjuncts = conjunctsOf(entry.guard), .extra = {}, .place = nullptr, .emit = {}};
        if (commas.isRecord)
            item.extra = spreadGuards(in, entries, i);
        switch (entry.kind) {
        case EntryKind::Value:
            item.emit = [&in, &entry, &commas, index, indent](Body& body) {
                jsonEntry(in, entry, commas, index, indent, body);
            };
            break;
        case EntryKind::Each:
            item.emit = [&in, &entries, &commas, i, index, indent](Body& body) {
                std::vector<Entry> later(entries.begin() + static_cast<long>(i) + 1, entries.end());
                Commas inner = commas; // its entries stand all on one side of the one that is always there
                inner.always = index < commas.always ? std::ssize(entries[i].body) : -1;
                withLoop(in, entries[i].loop, indent, body,
                         [&](Body& round) { jsonEntries(in, entries[i].body, inner, indent, round, later); });
            };
            break;
        case EntryKind::Spread:
            in.unsupported("a spread in a JSON file", {entries[i].value, true});
            continue;
        }
        items.push_back(std::move(item));
    }
    guarded(in, std::move(items), indent, out);
}

} // namespace

void json(Lowering& in, std::vector<Part> lead, NodeRef node, int indent, Body& out) {
    if (node->kind == NodeKind::Choice && !(in.kinds.isScalar(node) && coalesce(in, node))) {
        out.push_back({chooseArm(in, node->entries, indent, [&](size_t arm, Body& body) {
            json(in, lead, node->entries[arm].value, indent, body);
        })});
        return;
    }
    bool isRecord = node->kind == NodeKind::Record;
    bool isCollection = isRecord || node->kind == NodeKind::List;
    if (!isCollection || node->entries.empty()) {
        if (isCollection)
            lead.push_back({isRecord ? "{}" : "[]", nullptr});
        else if (ExprPtr whole = wholeData(in, node, indent, false))
            lead.push_back({{}, whole});
        else
            scalarParts(in, node, lead);
        out.push_back(line(indent, std::move(lead)));
        return;
    }
    lead.push_back({isRecord ? "{" : "[", nullptr});
    out.push_back(line(indent, std::move(lead)));
    const std::string close = isRecord ? "}" : "]";
    if (std::ptrdiff_t always = firstAlways(in, node->entries); always < std::ssize(node->entries)) {
        jsonEntries(in, node->entries, {.isRecord = isRecord, .always = always, .separator = {}}, indent + 2, out);
        out.push_back(textLine(indent, close));
        return;
    }
    if (jsonWalk(in, node, indent, out))
        return;
    std::string sep = "sep";
    if (in.separators++ > 0)
        sep += std::to_string(in.separators);
    out.push_back({Assign{.indent = indent + 2, .name = sep, .expr = stringLiteral({})}});
    jsonEntries(in, node->entries, {.isRecord = isRecord, .always = 0, .separator = sep}, indent + 2, out);
    closeJson(variable(sep), close, indent, out);
}

} // namespace stackc::emit::helm
