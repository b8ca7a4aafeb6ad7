#include "emit/helm/expressions.h"
#include "emit/helm/helpers.h"

#include <algorithm>
#include <map>
#include <utility>

namespace stackc::emit::helm {

using core::Op;
using core::TypeKind;

namespace {

/// What the guard says to be the empty text; null: it says something else.
NodeRef comparedWithEmpty(NodeRef guard) {
    bool isEmpty = isPrim(guard, Op::Eq) && guard->args[1]->kind == NodeKind::String && guard->args[1]->text.empty();
    return isEmpty ? guard->args[0] : nullptr;
}

size_t callsIn(const ExprPtr& e) {
    size_t count = e->kind == ExprKind::Call || e->kind == ExprKind::Pipe ? 1 : 0;
    for (const ExprPtr& arg : e->args)
        count += callsIn(arg);
    return count;
}

/// `under and text == word`: that a late text is a word, where all of `under` holds.
struct Word {
    NodeRef text = nullptr;
    NodeRef word = nullptr;
    std::vector<NodeRef> under;
};

/// The ways to read a guard as one; none if it is something else.
std::vector<Word> wordsOf(NodeRef guard) {
    std::vector<Word> ways;
    std::vector<NodeRef> parts = conjunctsOf(guard);
    for (size_t i = 0; i < parts.size(); ++i) {
        if (!isPrim(parts[i], Op::Eq))
            continue;
        NodeRef text = parts[i]->args[0];
        NodeRef word = parts[i]->args[1];
        if (text->kind == NodeKind::String)
            std::swap(text, word);
        if (word->kind != NodeKind::String || text->kind == NodeKind::String)
            continue;
        Word way{text, word, parts};
        way.under.erase(way.under.begin() + static_cast<std::ptrdiff_t>(i));
        ways.push_back(std::move(way));
    }
    return ways;
}

/// The guards of `guards` that say of the same text, where the same holds, that it is a word, by these words.
std::map<NodeRef, NodeRef> alike(const Word& one, const std::vector<NodeRef>& guards) {
    std::map<NodeRef, NodeRef> found;
    for (NodeRef guard : guards)
        for (const Word& other : wordsOf(guard))
            if (other.text == one.text && other.under == one.under)
                found.emplace(guard, other.word);
    return found;
}

/// Is the textual variant said to be the case of texts by one of the guards, or one of the others?
bool isSaidOf(const Lowering& in, NodeRef variant, bool isText, const std::vector<NodeRef>& guards) {
    return std::any_of(guards.begin(), guards.end(), [&](NodeRef guard) {
        if (guard->kind != NodeKind::TagIs || !samePlace(guard->args[0], variant))
            return false;
        const core::Type& type = in.kinds.typeOf(guard->args[0]);
        return type.isTextual() && type.cases[guard->index].fromText == isText;
    });
}

/// Is it that a textual variant is no empty text, or not that and more, while others say that it is a case that no text
/// is?
bool isImplied(const Lowering& in, NodeRef guard, const std::vector<NodeRef>& others) {
    if (!isPrim(guard, Op::Not))
        return false;
    std::vector<NodeRef> denied = conjunctsOf(guard->args[0]);
    return std::any_of(denied.begin(), denied.end(), [&](NodeRef part) {
        NodeRef text = comparedWithEmpty(part);
        return text != nullptr && isSaidOf(in, text, false, others);
    });
}

void eraseImplied(const Lowering& in, std::vector<NodeRef>& conjuncts) {
    const std::vector<NodeRef> all = conjuncts;
    std::erase_if(conjuncts, [&](NodeRef guard) { return isImplied(in, guard, all); });
}

/// Several guards, the first of `rest` among them, that say of one text that it is a word: `has`; two do where the text
/// takes a call. Takes them out of `rest`; null if there are none.
ExprPtr isOneOf(Lowering& in, std::vector<NodeRef>& rest, bool strict) {
    std::map<NodeRef, NodeRef> most;
    Word common;
    for (const Word& way : wordsOf(rest.front()))
        if (std::map<NodeRef, NodeRef> found = alike(way, rest); found.size() > most.size()) {
            most = std::move(found);
            common = way;
        }
    if (most.size() < 2)
        return nullptr;
    Scalar asked = scalar(in, common.text);
    ExprPtr text = asString(asked); // `has` takes nil, which is no word
    if (most.size() == 2 && !asked.mayBeNil && text->kind != ExprKind::Call && text->kind != ExprKind::Pipe)
        return nullptr;
    std::vector<ExprPtr> words;
    for (NodeRef guard : rest)
        if (auto word = most.find(guard); word != most.end())
            words.push_back(stringLiteral(word->second->text));
    std::erase_if(rest, [&](NodeRef guard) { return most.contains(guard); });
    std::vector<ExprPtr> parts;
    for (NodeRef part : common.under)
        parts.push_back(strict ? boolean(in, part) : condition(in, part));
    parts.push_back(call("has", {text, call("list", std::move(words))}));
    return parts.size() == 1 ? parts[0] : call("and", std::move(parts));
}

/// Three guards or more, the first of `rest` among them, that say of one map that it has a key: `pick`, which holds
/// what it has of them. Takes them out of `rest`; null if there are none.
ExprPtr hasOneKey(Lowering& in, std::vector<NodeRef>& rest, bool strict) {
    NodeRef first = rest.front();
    auto isAlike = [&](NodeRef guard) { return isPrim(guard, Op::HasKey) && guard->args[0] == first->args[0]; };
    if (!isPrim(first, Op::HasKey) || std::count_if(rest.begin(), rest.end(), isAlike) < 3)
        return nullptr;
    std::vector<ExprPtr> arguments = {orEmpty(in, first->args[0], "dict")};
    for (NodeRef guard : rest)
        if (isAlike(guard))
            arguments.push_back(textOf(in, guard->args[1]));
    std::erase_if(rest, isAlike);
    ExprPtr held = call("pick", std::move(arguments));
    return strict ? call("not", {call("empty", {held})}) : held;
}

/// The type of the variant that a TagIs asks.
const core::Type& variantOf(const Lowering& in, NodeRef guard) {
    NodeRef variant = guard->args[0];
    return in.kinds.typeOf(variant->kind == NodeKind::Default ? variant->args[0] : variant);
}

/// Is it asked by a text that says which case it is?
bool hasTag(const Lowering& in, NodeRef guard) {
    if (guard->kind != NodeKind::TagIs)
        return false;
    const core::Type& type = variantOf(in, guard);
    return !type.tagKey.empty() || (type.isTextual() && !type.cases[guard->index].fromText);
}

/// Is it that a textual variant is the empty text, beside that it is a text at all?
bool isEmptyOfTexts(const Lowering& in, NodeRef guard, const std::vector<NodeRef>& others) {
    NodeRef text = comparedWithEmpty(guard);
    return text != nullptr && isSaidOf(in, text, true, others);
}

/// A disjunction; several cases of one variant, and many words of one text, become `has`, many keys of one map `pick`.
ExprPtr anyOf(Lowering& in, NodeRef guard, bool strict) {
    const Eager eager(in);
    std::vector<ExprPtr> parts;
    std::vector<NodeRef> rest(guard->args);
    std::erase_if(rest, [&](NodeRef part) { return isEmptyOfTexts(in, part, guard->args); });
    while (!rest.empty()) {
        ExprPtr together = isOneOf(in, rest, strict);
        if (together == nullptr)
            together = hasOneKey(in, rest, strict);
        if (together != nullptr) {
            parts.push_back(std::move(together));
            continue;
        }
        NodeRef first = rest.front();
        std::vector<NodeRef> same;
        if (hasTag(in, first))
            std::copy_if(rest.begin(), rest.end(), std::back_inserter(same),
                         [&](NodeRef other) { return hasTag(in, other) && other->args[0] == first->args[0]; });
        if (same.size() < 2) {
            parts.push_back(strict ? boolean(in, first) : condition(in, first));
            rest.erase(rest.begin());
            continue;
        }
        std::vector<ExprPtr> tags;
        for (NodeRef tag : same) {
            tags.push_back(stringLiteral(tag->text));
            std::erase(rest, tag);
        }
        ExprPtr tag =
            variantOf(in, first).isTextual() ? in.own.caseOf(place(in, first->args[0])) : tagOf(in, first->args[0]);
        parts.push_back(call("has", {std::move(tag), call("list", std::move(tags))}));
    }
    return parts.size() == 1 ? parts[0] : call("or", std::move(parts));
}

/// Is the variant that case?
ExprPtr tagIs(Lowering& in, NodeRef variant, size_t index) {
    NodeRef ref = variant->kind == NodeKind::Default ? variant->args[0] : variant;
    const core::Type& type = in.kinds.typeOf(ref);
    const std::string& key = type.cases[index].key;
    if (type.isTextual())
        return type.cases[index].fromText ? call("not", {call("kindIs", {stringLiteral("map"), place(in, variant)})})
                                          : call("eq", {in.own.caseOf(place(in, variant)), stringLiteral(key)});
    if (type.tagKey.empty())
        return call("hasKey", {orEmpty(in, variant, "dict"), stringLiteral(key)});
    ExprPtr tag = tagOf(in, variant);
    bool optional = in.kinds.declaredType(ref).kind == TypeKind::Optional && !in.around.isKnownPresent(ref);
    bool isDefaulted = variant->kind == NodeKind::Default;
    if (!isDefaulted && (ir::inElement(ref) || (in.eager > 0 && (optional || mayBeAbsent(in, ref)))))
        tag = call("toString", {tag});
    return call("eq", {tag, stringLiteral(key)});
}

/// A key that is looked for in a map.
struct Sought {
    NodeRef map = nullptr;
    NodeRef key = nullptr;
};

/// `[for k, v in map if k == key: …]`, of a map of the values.
std::optional<Sought> soughtIn(const Lowering& in, NodeRef collection) {
    bool isWalk = (collection->kind == NodeKind::List || collection->kind == NodeKind::Record) &&
                  collection->entries.size() == 1 && collection->entries[0].kind == EntryKind::Each &&
                  collection->entries[0].guard->isTrue() && collection->entries[0].body.size() == 1;
    if (!isWalk)
        return std::nullopt;
    const ir::Loop* loop = collection->entries[0].loop;
    const Entry& made = collection->entries[0].body[0];
    NodeRef map = loop->source;
    bool isPlace = map->kind == NodeKind::Ref || map->kind == NodeKind::Default;
    if (!isPlace || made.kind != EntryKind::Value || made.value->isNone() || !isPrim(made.guard, Op::Eq))
        return std::nullopt;
    auto isOwnKey = [&](NodeRef node) {
        return node->kind == NodeKind::Ref && node->base == ir::RefBase::Key && node->loop == loop &&
               in.program.types[node->type].kind != TypeKind::Int;
    };
    auto isOutside = [&](NodeRef node) { return std::ranges::find(node->around, loop) == node->around.end(); };
    for (size_t i = 0; i < 2; ++i)
        if (isOwnKey(made.guard->args[i]) && isOutside(made.guard->args[1 - i]))
            return Sought{map, made.guard->args[1 - i]};
    return std::nullopt;
}

/// That a guard does not hold. Of the two cases of a variant the other one is named. `strict`: true or false itself.
ExprPtr isNot(Lowering& in, NodeRef guard, bool strict) {
    if (strict && (isPrim(guard, Op::Unique) || comparedWithEmpty(guard) != nullptr))
        return negate(boolean(in, guard)); // of the condition it is a text
    if (guard->kind == NodeKind::TagIs) {
        const core::Type& type = variantOf(in, guard);
        if (type.cases.size() == 2 && !type.tagKey.empty())
            return tagIs(in, guard->args[0], 1 - guard->index);
    }
    return negate(condition(in, guard));
}

/// Of an element's optional whose default is something: only what says none is none.
ExprPtr presentByDefault(Lowering& in, NodeRef optional) {
    NodeRef given = optional->args[0];
    if (in.kinds.isPlainOptional(given))
        return call("ne", {call("toString", {ref(in, given)}), stringLiteral({})});
    return call("ne", {call("toString", {field(ref(in, given), "enabled", true)}), stringLiteral("false")});
}

/// Does an optional hold something? By the encoding of its payload.
ExprPtr present(Lowering& in, NodeRef guard, bool strict) {
    NodeRef optional = guard->args[0];
    if (optional->kind == NodeKind::Default)
        return presentByDefault(in, optional);
    NodeRef ref = optional;
    ExprPtr value = place(in, ref);
    const core::Type& type = in.kinds.typeOf(ref);
    if (!in.kinds.isPlainOptional(ref)) {
        if (ir::inElement(ref))
            return call("and",
                        {call("kindIs", {stringLiteral("map"), value}),
                         call("ne", {call("toString", {field(value, "enabled", true)}), stringLiteral("false")})});
        bool absent = in.eager > 0 && mayBeAbsent(in, ref);
        ExprPtr enabled = field(value, "enabled", absent);
        return strict && absent ? truthOr(std::move(enabled), false) : enabled;
    }
    if (in.kinds.isTrueWhereGiven(ref))
        return strict ? call("not", {call("empty", {value})}) : value;
    if (type.kind == TypeKind::String || type.kind == TypeKind::IntOrPercent || type.isTextual()) {
        ExprPtr answer = in.own.isSet(std::move(value));
        return strict ? call("ne", {answer, stringLiteral({})}) : answer;
    }
    return call("not", {call("kindIs", {stringLiteral("invalid"), value})});
}

/// Whether a text is empty, by what it is to templates; nil and the other cases of a variant are read where that
/// doesn't matter. Null: the guard asks something else, or no more than `eq` takes.
ExprPtr emptyText(Lowering& in, NodeRef guard, bool strict) {
    NodeRef text = comparedWithEmpty(guard);
    if (text == nullptr || text->kind == NodeKind::String)
        return nullptr;
    Scalar asked = scalar(in, text);
    if (asked.form != Form::String || (strict && !asked.mayBeNil))
        return nullptr;
    return call(strict ? "empty" : "not", {asked.expr});
}

} // namespace

ExprPtr allOf(Lowering& in, std::vector<NodeRef> conjuncts) {
    eraseImplied(in, conjuncts);
    if (conjuncts.size() == 1)
        return condition(in, conjuncts[0]);
    const Eager eager(in);
    std::vector<ExprPtr> parts;
    for (NodeRef part : conjuncts)
        parts.push_back(condition(in, part));
    return call("and", std::move(parts));
}

std::vector<std::vector<NodeRef>> layersOf(Lowering& in, std::vector<NodeRef> conjuncts) {
    eraseImplied(in, conjuncts);
    std::vector<std::vector<NodeRef>> layers;
    std::vector<NodeRef> before;
    for (NodeRef guard : conjuncts) {
        auto calls = [&] {
            const Known known(in.around, before);
            const Eager eager(in);
            return callsIn(condition(in, guard));
        };
        size_t below = 0;
        {
            const Known known(in.around, layers.empty() ? std::vector<NodeRef>{} : layers.back());
            below = calls();
        }
        if (layers.empty() || below < calls()) {
            if (!layers.empty())
                before.insert(before.end(), layers.back().begin(), layers.back().end());
            layers.emplace_back();
        }
        layers.back().push_back(guard);
    }
    return layers;
}

ExprPtr tagOf(Lowering& in, NodeRef variant) {
    bool defaulted = variant->kind == NodeKind::Default;
    NodeRef given = defaulted ? variant->args[0] : variant;
    const core::Type& type = in.kinds.typeOf(given);
    if (type.isTextual())
        return pipe(in.own.caseOf(place(in, variant)), "default",
                    {stringLiteral(type.cases[static_cast<size_t>(type.textCase())].key)});
    if (type.tagKey.empty())
        return pipe(call("keys", {orEmpty(in, variant, "dict")}), "first");
    bool safe = defaulted || ir::inElement(given) || (in.eager > 0 && mayBeAbsent(in, given));
    ExprPtr tag = field(ref(in, given), type.tagKey, safe);
    if (!defaulted)
        return tag;
    const Entry* held = ir::findEntry(variant->args[1], type.tagKey);
    return pipe(tag, "default", {stringLiteral(held == nullptr ? std::string() : held->value->text)});
}

ExprPtr asMap(Lowering& in, NodeRef variant) {
    ExprPtr given = place(in, variant);
    return call("ternary", {given, call("dict", {}), call("kindIs", {stringLiteral("map"), given})});
}

ExprPtr nonEmpty(Lowering& in, NodeRef collection, bool strict) {
    if (collection->kind == NodeKind::Shared)
        return nonEmpty(in, collection->args[0], strict);
    if (std::optional<Sought> sought = soughtIn(in, collection)) {
        // What gives the key may be asked for further inside, by a `with`.
        const Eager eager(in);
        return call("hasKey", {orEmpty(in, sought->map, "dict"), textOperand(scalar(in, sought->key))});
    }
    if (collection->kind == NodeKind::Record || collection->kind == NodeKind::List) {
        ExprPtr witness = anyEntry(in, collection);
        return strict ? call("ne", {witness, stringLiteral({})}) : witness;
    }
    ExprPtr value = loopSource(in, collection);
    return strict ? call("not", {call("empty", {value})}) : value;
}

ExprPtr condition(Lowering& in, NodeRef guard) {
    switch (guard->kind) {
    case NodeKind::Present:
        return present(in, guard, false);
    case NodeKind::TagIs:
        return tagIs(in, guard->args[0], guard->index);
    case NodeKind::Prim:
        switch (guard->op) {
        case Op::And:
            return allOf(in, guard->args);
        case Op::Or:
            return anyOf(in, guard, false);
        case Op::Not:
            return isNot(in, guard->args[0], false);
        case Op::NonEmpty:
            return nonEmpty(in, guard->args[0], false);
        case Op::Unique:
            return call("not", {repeated(in, guard->args[0])});
        case Op::Eq:
            if (ExprPtr empty = emptyText(in, guard, false))
                return empty;
            break;
        default:
            break;
        }
        break;
    case NodeKind::Default:
    case NodeKind::Choice:
        if (ExprPtr given = falseWithout(in, guard))
            return given;
        break;
    default:
        break;
    }
    return scalar(in, guard).expr;
}

ExprPtr boolean(Lowering& in, NodeRef guard) {
    switch (guard->kind) {
    case NodeKind::Present:
        return present(in, guard, true);
    case NodeKind::TagIs:
        return tagIs(in, guard->args[0], guard->index);
    case NodeKind::Prim:
        switch (guard->op) {
        case Op::And: {
            const Eager eager(in);
            std::vector<ExprPtr> parts;
            for (NodeRef part : guard->args)
                parts.push_back(boolean(in, part));
            return call("and", std::move(parts));
        }
        case Op::Or:
            return anyOf(in, guard, true);
        case Op::Not:
            return isNot(in, guard->args[0], true);
        case Op::NonEmpty:
            return nonEmpty(in, guard->args[0], true);
        case Op::Eq:
            if (ExprPtr empty = emptyText(in, guard, true))
                return empty;
            break;
        default:
            break;
        }
        break;
    default:
        break;
    }
    return boolOperand(scalar(in, guard));
}

} // namespace stackc::emit::helm
