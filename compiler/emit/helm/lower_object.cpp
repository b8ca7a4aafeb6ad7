#include "emit/helm/statements.h"
#include "values/constraints.h"

#include <algorithm>

namespace stackc::emit::helm {

namespace {

bool isShared(NodeRef node) { return node->kind == NodeKind::Shared; }

std::vector<Part> with(std::vector<Part> parts, std::string_view text) {
    if (!parts.empty() && !parts.back().action)
        parts.back().text += text;
    else
        parts.push_back({std::string(text), nullptr});
    return parts;
}

/// Entries with those of spread named templates in their place.
std::vector<Entry> openShared(const std::vector<Entry>& entries) {
    std::vector<Entry> out;
    for (const Entry& entry : entries) {
        if (!ir::spreadsShared(entry) || !entry.guard->isTrue()) {
            out.push_back(entry);
            continue;
        }
        std::vector<Entry> inner = openShared(entry.value->args[0]->entries);
        out.insert(out.end(), inner.begin(), inner.end());
    }
    return out;
}

/// Is an object of Kubernetes spread there, and behind it something late that may have a key of it?
bool meetsObject(const Lowering& in, const std::vector<Entry>& entries, size_t index) {
    const core::Type& type = in.kinds.typeOf(entries[index].value);
    if (type.kind != core::TypeKind::Native)
        return false;
    const kube::Type object = in.program.types.natives().type(type.native);
    return std::any_of(entries.begin() + static_cast<long>(index) + 1, entries.end(), [&](const Entry& later) {
        if (later.kind != EntryKind::Spread || !later.value->type.valid() || object.shape != kube::Shape::Object)
            return later.kind != EntryKind::Value;
        for (kube::Field field : object.fields)
            if (in.program.types.mayHaveKey(later.value->type, field.name))
                return true;
        return object.openFields;
    });
}

/// Shared records that meet other sources of the same keys become their entries: what stands later wins, `after` as
/// well.
std::vector<Entry> expandShared(const Lowering& in, const std::vector<Entry>& entries,
                                const std::vector<Entry>& after) {
    std::vector<Entry> out;
    for (size_t i = 0; i < entries.size(); ++i) {
        const Entry& entry = entries[i];
        if (!ir::spreadsShared(entry) || !entry.guard->isTrue()) {
            out.push_back(entry);
            continue;
        }
        std::vector<Entry> rest(entries.begin() + static_cast<long>(i) + 1, entries.end());
        rest.insert(rest.end(), after.begin(), after.end());
        bool meets = std::any_of(rest.begin(), rest.end(), [&](const Entry& later) {
            return later.kind == EntryKind::Spread || later.kind == EntryKind::Each ||
                   ir::findEntry(entry.value->args[0], later.key) != nullptr;
        });
        if (!meets) {
            out.push_back(entry);
            continue;
        }
        for (const Entry& inner : expandShared(in, entry.value->args[0]->entries, rest)) {
            bool isReplaced = std::any_of(rest.begin(), rest.end(), [&](const Entry& later) {
                return later.kind == EntryKind::Value && later.guard->isTrue() && later.key == inner.key &&
                       !inner.key.empty();
            });
            if (!isReplaced)
                out.push_back(inner);
        }
    }
    return out;
}

/// A late map of texts that stands there as a whole.
bool isTexts(const Lowering& in, const Entry& entry) {
    if (in.writing.style == Style::Text || entry.kind != EntryKind::Spread || !entry.guard->isTrue() ||
        entry.value->kind != NodeKind::Ref || ir::inElement(entry.value))
        return false;
    const core::Type& type = in.kinds.typeOf(entry.value);
    return type.kind == core::TypeKind::Map && in.program.types[type.element].kind == core::TypeKind::String &&
           in.kinds.isPlainData(entry.value->type);
}

/// The maps of these entries as one, what stands later over what stands before, all of them over `base` if there is
/// one.
ExprPtr laidOver(Lowering& in, ExprPtr base, const std::vector<Entry>& entries, size_t begin, size_t end) {
    if (!base && end - begin == 1)
        return orEmpty(in, entries[begin].value, "dict");
    std::vector<ExprPtr> maps{base ? std::move(base) : call("dict", {})};
    for (size_t i = begin; i < end; ++i)
        maps.push_back(orEmpty(in, entries[i].value, "dict"));
    return call("mergeOverwrite", std::move(maps));
}

/// Late maps of texts laid over one another, or over a named template, and nothing else: `…shared(), …values.labels`.
bool overlay(Lowering& in, const std::vector<Entry>& entries, int indent, Body& out) {
    if (entries.size() < 2)
        return false;
    const Entry& first = entries[0];
    bool onTemplate = in.writing.style != Style::Text && ir::spreadsShared(first) && first.guard->isTrue() &&
                      !in.defines.sharedInLoops.contains(first.value);
    size_t begin = onTemplate ? 1 : 0;
    if (!std::all_of(entries.begin() + static_cast<long>(begin), entries.end(),
                     [&in](const Entry& entry) { return isTexts(in, entry); }))
        return false;
    ExprPtr base = onTemplate ? pipe(includeOf(in, first.value), "fromYaml") : nullptr;
    ExprPtr whole = laidOver(in, std::move(base), entries, begin, entries.size());
    // Of what is empty nothing is printed: what stands for that has been.
    bool isFilled = onTemplate && std::any_of(first.value->args[0]->entries.begin(),
                                              first.value->args[0]->entries.end(), [](const Entry& entry) {
                                                  return entry.kind == EntryKind::Value && entry.guard->isTrue();
                                              });
    if (isFilled) {
        out.push_back({Action{indent, pipe(pipe(whole, "toYaml"), "nindent", {intLiteral(indent)})}});
        return true;
    }
    Action yaml{indent, pipe(call("toYaml", {dot()}), "nindent", {intLiteral(indent)})};
    out.push_back({With{.indent = indent, .source = whole, .body = {{yaml}}, .otherwise = {}}});
    return true;
}

/// Texts that are always there, under late maps of texts that may have their keys: `{ A = a, B = b, …values.env }`. One
/// `dict` of them instead of a question for each.
bool defaultsUnder(Lowering& in, const std::vector<Entry>& entries, int indent, Body& out) {
    constexpr size_t fewest = 2;
    auto isText = [&in](const Entry& entry) {
        return entry.kind == EntryKind::Value && entry.keyNode == nullptr && entry.guard->isTrue() &&
               in.kinds.isScalar(entry.value) && !in.defines.textNames.contains(entry.value) &&
               !isLongText(entry.value) && scalar(in, entry.value).form == Form::String;
    };
    auto firstMap = std::find_if_not(entries.begin(), entries.end(), isText);
    auto count = static_cast<size_t>(firstMap - entries.begin());
    if (in.writing.style == Style::Text || count < fewest || count == entries.size() ||
        !std::all_of(firstMap, entries.end(), [&in](const Entry& entry) { return isTexts(in, entry); }))
        return false;
    std::vector<ExprPtr> texts;
    for (auto entry = entries.begin(); entry != firstMap; ++entry) {
        bool mayMeet = std::any_of(firstMap, entries.end(), [&](const Entry& map) {
            return in.program.types.mayHaveKey(map.value->type, entry->key);
        });
        if (!mayMeet)
            return false;
        texts.push_back(stringLiteral(entry->key));
        texts.push_back(stringOf(in, entry->value));
    }
    const FreshName name(in.around, "defaults");
    ExprPtr whole = laidOver(in, variable(name.text), entries, count, entries.size());
    out.push_back({Assign{.indent = indent, .name = name.text, .expr = call("dict", std::move(texts))}});
    out.push_back({Action{indent, pipe(call("toYaml", {whole}), "nindent", {intLiteral(indent)})}});
    return true;
}

} // namespace

void keyed(Lowering& in, std::vector<Part> key, NodeRef value, int indent, Body& out) {
    if (value->isNone())
        return;
    if (value->kind == NodeKind::Choice && !(in.kinds.isScalar(value) && coalesce(in, value))) {
        If block = chooseArm(in, value->entries, indent,
                             [&](size_t arm, Body& body) { keyed(in, key, value->entries[arm].value, indent, body); });
        if (block.branches.back().body.empty())
            block.branches.pop_back();
        if (block.branches.size() == 2 && block.branches[0].body.empty()) {
            block.branches[1].condition = negate(block.branches[0].condition);
            block.branches.erase(block.branches.begin());
        }
        if (!block.branches.empty())
            out.push_back({std::move(block)});
        return;
    }
    bool isText = in.writing.style == Style::Resource && in.defines.textNames.contains(value);
    if (isText) {
        out.push_back(line(indent, with(std::move(key), ": |")));
        ExprPtr text = pipe(includeOf(in, value), "trimSuffix", {stringLiteral("\n")});
        out.push_back({Action{indent + 2, pipe(text, "nindent", {intLiteral(indent + 2)})}});
        return;
    }
    if (ExprPtr whole = wholeData(in, value, indent + 2, true)) {
        std::vector<Part> parts = with(std::move(key), ":");
        parts.push_back({{}, whole});
        out.push_back(line(indent, std::move(parts)));
        return;
    }
    if (in.kinds.isScalar(value)) {
        bool isBlock = in.writing.style == Style::Resource && value->kind == NodeKind::String && isLongText(value);
        std::vector<Part> parts = with(std::move(key), isBlock ? ": |" : ": ");
        if (!isBlock) {
            scalarParts(in, value, parts);
            out.push_back(line(indent, std::move(parts)));
            return;
        }
        out.push_back(line(indent, std::move(parts)));
        std::string_view text = value->text;
        while (!text.empty()) {
            size_t end = text.find('\n');
            out.push_back(end == 0 ? textLine(0, {}) : textLine(indent + 2, std::string(text.substr(0, end))));
            text.remove_prefix(end + 1);
        }
        return;
    }
    bool isRecord = value->kind == NodeKind::Record;
    bool isNeverFilled = !value->args.empty() && value->args[0]->isFalse();
    if ((isRecord || value->kind == NodeKind::List) &&
        (isNeverFilled || std::all_of(value->entries.begin(), value->entries.end(), [](const Entry& e) {
             return e.kind == EntryKind::Value && e.value->isNone();
         }))) {
        out.push_back(line(indent, with(std::move(key), isRecord ? ": {}" : ": []")));
        return;
    }
    out.push_back(line(indent, with(std::move(key), ":")));
    block(in, value, indent + 2, out);
}

bool isSpreadOnly(const Lowering& in, const std::vector<Entry>& entries) {
    if (entries.size() != 1 || entries[0].kind != EntryKind::Spread || !in.around.isKnownTrue(entries[0].guard))
        return false;
    NodeRef value = entries[0].value;
    return isShared(value) ||
           ((value->kind == NodeKind::Ref || value->kind == NodeKind::Default) && in.kinds.isPlainData(value->type));
}

void block(Lowering& in, NodeRef value, int indent, Body& out) {
    switch (value->kind) {
    case NodeKind::Record:
    case NodeKind::List: {
        if (isSpreadOnly(in, value->entries)) {
            block(in, value->entries[0].value, indent, out);
            return;
        }
        bool isRecord = value->kind == NodeKind::Record;
        mayBeEmpty(in, value, indent, out);
        if (isRecord)
            record(in, value->entries, indent, out);
        else
            list(in, value->entries, indent, out);
        return;
    }
    case NodeKind::Shared:
        if (in.defines.sharedInLoops.contains(value)) {
            block(in, value->args[0], indent, out);
            return;
        }
        out.push_back({Action{indent, pipe(includeOf(in, value), "nindent", {intLiteral(indent)})}});
        return;
    case NodeKind::Ref:
    case NodeKind::Default: {
        if (in.writing.style == Style::Text ||
            !in.kinds.isPlainData(value->kind == NodeKind::Ref ? value->type : value->args[0]->type))
            in.unsupported("a late value of this type as it stands", {value});
        const core::Type& type = in.kinds.typeOf(value);
        bool isList =
            type.kind == core::TypeKind::List ||
            (type.kind == core::TypeKind::Native && in.program.types.natives().shape(type.native) == kube::Shape::List);
        ExprPtr whole = orEmpty(in, value, isList ? "list" : "dict");
        bool isBare = whole->kind == ExprKind::Call || whole->kind == ExprKind::Pipe;
        ExprPtr yaml = isBare ? pipe(whole, "toYaml") : call("toYaml", {whole});
        out.push_back({Action{indent, pipe(yaml, "nindent", {intLiteral(indent)})}});
        return;
    }
    default:
        in.unsupported("a collection of this kind", {value});
    }
}

void mayBeEmpty(Lowering& in, NodeRef collection, int indent, Body& out) {
    if (!collection->args.empty() && !in.around.isKnownTrue(collection->args[0]))
        out.push_back({Suffix{indent, negate(condition(in, collection->args[0])),
                              collection->kind == NodeKind::Record ? " {}" : " []"}});
}

void lineIfEmpty(Lowering& in, NodeRef collection, Body& out) {
    if (!collection->args.empty())
        out.push_back({If{.indent = 0,
                          .branches = {{negate(condition(in, collection->args[0])),
                                        {textLine(0, collection->kind == NodeKind::Record ? "{}" : "[]")}}}}});
}

void spread(Lowering& in, const std::vector<Entry>& entries, size_t index, int indent, Body& out, size_t under) {
    NodeRef value = entries[index].value;
    switch (value->kind) {
    case NodeKind::Record:
        record(in, value->entries, indent, out);
        return;
    case NodeKind::List:
        list(in, value->entries, indent, out);
        return;
    case NodeKind::None:
    case NodeKind::Off:
        return;
    case NodeKind::Shared: {
        if (in.defines.sharedInLoops.contains(value) || !value->args[0]->args.empty()) {
            std::vector<Entry> alone{entries[index]};
            alone[0].value = value->args[0];
            spread(in, alone, 0, indent, out);
            return;
        }
        out.push_back({Action{indent, pipe(includeOf(in, value), "nindent", {intLiteral(indent)})}});
        return;
    }
    case NodeKind::Choice: {
        out.push_back({chooseArm(in, value->entries, indent, [&](size_t arm, Body& body) {
            std::vector<Entry> copy(entries);
            copy[index].value = value->entries[arm].value;
            spread(in, copy, index, indent, body);
        })});
        return;
    }
    case NodeKind::Ref:
    case NodeKind::Default:
        break;
    default:
        in.unsupported("a spread of a computed map", {value, true});
        return;
    }
    if (in.writing.style == Style::Text ||
        !in.kinds.isPlainData(value->kind == NodeKind::Ref ? value->type : value->args[0]->type))
        in.unsupported("a spread of this type", {value, true});
    const core::Type& type = in.kinds.typeOf(value);
    // What stands later wins: static keys are left out of the map, keys of later maps are skipped.
    std::vector<ExprPtr> omitted{laidOver(in, {}, entries, index - under, index + 1)};
    std::vector<ExprPtr> unlessLater;
    const FreshName keyName(in.around, "key");
    const FreshName valueName(in.around, "value");
    const ExprPtr key = variable(keyName.text);
    if (type.kind == core::TypeKind::Map || meetsObject(in, entries, index))
        unlessLater = notLater(in, entries, index, key);
    // Keys that are there under a condition, by it.
    std::vector<std::pair<NodeRef, std::vector<ExprPtr>>> maybe;
    for (const Entry& entry :
         openShared(std::vector<Entry>(entries.begin() + static_cast<long>(index) + 1, entries.end()))) {
        const std::string* fixed = ir::fixedKey(entry);
        if (fixed == nullptr || !in.program.types.mayHaveKey(value->type, *fixed) || needsEmpty(entry.guard, value))
            continue;
        auto isRefused = [&](const Entry& map) { return in.around.isRefused(map.value, *fixed); };
        if (std::all_of(entries.begin() + static_cast<long>(index - under),
                        entries.begin() + static_cast<long>(index) + 1, isRefused))
            continue;
        if (entry.guard->isTrue()) {
            omitted.push_back(stringLiteral(*fixed));
            continue;
        }
        auto group =
            std::find_if(maybe.begin(), maybe.end(), [&](const auto& one) { return one.first == entry.guard; });
        if (group == maybe.end())
            group = maybe.insert(maybe.end(), {entry.guard, {}});
        group->second.push_back(stringLiteral(*fixed));
    }
    bool isNamed = type.kind == core::TypeKind::Native || // no key is the empty text
                   (type.kind == core::TypeKind::Map && !values::admitsEmpty(in.program.types[type.key]));
    bool isOne = maybe.size() == 1 && under == 0 && !(isNamed && maybe[0].second.size() == 1);
    const Eager eager(in);
    for (const auto& [guard, keys] : maybe) {
        if (isOne)
            continue; // below, with the source
        if (isNamed) {
            for (const ExprPtr& one : keys)
                omitted.push_back(call("ternary", {one, stringLiteral({}), boolean(in, guard)}));
            continue;
        }
        ExprPtr isOf = keys.size() == 1 ? call("eq", {key, keys[0]}) : call("has", {key, call("list", keys)});
        unlessLater.push_back(negate(call("and", {boolean(in, guard), std::move(isOf)})));
    }
    bool isWhole = omitted.size() == 1 && under == 0 && !isOne; // nil is as good as empty
    ExprPtr source = isWhole ? loopSource(in, value) : omitted.size() == 1 ? omitted.front() : call("omit", omitted);
    if (isOne) {
        std::vector<ExprPtr> without = omitted;
        without.insert(without.end(), maybe[0].second.begin(), maybe[0].second.end());
        source = call("ternary", {call("omit", std::move(without)), source, boolean(in, maybe[0].first)});
    }
    if (!unlessLater.empty()) {
        If fresh{.indent = indent, .branches = {}};
        fresh.branches.push_back(
            {unlessLater.size() == 1 ? unlessLater[0] : call("and", unlessLater),
             {line(indent,
                   {{{}, pipe(key, "quote")}, {": ", nullptr}, {{}, call("toJson", {variable(valueName.text)})}})}});
        out.push_back({Range{.indent = indent,
                             .key = keyName.text,
                             .element = valueName.text,
                             .source = source,
                             .body = {{std::move(fresh)}},
                             .otherwise = {}}});
        return;
    }
    Action yaml{indent, pipe(call("toYaml", {dot()}), "nindent", {intLiteral(indent)})};
    out.push_back({With{.indent = indent, .source = source, .body = {{yaml}}, .otherwise = {}}});
}

void record(Lowering& in, const std::vector<Entry>& written, int indent, Body& out, const std::vector<Entry>& after) {
    if (after.empty() && (overlay(in, written, indent, out) || defaultsUnder(in, written, indent, out)))
        return;
    std::vector<Entry> entries = expandShared(in, written, after);
    size_t count = entries.size();
    entries.insert(entries.end(), after.begin(), after.end());
    // Only what is late can have a fixed key once more.
    auto isLate = [](const Entry& entry) { return entry.kind != EntryKind::Value || entry.keyNode != nullptr; };
    std::vector<Entry> late;
    for (const Entry& entry : entries)
        if (isLate(entry))
            late.push_back(entry);
    size_t passed = 0;
    size_t under = 0;
    std::vector<Item> items;
    for (size_t i = 0; i < count; ++i) {
        const Entry& entry = entries[i];
        if (i + 1 < count && isTexts(in, entry) && isTexts(in, entries[i + 1])) {
            ++passed;
            ++under;
            continue;
        }
        Item item{.conjuncts = conjunctsOf(entry.guard), .extra = {}, .place = nullptr, .emit = {}};
        if (!isLate(entry) && in.around.isKnownFalse(entry.guard))
            continue;
        if (isLate(entry)) {
            ++passed;
            item.extra = spreadGuards(in, entries, i);
        } else if (passed < late.size()) {
            std::vector<Entry> rest{entry};
            rest.insert(rest.end(), late.begin() + static_cast<std::ptrdiff_t>(passed), late.end());
            item.extra = spreadGuards(in, rest, 0);
        }
        std::erase_if(item.conjuncts, [&in](NodeRef guard) { return in.around.isKnownTrue(guard); });
        switch (entry.kind) {
        case EntryKind::Value: {
            NodeRef value = entry.value;
            // { …xs } alone is xs itself
            if ((value->kind == NodeKind::Record || value->kind == NodeKind::List) && isSpreadOnly(in, value->entries))
                value = value->entries[0].value;
            if (value->kind == NodeKind::Ref)
                item.place = value;
            item.emit = [&in, &entry, value, indent](Body& body) {
                keyed(in, keyParts(in, entry), value, indent, body);
            };
            if (NodeRef guard = guardOfFilled(in, entry)) {
                std::erase(item.conjuncts, guard);
                item.emit = [&in, &entry, indent](Body& body) { filled(in, entry, indent, body); };
            }
            break;
        }
        case EntryKind::Spread:
            item.emit = [&in, &entries, i, indent, under](Body& body) { spread(in, entries, i, indent, body, under); };
            under = 0;
            break;
        case EntryKind::Each:
            item.emit = [&in, &entries, i, indent](Body& body) {
                std::vector<Entry> later(entries.begin() + static_cast<long>(i) + 1, entries.end());
                withLoop(in, entries[i].loop, indent, body,
                         [&](Body& inner) { record(in, entries[i].body, indent, inner, later); });
            };
            break;
        }
        items.push_back(std::move(item));
    }
    guarded(in, std::move(items), indent, out);
}

} // namespace stackc::emit::helm
