#include "emit/helm/lowering.h"
#include "values/data_text.h"

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

} // namespace

std::vector<Part> Lowering::keyParts(const Entry& entry) {
    if (entry.keyNode == nullptr)
        return {{staticString(entry.key, true), nullptr}};
    if (entry.keyNode->kind == NodeKind::String)
        return {{staticString(entry.keyNode->text, true), nullptr}};
    ExprPtr key = stringOf(entry.keyNode);
    if (style_ == Style::Resource)
        return {{{}, pipe(key, "quote")}};
    // The evaluator's text writer leaves the same keys plain.
    ExprPtr plain = call("regexMatch", {stringLiteral(values::plainKeyForm), key});
    ExprPtr other = call("regexMatch", {stringLiteral(values::wordsOfThatForm), key});
    return {{{}, call("ternary", {key, call("toRawJson", {key}), call("and", {plain, negate(other)})})}};
}

/// `key: value`, in as many lines as it takes.
void Lowering::keyed(std::vector<Part> key, NodeRef value, int indent, Body& out) {
    if (value->isNone())
        return;
    if (value->kind == NodeKind::Choice && !(isScalar(value) && coalesce(value))) {
        If block{.indent = indent, .branches = {}};
        for (size_t i = 0; i < value->entries.size(); ++i) {
            const Entry& entry = value->entries[i];
            bool last = i + 1 == value->entries.size();
            Branch branch{last ? nullptr : allOf(conjunctsOf(entry.guard)), {}};
            Known known = inArm(value->entries, i);
            keyed(key, entry.value, indent, branch.body);
            block.branches.push_back(std::move(branch));
        }
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
    bool isText = style_ == Style::Resource && defines_.textNames.contains(value);
    if (isText) {
        out.push_back(line(indent, with(std::move(key), ": |")));
        ExprPtr text = pipe(includeOf(value), "trimSuffix", {stringLiteral("\n")});
        out.push_back({Action{indent + 2, pipe(text, "nindent", {intLiteral(indent + 2)})}});
        return;
    }
    if (ExprPtr whole = wholeData(value, indent + 2, true)) {
        std::vector<Part> parts = with(std::move(key), ":");
        parts.push_back({{}, whole});
        out.push_back(line(indent, std::move(parts)));
        return;
    }
    if (isScalar(value)) {
        bool isBlock = style_ == Style::Resource && value->kind == NodeKind::String && isLongText(value);
        std::vector<Part> parts = with(std::move(key), isBlock ? ": |" : ": ");
        if (!isBlock) {
            scalarParts(value, parts);
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
    block(value, indent + 2, out);
}

bool Lowering::isSpreadOnly(const std::vector<Entry>& entries) const {
    if (entries.size() != 1 || entries[0].kind != EntryKind::Spread || !isKnownTrue(entries[0].guard))
        return false;
    NodeRef value = entries[0].value;
    return isShared(value) ||
           ((value->kind == NodeKind::Ref || value->kind == NodeKind::Default) && isPlainData(value->type));
}

void Lowering::block(NodeRef value, int indent, Body& out) {
    switch (value->kind) {
    case NodeKind::Record:
    case NodeKind::List: {
        if (isSpreadOnly(value->entries)) {
            block(value->entries[0].value, indent, out);
            return;
        }
        bool isRecord = value->kind == NodeKind::Record;
        mayBeEmpty(value, indent, out);
        if (isRecord)
            record(value->entries, indent, out);
        else
            list(value->entries, indent, out);
        return;
    }
    case NodeKind::Shared:
        if (defines_.sharedInLoops.contains(value)) {
            block(value->args[0], indent, out);
            return;
        }
        out.push_back({Action{indent, pipe(includeOf(value), "nindent", {intLiteral(indent)})}});
        return;
    case NodeKind::Ref:
    case NodeKind::Default: {
        if (style_ == Style::Text || !isPlainData(value->kind == NodeKind::Ref ? value->type : value->args[0]->type))
            unsupported("a late value of this type as it stands", {value});
        bool isMap = typeOf(value).kind != core::TypeKind::List;
        ExprPtr whole = orEmpty(value, isMap ? "dict" : "list");
        bool isBare = whole->kind == ExprKind::Call || whole->kind == ExprKind::Pipe;
        ExprPtr yaml = isBare ? pipe(whole, "toYaml") : call("toYaml", {whole});
        out.push_back({Action{indent, pipe(yaml, "nindent", {intLiteral(indent)})}});
        return;
    }
    default:
        unsupported("a collection of this kind", {value});
    }
}

/// Behind `key:`, what stands there if no entry is.
void Lowering::mayBeEmpty(NodeRef collection, int indent, Body& out) {
    if (!collection->args.empty() && !isKnownTrue(collection->args[0]))
        out.push_back({Suffix{indent, negate(condition(collection->args[0])),
                              collection->kind == NodeKind::Record ? " {}" : " []"}});
}

/// At the top of a template, the line that stands for an empty collection.
void Lowering::lineIfEmpty(NodeRef collection, Body& out) {
    if (!collection->args.empty())
        out.push_back({If{.indent = 0,
                          .branches = {{negate(condition(collection->args[0])),
                                        {textLine(0, collection->kind == NodeKind::Record ? "{}" : "[]")}}}}});
}

/// Entries with those of spread named templates in their place.
std::vector<Entry> Lowering::openShared(const std::vector<Entry>& entries) {
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
bool Lowering::meetsObject(const std::vector<Entry>& entries, size_t index) const {
    const core::Type& type = typeOf(entries[index].value);
    if (type.kind != core::TypeKind::Native)
        return false;
    const kube::Type object = program_.types.natives().type(type.native);
    return std::any_of(entries.begin() + static_cast<long>(index) + 1, entries.end(), [&](const Entry& later) {
        if (later.kind != EntryKind::Spread || !later.value->type.valid() || object.shape != kube::Shape::Object)
            return later.kind != EntryKind::Value;
        for (kube::Field field : object.fields)
            if (program_.types.mayHaveKey(later.value->type, field.name))
                return true;
        return object.openFields;
    });
}

/// `under`: so many maps of texts before it are laid under it here.
void Lowering::spread(const std::vector<Entry>& entries, size_t index, int indent, Body& out, size_t under) {
    NodeRef value = entries[index].value;
    switch (value->kind) {
    case NodeKind::Record:
        record(value->entries, indent, out);
        return;
    case NodeKind::List:
        list(value->entries, indent, out);
        return;
    case NodeKind::None:
    case NodeKind::Off:
        return;
    case NodeKind::Shared: {
        if (defines_.sharedInLoops.contains(value) || !value->args[0]->args.empty()) {
            std::vector<Entry> alone{entries[index]};
            alone[0].value = value->args[0];
            spread(alone, 0, indent, out);
            return;
        }
        out.push_back({Action{indent, pipe(includeOf(value), "nindent", {intLiteral(indent)})}});
        return;
    }
    case NodeKind::Choice: {
        If block{.indent = indent, .branches = {}};
        for (size_t i = 0; i < value->entries.size(); ++i) {
            const Entry& arm = value->entries[i];
            bool last = i + 1 == value->entries.size();
            Branch branch{last ? nullptr : allOf(conjunctsOf(arm.guard)), {}};
            Known known = inArm(value->entries, i);
            std::vector<Entry> copy(entries);
            copy[index].value = arm.value;
            spread(copy, index, indent, branch.body);
            block.branches.push_back(std::move(branch));
        }
        out.push_back({std::move(block)});
        return;
    }
    case NodeKind::Ref:
    case NodeKind::Default:
        break;
    default:
        unsupported("a spread of a computed map", {value, true});
        return;
    }
    if (style_ == Style::Text || !isPlainData(value->kind == NodeKind::Ref ? value->type : value->args[0]->type))
        unsupported("a spread of this type", {value, true});
    // What stands later wins: static keys are left out of the map, keys of later maps are skipped.
    std::vector<ExprPtr> omitted{laidOver({}, entries, index - under, index + 1)};
    std::vector<ExprPtr> unlessLater;
    const std::string keyName = freshVariable("key");
    const std::string valueName = freshVariable("value");
    const ExprPtr key = variable(keyName);
    if (typeOf(value).kind == core::TypeKind::Map || meetsObject(entries, index))
        unlessLater = notLater(entries, index, key);
    // Keys that are there under a condition, by it.
    std::vector<std::pair<NodeRef, std::vector<ExprPtr>>> maybe;
    for (const Entry& entry :
         openShared(std::vector<Entry>(entries.begin() + static_cast<long>(index) + 1, entries.end()))) {
        const std::string* fixed = ir::fixedKey(entry);
        if (fixed == nullptr || !program_.types.mayHaveKey(value->type, *fixed))
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
    bool isNative = typeOf(value).kind == core::TypeKind::Native; // whose fields have names
    bool isOne = maybe.size() == 1 && under == 0 && !(isNative && maybe[0].second.size() == 1);
    ++eager_;
    for (const auto& [guard, keys] : maybe) {
        if (isOne)
            continue; // below, with the source
        if (isNative) {
            for (const ExprPtr& one : keys)
                omitted.push_back(call("ternary", {one, stringLiteral({}), boolean(guard)}));
            continue;
        }
        ExprPtr isOf = keys.size() == 1 ? call("eq", {key, keys[0]}) : call("has", {key, call("list", keys)});
        unlessLater.push_back(negate(call("and", {boolean(guard), std::move(isOf)})));
    }
    bool isWhole = omitted.size() == 1 && under == 0 && !isOne; // nil is as good as empty
    ExprPtr source = isWhole ? loopSource(value) : omitted.size() == 1 ? omitted.front() : call("omit", omitted);
    if (isOne) {
        std::vector<ExprPtr> without = omitted;
        without.insert(without.end(), maybe[0].second.begin(), maybe[0].second.end());
        source = call("ternary", {call("omit", std::move(without)), source, boolean(maybe[0].first)});
    }
    --eager_;
    around_.variables.erase(keyName);
    around_.variables.erase(valueName);
    if (!unlessLater.empty()) {
        If fresh{.indent = indent, .branches = {}};
        fresh.branches.push_back(
            {unlessLater.size() == 1 ? unlessLater[0] : call("and", unlessLater),
             {line(indent, {{{}, pipe(key, "quote")}, {": ", nullptr}, {{}, call("toJson", {variable(valueName)})}})}});
        out.push_back({Range{
            .indent = indent, .key = keyName, .element = valueName, .source = source, .body = {{std::move(fresh)}}}});
        return;
    }
    Action yaml{indent, pipe(call("toYaml", {dot()}), "nindent", {intLiteral(indent)})};
    out.push_back({With{.indent = indent, .source = source, .body = {{yaml}}}});
}

/// Shared records that meet other sources of the same keys become their entries: what stands later wins, `after` as
/// well.
std::vector<Entry> Lowering::expandShared(const std::vector<Entry>& entries, const std::vector<Entry>& after) const {
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
        for (const Entry& inner : expandShared(entry.value->args[0]->entries, rest)) {
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
bool Lowering::isTexts(const Entry& entry) const {
    if (style_ == Style::Text || entry.kind != EntryKind::Spread || !entry.guard->isTrue() ||
        entry.value->kind != NodeKind::Ref || ir::inElement(entry.value))
        return false;
    const core::Type& type = typeOf(entry.value);
    return type.kind == core::TypeKind::Map && program_.types[type.element].kind == core::TypeKind::String &&
           isPlainData(entry.value->type);
}

/// The maps of these entries as one, what stands later over what stands before, all of them over `base` if there is
/// one.
ExprPtr Lowering::laidOver(ExprPtr base, const std::vector<Entry>& entries, size_t begin, size_t end) {
    if (!base && end - begin == 1)
        return orEmpty(entries[begin].value, "dict");
    std::vector<ExprPtr> maps{base ? std::move(base) : call("dict", {})};
    for (size_t i = begin; i < end; ++i)
        maps.push_back(orEmpty(entries[i].value, "dict"));
    return call("mergeOverwrite", std::move(maps));
}

/// Late maps of texts laid over one another, or over a named template, and nothing else: `…shared(), …values.labels`.
bool Lowering::overlay(const std::vector<Entry>& entries, int indent, Body& out) {
    if (entries.size() < 2)
        return false;
    const Entry& first = entries[0];
    bool onTemplate = style_ != Style::Text && ir::spreadsShared(first) && first.guard->isTrue() &&
                      !defines_.sharedInLoops.contains(first.value);
    size_t begin = onTemplate ? 1 : 0;
    if (!std::all_of(entries.begin() + static_cast<long>(begin), entries.end(),
                     [this](const Entry& entry) { return isTexts(entry); }))
        return false;
    ExprPtr base = onTemplate ? pipe(includeOf(first.value), "fromYaml") : nullptr;
    ExprPtr whole = laidOver(std::move(base), entries, begin, entries.size());
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
    out.push_back({With{.indent = indent, .source = whole, .body = {{yaml}}}});
    return true;
}

/// Texts that are always there, under late maps of texts that may have their keys: `{ A = a, B = b, …values.env }`. One
/// `dict` of them instead of a question for each.
bool Lowering::defaultsUnder(const std::vector<Entry>& entries, int indent, Body& out) {
    constexpr size_t fewest = 2;
    auto isText = [this](const Entry& entry) {
        return entry.kind == EntryKind::Value && entry.keyNode == nullptr && entry.guard->isTrue() &&
               isScalar(entry.value) && !defines_.textNames.contains(entry.value) && !isLongText(entry.value) &&
               scalar(entry.value).form == Form::String;
    };
    auto firstMap = std::find_if_not(entries.begin(), entries.end(), isText);
    auto count = static_cast<size_t>(firstMap - entries.begin());
    if (style_ == Style::Text || count < fewest || count == entries.size() ||
        !std::all_of(firstMap, entries.end(), [this](const Entry& entry) { return isTexts(entry); }))
        return false;
    std::vector<ExprPtr> texts;
    for (auto entry = entries.begin(); entry != firstMap; ++entry) {
        bool mayMeet = std::any_of(firstMap, entries.end(), [&](const Entry& map) {
            return program_.types.mayHaveKey(map.value->type, entry->key);
        });
        if (!mayMeet)
            return false;
        texts.push_back(stringLiteral(entry->key));
        texts.push_back(stringOf(entry->value));
    }
    const std::string name = freshVariable("defaults");
    ExprPtr whole = laidOver(variable(name), entries, count, entries.size());
    out.push_back({Assign{.indent = indent, .name = name, .expr = call("dict", std::move(texts))}});
    out.push_back({Action{indent, pipe(call("toYaml", {whole}), "nindent", {intLiteral(indent)})}});
    around_.variables.erase(name);
    return true;
}

/// `after`: what stands behind the loop that the entries are in, and wins over them.
void Lowering::record(const std::vector<Entry>& written, int indent, Body& out, const std::vector<Entry>& after) {
    if (after.empty() && (overlay(written, indent, out) || defaultsUnder(written, indent, out)))
        return;
    std::vector<Entry> entries = expandShared(written, after);
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
        if (i + 1 < count && isTexts(entry) && isTexts(entries[i + 1])) {
            ++passed;
            ++under;
            continue;
        }
        Item item{.conjuncts = conjunctsOf(entry.guard), .extra = {}, .place = nullptr, .emit = {}};
        if (!isLate(entry) && isKnownFalse(entry.guard))
            continue;
        if (isLate(entry)) {
            ++passed;
            item.extra = spreadGuards(entries, i);
        } else if (passed < late.size()) {
            std::vector<Entry> rest{entry};
            rest.insert(rest.end(), late.begin() + static_cast<std::ptrdiff_t>(passed), late.end());
            item.extra = spreadGuards(rest, 0);
        }
        std::erase_if(item.conjuncts, [this](NodeRef guard) { return isKnownTrue(guard); });
        switch (entry.kind) {
        case EntryKind::Value: {
            NodeRef value = entry.value;
            // { …xs } alone is xs itself
            if ((value->kind == NodeKind::Record || value->kind == NodeKind::List) && isSpreadOnly(value->entries))
                value = value->entries[0].value;
            if (value->kind == NodeKind::Ref)
                item.place = value;
            item.emit = [this, &entry, value, indent](Body& body) { keyed(keyParts(entry), value, indent, body); };
            if (NodeRef guard = guardOfFilled(entry)) {
                std::erase(item.conjuncts, guard);
                item.emit = [this, &entry, indent](Body& body) { filled(entry, indent, body); };
            }
            break;
        }
        case EntryKind::Spread:
            item.emit = [this, &entries, i, indent, under](Body& body) { spread(entries, i, indent, body, under); };
            under = 0;
            break;
        case EntryKind::Each:
            item.emit = [this, &entries, i, indent](Body& body) {
                std::vector<Entry> later(entries.begin() + static_cast<long>(i) + 1, entries.end());
                each(entries[i], indent, body, [&](Body& inner) { record(entries[i].body, indent, inner, later); });
            };
            break;
        }
        items.push_back(std::move(item));
    }
    guarded(std::move(items), indent, out);
}

} // namespace stackc::emit::helm
