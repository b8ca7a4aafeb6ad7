#include "emit/helm/lowering.h"

#include <algorithm>

namespace stackc::emit::helm {

using core::Op;
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

} // namespace

/// A late list or map, as a Go value.
ExprPtr Lowering::loopSource(NodeRef source) {
    switch (source->kind) {
    case NodeKind::Ref:
    case NodeKind::Default:
        return place(source);
    case NodeKind::Prim:
        if (source->op == Op::Range) {
            Scalar count = scalar(source->args[0]);
            return call("until", {call("int", {count.expr})});
        }
        break;
    case NodeKind::Choice: {
        ++eager_;
        ExprPtr result = loopSource(source->entries.back().value);
        for (size_t i = source->entries.size() - 1; i-- > 0;)
            result = call("ternary", {loopSource(source->entries[i].value), result, boolean(source->entries[i].guard)});
        --eager_;
        return result;
    }
    case NodeKind::Record:
    case NodeKind::List:
        return source->isConst() ? constant(source) : computed(source);
    case NodeKind::None:
    case NodeKind::Off:
        return call("list", {});
    default:
        break;
    }
    unsupported("an iteration over this kind of list", {source});
    return call("list", {});
}

/// A name that no variable around has, taken from now on: until it is taken out of `around_.variables`.
std::string Lowering::freshVariable(const std::string& wanted) {
    std::string name = wanted;
    for (int i = 2; !around_.variables.insert(name).second; ++i)
        name = wanted + std::to_string(i);
    return name;
}

void Lowering::withLoop(const ir::Loop* loop, int indent, Body& out, const std::function<void(Body&)>& body) {
    NodeRef source = loop->source;
    bool isPlace = source->kind == NodeKind::Ref || source->kind == NodeKind::Default;
    bool isMap = isPlace ? typeOf(source).kind == TypeKind::Map : source->kind == NodeKind::Record;
    ExprPtr over = loopSource(source);
    LoopNames names{freshVariable(identifier(loop->elementName, "item")), {}};
    if (!loop->keyName.empty())
        names.key = freshVariable(identifier(loop->keyName, isMap ? "key" : "index"));
    LoopNames mine = names;
    auto saved = around_.loops;
    around_.loops[loop] = names;
    NodeRef dotBefore = around_.dot;
    around_.dot = nullptr;
    Range range{.indent = indent, .key = mine.key, .element = mine.element, .source = over, .body = {}};
    body(range.body);
    around_.dot = dotBefore;
    around_.loops = std::move(saved);
    around_.variables.erase(mine.element);
    around_.variables.erase(mine.key);
    out.push_back({std::move(range)});
}

void Lowering::each(const Entry& entry, int indent, Body& out, const std::function<void(Body&)>& body) {
    withLoop(entry.loop, indent, out, body);
}

/// One item at the list's indentation.
void Lowering::item(NodeRef value, int indent, Body& out) {
    if (value->isNone())
        return;
    if (value->kind == NodeKind::Choice && !(isScalar(value) && coalesce(value))) {
        If block{.indent = indent, .branches = {}};
        for (size_t i = 0; i < value->entries.size(); ++i) {
            const Entry& entry = value->entries[i];
            Branch branch{i + 1 == value->entries.size() ? nullptr : allOf(conjunctsOf(entry.guard)), {}};
            Known known = inArm(value->entries, i);
            item(entry.value, indent, branch.body);
            block.branches.push_back(std::move(branch));
        }
        if (block.branches.back().body.empty())
            block.branches.pop_back();
        out.push_back({std::move(block)});
        return;
    }
    ExprPtr whole = wholeData(value, indent + 2, false);
    if (whole || isScalar(value)) {
        std::vector<Part> parts;
        if (whole)
            parts.push_back({{}, whole});
        else
            scalarParts(value, parts);
        out.push_back({Line{.indent = indent + 2, .dashes = 1, .parts = std::move(parts)}});
        return;
    }
    if (value->kind == NodeKind::Record || value->kind == NodeKind::List) {
        if (value->entries.empty())
            out.push_back({Line{.indent = indent + 2,
                                .dashes = 1,
                                .parts = {{value->kind == NodeKind::Record ? "{}" : "[]", nullptr}}}});
        else if (value->kind == NodeKind::Record)
            recordItem(value, indent, out);
        else
            listItem(value, indent, out);
        return;
    }
    out.push_back(textLine(indent, "-"));
    block(value, indent + 2, out);
}

/// A list directly inside a list.
void Lowering::listItem(NodeRef list, int indent, Body& out) {
    Body body;
    this->list(list->entries, indent + 2, body);
    if (list->args.empty() && addDash(body, indent + 4)) {
        out.insert(out.end(), body.begin(), body.end());
        return;
    }
    if (style_ == Style::Text) {
        dashedText(list, indent, out);
        return;
    }
    out.push_back(textLine(indent, "-"));
    mayBeEmpty(list, indent + 2, out);
    out.insert(out.end(), body.begin(), body.end());
}

