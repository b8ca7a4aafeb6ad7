#include "emit/helm/helpers.h"
#include "emit/helm/statements.h"

#include <algorithm>
#include <optional>

namespace stackc::emit::helm {

using core::TypeKind;

namespace {

std::string identifier(const std::string& name, const char* otherwise) {
    std::string out;
    for (char c : name)
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9' && !out.empty()))
            out += c;
    return out.empty() ? otherwise : out;
}

/// Puts the dash of a list item in front of its first line.
bool addDash(Body& body, int indent) {
    if (body.empty())
        return false;
    Line* first = std::get_if<Line>(&body.front().node);
    if (first == nullptr || first->indent != indent)
        return false;
    ++first->dashes;
    return true;
}

/// An item of a text that is written by itself and then moved behind its dash.
void dashedText(Lowering& in, NodeRef collection, int indent, Body& out) {
    Define define;
    define.trim = Trim::Right;
    ExprPtr text = helper(in, collection, "item", std::move(define), [&](Body& body) {
        lineIfEmpty(in, collection, body);
        if (collection->kind == NodeKind::Record)
            record(in, collection->entries, 0, body);
        else
            list(in, collection->entries, 0, body);
    });
    ExprPtr moved = pipe(pipe(text, "nindent", {intLiteral(indent + 2)}), "trim");
    out.push_back({Line{.indent = indent + 2, .dashes = 1, .parts = {{{}, moved}}}});
}

/// A list directly inside a list.
void listItem(Lowering& in, NodeRef value, int indent, Body& out) {
    Body body;
    list(in, value->entries, indent + 2, body);
    if (value->args.empty() && addDash(body, indent + 4)) {
        out.insert(out.end(), body.begin(), body.end());
        return;
    }
    if (in.writing.style == Style::Text) {
        dashedText(in, value, indent, out);
        return;
    }
    out.push_back(textLine(indent, "-"));
    mayBeEmpty(in, value, indent + 2, out);
    out.insert(out.end(), body.begin(), body.end());
}

/// The dash of an item, but where one of the guards holds.
ExprPtr dashUnless(Lowering& in, const std::vector<NodeRef>& guards) {
    const Eager eager(in);
    ExprPtr marker = stringLiteral("- ");
    for (NodeRef guard : guards)
        marker = call("ternary", {stringLiteral("  "), marker, boolean(in, guard)});
    return marker;
}

/// An item of a text, where order counts and the first key may be absent: each of the lines that may be the first
/// asks whether one stands before it.
void dashedItem(Lowering& in, NodeRef value, int indent, Body& out) {
    const std::vector<Entry>& entries = value->entries;
    std::vector<NodeRef> before;
    Body lines;
    size_t next = 0;
    for (; next < entries.size(); ++next) {
        const Entry& entry = entries[next];
        Body body;
        if (entry.kind == EntryKind::Value && spreadGuards(in, entries, next).empty())
            keyed(in, keyParts(in, entry), entry.value, indent + 2, body);
        Line* first = body.empty() ? nullptr : std::get_if<Line>(&body.front().node);
        if (first == nullptr) {
            dashedText(in, value, indent, out);
            return;
        }
        ExprPtr marker = dashUnless(in, before);
        if (before.empty()) {
            ++first->dashes;
        } else {
            first->indent = indent;
            first->parts.insert(first->parts.begin(), Part{{}, marker});
        }
        std::vector<NodeRef> guards = conjunctsOf(entry.guard);
        if (guards.empty() || in.around.isKnownTrue(entry.guard)) {
            lines.insert(lines.end(), body.begin(), body.end());
            ++next;
            break;
        }
        lines.push_back({If{.indent = indent, .branches = {{allOf(in, guards), std::move(body)}}}});
        before.push_back(entry.guard);
    }
    out.insert(out.end(), lines.begin(), lines.end());
    if (next == entries.size() && before.size() == entries.size()) {
        if (!value->args.empty())
            out.push_back({If{.indent = indent,
                              .branches = {{negate(condition(in, value->args[0])), {textLine(indent, "- {}")}}}}});
        return;
    }
    std::vector<Entry> rest(entries.begin() + static_cast<long>(next), entries.end());
    record(in, rest, indent + 2, out);
}

void recordItem(Lowering& in, NodeRef value, int indent, Body& out) {
    const std::vector<Entry>& entries = value->entries;
    Body body;
    record(in, entries, indent + 2, body);
    if (addDash(body, indent + 2)) {
        out.insert(out.end(), body.begin(), body.end());
        return;
    }
    // The dash needs a line that is always there. The order of a resource's keys means nothing.
    auto always = std::find_if(entries.begin(), entries.end(), [&in](const Entry& entry) {
        return entry.kind == EntryKind::Value && in.around.isKnownTrue(entry.guard) && entry.keyNode == nullptr &&
               !(entry.value->kind == NodeKind::Choice && !in.kinds.isScalar(entry.value)) && !entry.value->isNone();
    });
    if (in.writing.style == Style::Resource && always != entries.end()) {
        bool spreadsBefore =
            std::any_of(entries.begin(), always, [](const Entry& e) { return e.kind == EntryKind::Spread; });
        std::vector<Entry> sorted(entries);
        auto place = sorted.begin() + (always - entries.begin());
        if (!spreadsBefore) {
            std::rotate(sorted.begin(), place, place + 1);
            Body again;
            record(in, sorted, indent + 2, again);
            if (addDash(again, indent + 2)) {
                out.insert(out.end(), again.begin(), again.end());
                return;
            }
        }
    }
    if (in.writing.style == Style::Text) {
        dashedItem(in, value, indent, out);
        return;
    }
    out.push_back(textLine(indent, "-"));
    mayBeEmpty(in, value, indent + 2, out);
    out.insert(out.end(), body.begin(), body.end());
}

/// One item at the list's indentation.
void item(Lowering& in, NodeRef value, int indent, Body& out) {
    if (value->isNone())
        return;
    if (value->kind == NodeKind::Choice && !(in.kinds.isScalar(value) && coalesce(in, value))) {
        If block = chooseArm(in, value->entries, indent,
                             [&](size_t arm, Body& body) { item(in, value->entries[arm].value, indent, body); });
        if (block.branches.back().body.empty())
            block.branches.pop_back();
        out.push_back({std::move(block)});
        return;
    }
    ExprPtr whole = wholeData(in, value, indent + 2, false);
    if (whole || in.kinds.isScalar(value)) {
        std::vector<Part> parts;
        if (whole)
            parts.push_back({{}, whole});
        else
            scalarParts(in, value, parts);
        out.push_back({Line{.indent = indent + 2, .dashes = 1, .parts = std::move(parts)}});
        return;
    }
    if (value->kind == NodeKind::Record || value->kind == NodeKind::List) {
        if (value->entries.empty())
            out.push_back({Line{.indent = indent + 2,
                                .dashes = 1,
                                .parts = {{value->kind == NodeKind::Record ? "{}" : "[]", nullptr}}}});
        else if (value->kind == NodeKind::Record)
            recordItem(in, value, indent, out);
        else
            listItem(in, value, indent, out);
        return;
    }
    out.push_back(textLine(indent, "-"));
    block(in, value, indent + 2, out);
}

} // namespace

void withLoop(Lowering& in, const ir::Loop* loop, int indent, Body& out, const std::function<void(Body&)>& body) {
    NodeRef source = loop->source;
    bool isPlace = source->kind == NodeKind::Ref || source->kind == NodeKind::Default;
    bool isMap = isPlace ? in.kinds.typeOf(source).kind == TypeKind::Map : source->kind == NodeKind::Record;
    ExprPtr over = loopSource(in, source);
    const FreshName element(in.around, identifier(loop->elementName, "item"));
    std::optional<FreshName> key;
    if (!loop->keyName.empty())
        key.emplace(in.around, identifier(loop->keyName, isMap ? "key" : "index"));
    const LoopNames names{element.text, key ? key->text : ""};
    Range range{
        .indent = indent, .key = names.key, .element = names.element, .source = over, .body = {}, .otherwise = {}};
    {
        const InLoop inside(in.around, loop, names);
        body(range.body);
    }
    out.push_back({std::move(range)});
}

void list(Lowering& in, const std::vector<Entry>& entries, int indent, Body& out) {
    std::vector<Item> items;
    for (size_t i = 0; i < entries.size(); ++i) {
        const Entry& entry = entries[i];
        if (in.around.isKnownFalse(entry.guard))
            continue;
        Item one{.conjuncts = conjunctsOf(entry.guard), .extra = {}, .place = nullptr, .emit = {}};
        std::erase_if(one.conjuncts, [&in](NodeRef guard) { return in.around.isKnownTrue(guard); });
        switch (entry.kind) {
        case EntryKind::Value:
            if (entry.value->kind == NodeKind::Ref)
                one.place = entry.value;
            one.emit = [&in, &entry, indent](Body& body) { item(in, entry.value, indent, body); };
            break;
        case EntryKind::Spread:
            one.emit = [&in, &entry, indent](Body& body) {
                std::vector<Entry> alone{entry};
                spread(in, alone, 0, indent, body);
            };
            break;
        case EntryKind::Each:
            one.emit = [&in, &entry, indent](Body& body) {
                withLoop(in, entry.loop, indent, body, [&](Body& inner) { list(in, entry.body, indent, inner); });
            };
            break;
        }
        items.push_back(std::move(one));
    }
    guarded(in, std::move(items), indent, out);
}

} // namespace stackc::emit::helm
