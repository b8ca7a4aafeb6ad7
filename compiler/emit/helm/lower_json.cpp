// JSON files with late parts: two columns a level, commas through a `$sep` where entries may be absent.
#include "emit/helm/lowering.h"

#include <algorithm>

namespace stackc::emit::helm {

namespace {

void addComma(Body& body, int indent) {
    Line* last = body.empty() ? nullptr : std::get_if<Line>(&body.back().node);
    if (last != nullptr)
        last->parts.push_back({",", nullptr});
    else
        body.push_back({Action{indent, stringLiteral(",")}});
}

bool isAlways(const Entry& entry) {
    return entry.kind == EntryKind::Value && entry.guard->isTrue() && !entry.value->isNone();
}

} // namespace

void Lowering::json(std::vector<Part> lead, NodeRef node, int indent, Body& out) {
    if (node->kind == NodeKind::Choice && !(isScalar(node) && coalesce(node))) {
        If block{.indent = indent, .branches = {}};
        for (size_t i = 0; i < node->entries.size(); ++i) {
            const Entry& arm = node->entries[i];
            Branch branch{i + 1 == node->entries.size() ? nullptr : allOf(conjunctsOf(arm.guard)), {}};
            json(lead, arm.value, indent, branch.body);
            block.branches.push_back(std::move(branch));
        }
        out.push_back({std::move(block)});
        return;
    }
    bool isRecord = node->kind == NodeKind::Record;
    bool isCollection = isRecord || node->kind == NodeKind::List;
    if (!isCollection || node->entries.empty()) {
        if (isCollection)
            lead.push_back({isRecord ? "{}" : "[]", nullptr});
        else if (ExprPtr whole = wholeData(node, indent, false))
            lead.push_back({{}, whole});
        else
            scalarParts(node, lead);
        out.push_back(line(indent, std::move(lead)));
        return;
    }
    lead.push_back({isRecord ? "{" : "[", nullptr});
    out.push_back(line(indent, std::move(lead)));
    const std::string close = isRecord ? "}" : "]";
    bool isComputed =
        std::any_of(node->entries.begin(), node->entries.end(), [](const Entry& e) { return e.keyNode != nullptr; });
    auto mayGiveWay = [&](const Entry& entry) {
        size_t index = static_cast<size_t>(&entry - node->entries.data());
        return !spreadGuards(node->entries, index).empty();
    };
    if (std::all_of(node->entries.begin(), node->entries.end(), isAlways) &&
        !(isComputed && std::any_of(node->entries.begin(), node->entries.end(), mayGiveWay))) {
        for (size_t i = 0; i < node->entries.size(); ++i) {
            const Entry& entry = node->entries[i];
            json(jsonKey(entry, isRecord), entry.value, indent + 2, out);
            if (i + 1 < node->entries.size())
                addComma(out, indent + 2);
        }
        out.push_back(textLine(indent, close));
        return;
    }
    std::string sep = "sep";
    if (separators_++ > 0)
        sep += std::to_string(separators_);
    out.push_back({Assign{.indent = indent + 2, .name = sep, .expr = stringLiteral({})}});
    jsonEntries(node->entries, isRecord, sep, indent + 2, out);
    if (std::any_of(node->entries.begin(), node->entries.end(), isAlways)) {
        out.push_back(textLine(indent, close));
        return;
    }
    out.push_back({If{.indent = indent + 2, .branches = {{variable(sep), {textLine(indent, close)}}}}});
    out.push_back({Suffix{indent + 2, negate(variable(sep)), close}});
}

std::vector<Part> Lowering::jsonKey(const Entry& entry, bool isRecord) {
    if (!isRecord)
        return {};
    if (entry.keyNode != nullptr)
        return {{{}, pipe(stringOf(entry.keyNode), "toRawJson")}, {": ", nullptr}};
    return {{staticString(entry.key, false) + ": ", nullptr}};
}

void Lowering::jsonEntries(const std::vector<Entry>& written, bool isRecord, const std::string& sep, int indent,
                           Body& out, const std::vector<Entry>& after) {
    std::vector<Entry> entries = written;
    entries.insert(entries.end(), after.begin(), after.end());
    std::vector<Item> items;
    for (size_t i = 0; i < written.size(); ++i) {
        const Entry& entry = entries[i];
        if (entry.kind != EntryKind::Each && entry.value->isNone())
            continue;
        Item item{.conjuncts = conjunctsOf(entry.guard), .extra = {}, .place = nullptr, .emit = {}};
        if (isRecord)
            item.extra = spreadGuards(entries, i);
        switch (entry.kind) {
        case EntryKind::Value:
            item.emit = [this, &entry, isRecord, &sep, indent](Body& body) {
                body.push_back({Action{indent, variable(sep)}});
                json(jsonKey(entry, isRecord), entry.value, indent, body);
                body.push_back({Assign{.indent = indent, .name = sep, .expr = stringLiteral(","), .again = true}});
            };
            break;
        case EntryKind::Each:
            item.emit = [this, &entries, i, isRecord, &sep, indent](Body& body) {
                std::vector<Entry> later(entries.begin() + static_cast<long>(i) + 1, entries.end());
                each(entries[i], indent, body,
                     [&](Body& inner) { jsonEntries(entries[i].body, isRecord, sep, indent, inner, later); });
            };
            break;
        case EntryKind::Spread:
            unsupported("a spread in a JSON file", {entries[i].value, true});
            continue;
        }
        items.push_back(std::move(item));
    }
    guarded(std::move(items), indent, out);
}

} // namespace stackc::emit::helm