void Lowering::recordItem(NodeRef record, int indent, Body& out) {
    const std::vector<Entry>& entries = record->entries;
    Body body;
    this->record(entries, indent + 2, body);
    if (addDash(body, indent + 2)) {
        out.insert(out.end(), body.begin(), body.end());
        return;
    }
    // The dash needs a line that is always there. The order of a resource's keys means nothing.
    auto always = std::find_if(entries.begin(), entries.end(), [this](const Entry& entry) {
        return entry.kind == EntryKind::Value && isKnownTrue(entry.guard) && entry.keyNode == nullptr &&
               !(entry.value->kind == NodeKind::Choice && !isScalar(entry.value)) && !entry.value->isNone();
    });
    if (style_ == Style::Resource && always != entries.end()) {
        bool spreadsBefore =
            std::any_of(entries.begin(), always, [](const Entry& e) { return e.kind == EntryKind::Spread; });
        std::vector<Entry> sorted(entries);
        auto place = sorted.begin() + (always - entries.begin());
        if (!spreadsBefore) {
            std::rotate(sorted.begin(), place, place + 1);
            Body again;
            this->record(sorted, indent + 2, again);
            if (addDash(again, indent + 2)) {
                out.insert(out.end(), again.begin(), again.end());
                return;
            }
        }
    }
    if (style_ == Style::Text) {
        dashedItem(record, indent, out);
        return;
    }
    out.push_back(textLine(indent, "-"));
    mayBeEmpty(record, indent + 2, out);
    out.insert(out.end(), body.begin(), body.end());
}

/// An item of a text, where order counts and the first key may be absent: each of the lines that may be the first
/// asks whether one stands before it.
void Lowering::dashedItem(NodeRef record, int indent, Body& out) {
    const std::vector<Entry>& entries = record->entries;
    std::vector<NodeRef> before;
    Body lines;
    size_t next = 0;
    for (; next < entries.size(); ++next) {
        const Entry& entry = entries[next];
        Body body;
        if (entry.kind == EntryKind::Value && spreadGuards(entries, next).empty())
            keyed(keyParts(entry), entry.value, indent + 2, body);
        Line* first = body.empty() ? nullptr : std::get_if<Line>(&body.front().node);
        if (first == nullptr) {
            dashedText(record, indent, out);
            return;
        }
        ++eager_;
        ExprPtr marker = stringLiteral("- ");
        for (NodeRef guard : before)
            marker = call("ternary", {stringLiteral("  "), marker, boolean(guard)});
        --eager_;
        if (before.empty()) {
            ++first->dashes;
        } else {
            first->indent = indent;
            first->parts.insert(first->parts.begin(), Part{{}, marker});
        }
        std::vector<NodeRef> guards = conjunctsOf(entry.guard);
        if (guards.empty() || isKnownTrue(entry.guard)) {
            lines.insert(lines.end(), body.begin(), body.end());
            ++next;
            break;
        }
        lines.push_back({If{.indent = indent, .branches = {{allOf(guards), std::move(body)}}}});
        before.push_back(entry.guard);
    }
    out.insert(out.end(), lines.begin(), lines.end());
    if (next == entries.size() && before.size() == entries.size()) {
        if (!record->args.empty())
            out.push_back(
                {If{.indent = indent, .branches = {{negate(condition(record->args[0])), {textLine(indent, "- {}")}}}}});
        return;
    }
    std::vector<Entry> rest(entries.begin() + static_cast<long>(next), entries.end());
    this->record(rest, indent + 2, out);
}

/// An item of a text that is written by itself and then moved behind its dash.
void Lowering::dashedText(NodeRef collection, int indent, Body& out) {
    Define define;
    define.trim = Trim::Right;
    ExprPtr text = helper(collection, "item", std::move(define), [&](Body& body) {
        lineIfEmpty(collection, body);
        if (collection->kind == NodeKind::Record)
            record(collection->entries, 0, body);
        else
            list(collection->entries, 0, body);
    });
    ExprPtr moved = pipe(pipe(text, "nindent", {intLiteral(indent + 2)}), "trim");
    out.push_back({Line{.indent = indent + 2, .dashes = 1, .parts = {{{}, moved}}}});
}

void Lowering::list(const std::vector<Entry>& entries, int indent, Body& out) {
    std::vector<Item> items;
    for (size_t i = 0; i < entries.size(); ++i) {
        const Entry& entry = entries[i];
        if (isKnownFalse(entry.guard))
            continue;
        Item item{.conjuncts = conjunctsOf(entry.guard), .extra = {}, .place = nullptr, .emit = {}};
        std::erase_if(item.conjuncts, [this](NodeRef guard) { return isKnownTrue(guard); });
        switch (entry.kind) {
        case EntryKind::Value:
            if (entry.value->kind == NodeKind::Ref)
                item.place = entry.value;
            item.emit = [this, &entry, indent](Body& body) { this->item(entry.value, indent, body); };
            break;
        case EntryKind::Spread:
            item.emit = [this, &entry, indent](Body& body) {
                std::vector<Entry> alone{entry};
                spread(alone, 0, indent, body);
            };
            break;
        case EntryKind::Each:
            item.emit = [this, &entry, indent](Body& body) {
                each(entry, indent, body, [&](Body& inner) { list(entry.body, indent, inner); });
            };
            break;
        }
        items.push_back(std::move(item));
    }
    guarded(std::move(items), indent, out);
}

} // namespace stackc::emit::helm
