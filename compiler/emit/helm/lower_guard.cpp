#include "emit/helm/lowering.h"
#include "values/own_templates.h"

#include <algorithm>
#include <map>
#include <utility>

namespace stackc::emit::helm {

using core::Op;
using core::TypeKind;

namespace {

bool isPrim(NodeRef node, Op op) { return node->kind == NodeKind::Prim && node->op == op; }

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

} // namespace

std::vector<NodeRef> conjunctsOf(NodeRef guard) {
    if (guard->isTrue())
        return {};
    if (isPrim(guard, Op::And)) {
        std::vector<NodeRef> all;
        for (NodeRef part : guard->args) {
            std::vector<NodeRef> inner = conjunctsOf(part);
            all.insert(all.end(), inner.begin(), inner.end());
        }
        return all;
    }
    return {guard};
}

bool Lowering::isKnownTrue(NodeRef guard) const {
    const std::vector<NodeRef>& known = around_.known;
    if (guard->isTrue() || around_.checked.contains(guard) ||
        std::find(known.begin(), known.end(), guard) != known.end())
        return true;
    if (isPrim(guard, Op::Or))
        return std::any_of(guard->args.begin(), guard->args.end(), [this](NodeRef part) { return isKnownTrue(part); });
    if (isPrim(guard, Op::And))
        return std::all_of(guard->args.begin(), guard->args.end(), [this](NodeRef part) { return isKnownTrue(part); });
    return isPrim(guard, Op::Not) && isDenied(guard->args[0]);
}

bool Lowering::isDenied(NodeRef guard) const {
    return std::find(around_.denied.begin(), around_.denied.end(), guard) != around_.denied.end();
}

bool Lowering::isKnownFalse(NodeRef guard) const {
    if (isDenied(guard))
        return true;
    if (isPrim(guard, Op::And))
        return std::any_of(guard->args.begin(), guard->args.end(), [this](NodeRef part) { return isKnownFalse(part); });
    return isPrim(guard, Op::Not) && isKnownTrue(guard->args[0]);
}

/// What is known in one of several, each of which stands where none before it does.
Lowering::Known Lowering::inArm(const std::vector<Entry>& arms, size_t index) {
    std::vector<NodeRef> before;
    for (size_t i = 0; i < index; ++i)
        before.push_back(arms[i].guard);
    return Known(*this, conjunctsOf(arms[index].guard), before);
}

/// Of alternatives, one of which holds, the one that is left where all others are known not to. What checks say isn't
/// known: a template that is rendered before them must not fail.
void Lowering::addImplied() {
    std::vector<NodeRef>& known = around_.known;
    std::set<NodeRef> checked = std::exchange(around_.checked, {});
    for (size_t i = 0; i < known.size(); ++i) {
        if (!isPrim(known[i], Op::Or))
            continue;
        std::vector<NodeRef> left = known[i]->args;
        std::erase_if(left, [this](NodeRef part) { return isKnownFalse(part); });
        for (NodeRef part : left.size() == 1 ? conjunctsOf(left[0]) : std::vector<NodeRef>{})
            if (std::find(known.begin(), known.end(), part) == known.end())
                known.push_back(part);
    }
    around_.checked = std::move(checked);
}

/// Is the textual variant said to be the case of texts by one of the guards, or one of the others?
bool Lowering::isSaidOf(NodeRef variant, bool isText, const std::vector<NodeRef>& guards) const {
    return std::any_of(guards.begin(), guards.end(), [&](NodeRef guard) {
        if (guard->kind != NodeKind::TagIs || !samePlace(guard->args[0], variant))
            return false;
        const core::Type& type = typeOf(guard->args[0]);
        return type.isTextual() && type.cases[guard->index].fromText == isText;
    });
}

/// Is it that a textual variant is no empty text, or not that and more, while others say that it is a case that no text
/// is?
bool Lowering::isImplied(NodeRef guard, const std::vector<NodeRef>& others) const {
    if (!isPrim(guard, Op::Not))
        return false;
    std::vector<NodeRef> denied = conjunctsOf(guard->args[0]);
    return std::any_of(denied.begin(), denied.end(), [&](NodeRef part) {
        NodeRef text = comparedWithEmpty(part);
        return text != nullptr && isSaidOf(text, false, others);
    });
}

void Lowering::eraseImplied(std::vector<NodeRef>& conjuncts) const {
    const std::vector<NodeRef> all = conjuncts;
    std::erase_if(conjuncts, [&](NodeRef guard) { return isImplied(guard, all); });
}

ExprPtr Lowering::allOf(std::vector<NodeRef> conjuncts) {
    eraseImplied(conjuncts);
    if (conjuncts.size() == 1)
        return condition(conjuncts[0]);
    ++eager_;
    std::vector<ExprPtr> parts;
    for (NodeRef part : conjuncts)
        parts.push_back(condition(part));
    --eager_;
    return call("and", std::move(parts));
}

/// The guards in groups, each of which reads what is there where those before it hold: as one condition, which every
/// Helm up to 3.9 evaluates whole, they would need more calls.
std::vector<std::vector<NodeRef>> Lowering::layersOf(std::vector<NodeRef> conjuncts) {
    eraseImplied(conjuncts);
    std::vector<std::vector<NodeRef>> layers;
    std::vector<NodeRef> before;
    for (NodeRef guard : conjuncts) {
        auto calls = [&] {
            Known known(*this, before);
            ++eager_;
            size_t count = callsIn(condition(guard));
            --eager_;
            return count;
        };
        size_t below = 0;
        {
            Known known(*this, layers.empty() ? std::vector<NodeRef>{} : layers.back());
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

/// Several guards, the first of `rest` among them, that say of one text that it is a word: `has`; two do where the text
/// takes a call. Takes them out of `rest`; null if there are none.
ExprPtr Lowering::isOneOf(std::vector<NodeRef>& rest, bool strict) {
    std::map<NodeRef, NodeRef> most;
    Word common;
    for (const Word& way : wordsOf(rest.front()))
        if (std::map<NodeRef, NodeRef> found = alike(way, rest); found.size() > most.size()) {
            most = std::move(found);
            common = way;
        }
    if (most.size() < 2)
        return nullptr;
    Scalar asked = scalar(common.text);
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
        parts.push_back(strict ? boolean(part) : condition(part));
    parts.push_back(call("has", {text, call("list", std::move(words))}));
    return parts.size() == 1 ? parts[0] : call("and", std::move(parts));
}

/// The type of the variant that a TagIs asks.
const core::Type& Lowering::variantOf(NodeRef guard) const {
    NodeRef variant = guard->args[0];
    return typeOf(variant->kind == NodeKind::Default ? variant->args[0] : variant);
}

/// Is it asked by a text that says which case it is?
bool Lowering::hasTag(NodeRef guard) const {
    if (guard->kind != NodeKind::TagIs)
        return false;
    const core::Type& type = variantOf(guard);
    return !type.tagKey.empty() || (type.isTextual() && !type.cases[guard->index].fromText);
}

/// Is it that a textual variant is the empty text, beside that it is a text at all?
bool Lowering::isEmptyOfTexts(NodeRef guard, const std::vector<NodeRef>& others) const {
    NodeRef text = comparedWithEmpty(guard);
    return text != nullptr && isSaidOf(text, true, others);
}

/// A disjunction; several cases of one variant, and many words of one text, become `has`.
ExprPtr Lowering::anyOf(NodeRef guard, bool strict) {
    ++eager_;
    std::vector<ExprPtr> parts;
    std::vector<NodeRef> rest(guard->args);
    std::erase_if(rest, [&](NodeRef part) { return isEmptyOfTexts(part, guard->args); });
    while (!rest.empty()) {
        if (ExprPtr words = isOneOf(rest, strict)) {
            parts.push_back(std::move(words));
            continue;
        }
        NodeRef first = rest.front();
        std::vector<NodeRef> same;
        if (hasTag(first))
            std::copy_if(rest.begin(), rest.end(), std::back_inserter(same),
                         [&](NodeRef other) { return hasTag(other) && other->args[0] == first->args[0]; });
        if (same.size() < 2) {
            parts.push_back(strict ? boolean(first) : condition(first));
            rest.erase(rest.begin());
            continue;
        }
        std::vector<ExprPtr> tags;
        for (NodeRef tag : same) {
            tags.push_back(stringLiteral(tag->text));
            std::erase(rest, tag);
        }
        ExprPtr tag = variantOf(first).isTextual() ? keyOf(first->args[0]) : tagOf(first->args[0]);
        parts.push_back(call("has", {std::move(tag), call("list", std::move(tags))}));
    }
    --eager_;
    return parts.size() == 1 ? parts[0] : call("or", std::move(parts));
}

/// The tag in the values; in elements with the default's where the whole variant is absent.
ExprPtr Lowering::tagOf(NodeRef variant) {
    bool defaulted = variant->kind == NodeKind::Default;
    NodeRef ref = defaulted ? variant->args[0] : variant;
    const core::Type& type = typeOf(ref);
    if (type.isTextual())
        return pipe(keyOf(variant), "default", {stringLiteral(type.cases[static_cast<size_t>(type.textCase())].key)});
    if (type.tagKey.empty())
        return pipe(call("keys", {orEmpty(variant, "dict")}), "first");
    bool safe = defaulted || ir::inElement(ref) || (eager_ > 0 && mayBeAbsent(ref));
    ExprPtr tag = field(this->ref(ref), type.tagKey, safe);
    if (!defaulted)
        return tag;
    const Entry* held = ir::findEntry(variant->args[1], type.tagKey);
    return pipe(tag, "default", {stringLiteral(held == nullptr ? std::string() : held->value->text)});
}

/// Is the variant that case?
ExprPtr Lowering::tagIs(NodeRef variant, size_t index) {
    NodeRef ref = variant->kind == NodeKind::Default ? variant->args[0] : variant;
    const core::Type& type = typeOf(ref);
    const std::string& key = type.cases[index].key;
    if (type.isTextual())
        return type.cases[index].fromText ? call("not", {call("kindIs", {stringLiteral("map"), place(variant)})})
                                          : call("eq", {keyOf(variant), stringLiteral(key)});
    if (type.tagKey.empty())
        return call("hasKey", {orEmpty(variant, "dict"), stringLiteral(key)});
    ExprPtr tag = tagOf(variant);
    bool optional = declaredType(ref).kind == TypeKind::Optional && !isKnownPresent(ref);
    bool isDefaulted = variant->kind == NodeKind::Default;
    if (!isDefaulted && (ir::inElement(ref) || (eager_ > 0 && (optional || mayBeAbsent(ref)))))
        tag = call("toString", {tag});
    return call("eq", {tag, stringLiteral(key)});
}

/// That a guard does not hold. Of the two cases of a variant the other one is named. `strict`: true or false itself.
ExprPtr Lowering::isNot(NodeRef guard, bool strict) {
    if (strict && (isPrim(guard, Op::Unique) || comparedWithEmpty(guard) != nullptr))
        return negate(boolean(guard)); // of the condition it is a text
    if (guard->kind == NodeKind::TagIs) {
        const core::Type& type = variantOf(guard);
        if (type.cases.size() == 2 && !type.tagKey.empty())
            return tagIs(guard->args[0], 1 - guard->index);
    }
    return negate(condition(guard));
}

/// The key of a textual variant, `""` of a text.
ExprPtr Lowering::keyOf(NodeRef variant) {
    asksKeys_ = true;
    return callOfOwn(values::own_templates::caseOf, place(variant));
}

ExprPtr Lowering::asMap(NodeRef variant) {
    ExprPtr given = place(variant);
    return call("ternary", {given, call("dict", {}), call("kindIs", {stringLiteral("map"), given})});
}

/// Of an element's optional whose default is something: only what says none is none.
ExprPtr Lowering::presentByDefault(NodeRef optional) {
    NodeRef given = optional->args[0];
    if (isPlainOptional(given))
        return call("ne", {call("toString", {ref(given)}), stringLiteral({})});
    return call("ne", {call("toString", {field(ref(given), "enabled", true)}), stringLiteral("false")});
}

/// Is the value of a plain optional empty, to Go's templates, just where it holds nothing? `""` says nothing, too.
bool Lowering::isTrueWhereGiven(NodeRef ref) const {
    const core::Type& type = typeOf(ref);
    if (type.kind == TypeKind::Int)
        return type.minInt > 0 || type.maxInt < 0;
    if (!type.isTextual())
        return formOf(ref) == Form::String;
    const core::Type& text = program_.types[type.cases[static_cast<size_t>(type.textCase())].payload];
    return text.domain != core::Domain::Quantity; // which may be the number 0
}

/// Is it neither nil nor the empty text? It may be 0.
ExprPtr Lowering::isGiven(const ExprPtr& value, bool strict) {
    asksGiven_ = true;
    ExprPtr answer = callOfOwn(values::own_templates::isSet, value);
    return strict ? call("ne", {answer, stringLiteral({})}) : answer;
}

/// Does an optional hold something? By the encoding of its payload.
ExprPtr Lowering::present(NodeRef guard, bool strict) {
    NodeRef optional = guard->args[0];
    if (optional->kind == NodeKind::Default)
        return presentByDefault(optional);
    NodeRef ref = optional;
    ExprPtr value = place(ref);
    const core::Type& type = typeOf(ref);
    if (!isPlainOptional(ref)) {
        if (ir::inElement(ref))
            return call("and",
                        {call("kindIs", {stringLiteral("map"), value}),
                         call("ne", {call("toString", {field(value, "enabled", true)}), stringLiteral("false")})});
        bool absent = eager_ > 0 && mayBeAbsent(ref);
        ExprPtr enabled = field(value, "enabled", absent);
        return strict && absent ? call("eq", {call("toString", {enabled}), stringLiteral("true")}) : enabled;
    }
    if (isTrueWhereGiven(ref))
        return strict ? call("not", {call("empty", {value})}) : value;
    if (type.kind == TypeKind::String || type.kind == TypeKind::IntOrPercent || type.isTextual())
        return isGiven(value, strict);
    return call("not", {call("kindIs", {stringLiteral("invalid"), value})});
}

/// Whether a text is empty, by what it is to templates; nil and the other cases of a variant are read where that
/// doesn't matter. Null: the guard asks something else, or no more than `eq` takes.
ExprPtr Lowering::emptyText(NodeRef guard, bool strict) {
    NodeRef text = comparedWithEmpty(guard);
    if (text == nullptr || text->kind == NodeKind::String)
        return nullptr;
    Scalar asked = scalar(text);
    if (asked.form != Form::String || (strict && !asked.mayBeNil))
        return nullptr;
    return call(strict ? "empty" : "not", {asked.expr});
}

ExprPtr Lowering::nonEmpty(NodeRef collection, bool strict) {
    if (collection->kind == NodeKind::Shared)
        return nonEmpty(collection->args[0], strict);
    if (collection->kind == NodeKind::Record || collection->kind == NodeKind::List) {
        ExprPtr witness = anyEntry(collection);
        return strict ? call("ne", {witness, stringLiteral({})}) : witness;
    }
    ExprPtr value = loopSource(collection);
    return strict ? call("not", {call("empty", {value})}) : value;
}

ExprPtr Lowering::condition(NodeRef guard) {
    switch (guard->kind) {
    case NodeKind::Present:
        return present(guard, false);
    case NodeKind::TagIs:
        return tagIs(guard->args[0], guard->index);
    case NodeKind::Prim:
        switch (guard->op) {
        case Op::And:
            return allOf(guard->args);
        case Op::Or:
            return anyOf(guard, false);
        case Op::Not:
            return isNot(guard->args[0], false);
        case Op::NonEmpty:
            return nonEmpty(guard->args[0], false);
        case Op::Unique:
            return call("not", {repeated(guard->args[0])});
        case Op::Eq:
            if (ExprPtr empty = emptyText(guard, false))
                return empty;
            break;
        default:
            break;
        }
        break;
    default:
        break;
    }
    return scalar(guard).expr;
}

ExprPtr Lowering::boolean(NodeRef guard) {
    switch (guard->kind) {
    case NodeKind::Present:
        return present(guard, true);
    case NodeKind::TagIs:
        return tagIs(guard->args[0], guard->index);
    case NodeKind::Prim:
        switch (guard->op) {
        case Op::And: {
            ++eager_;
            std::vector<ExprPtr> parts;
            for (NodeRef part : guard->args)
                parts.push_back(boolean(part));
            --eager_;
            return call("and", std::move(parts));
        }
        case Op::Or:
            return anyOf(guard, true);
        case Op::Not:
            return isNot(guard->args[0], true);
        case Op::NonEmpty:
            return nonEmpty(guard->args[0], true);
        case Op::Eq:
            if (ExprPtr empty = emptyText(guard, true))
                return empty;
            break;
        default:
            break;
        }
        break;
    default:
        break;
    }
    return boolOperand(scalar(guard));
}

} // namespace stackc::emit::helm
