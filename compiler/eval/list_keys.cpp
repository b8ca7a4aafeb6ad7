#include "eval/list_keys.h"

#include "eval/choose.h"
#include "eval/entries.h"
#include "eval/keys.h"
#include "eval/optionals.h"
#include "eval/places.h"
#include "eval/primitives.h"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace stackc::eval {

using ir::EntryKind;
using ir::NodeKind;
using kube::Shape;

namespace {

/// The elements of a list as entries that have their keys.
class ListKeys {
public:
    ListKeys(Evaluation& in, const kube::Type& list)
        : in_(in), list_(list), key_(list.mapKeys.front()), type_(keyType()) {}

    /// Nothing where it isn't known what stands in the list.
    std::optional<std::vector<Entry>> of(const std::vector<Entry>& items, uint32_t depth) {
        std::vector<Entry> out;
        for (const Entry& item : items)
            if (!add(item, depth, out))
                return std::nullopt;
        return out;
    }

private:
    /// A key that an element may lack, or that is a number, is no text for a template until it is made one.
    core::TypeId keyType() const {
        const core::TypeTable& types = in_.program.types;
        std::optional<kube::Field> field = types.natives().type(list_.element).fields.find(key_);
        bool isText = field && field->required && types.natives().shape(field->type) == Shape::String;
        return isText ? types.string() : types.intOrPercent();
    }

    bool add(const Entry& item, uint32_t depth, std::vector<Entry>& out) {
        if (item.kind == EntryKind::Value)
            return addElement(item.value, item.guard, out);
        if (item.kind == EntryKind::Spread)
            return addSpread(unshared(item.value), item.guard, depth, out);
        std::optional<std::vector<Entry>> body = of(item.body, std::max(depth, item.loop->depth) + 1);
        if (body)
            out.push_back(roundOf(item.loop, item.guard, std::move(*body)));
        return body.has_value();
    }

    bool addSpread(NodeRef whole, NodeRef guard, uint32_t depth, std::vector<Entry>& out) {
        if (whole->isNone())
            return true;
        if (whole->kind == NodeKind::List) {
            std::optional<std::vector<Entry>> keys = of(guarded(in_, guard, whole->entries), depth);
            if (keys)
                std::ranges::move(*keys, std::back_inserter(out));
            return keys.has_value();
        }
        if (whole->kind == NodeKind::Choice)
            return std::ranges::all_of(alternatives(in_, whole), [&](const Entry& arm) {
                return addSpread(unshared(arm.value), in_.guards.both(guard, arm.guard), depth, out);
            });
        if (!isPlace(whole) || in_.typeOf(whole).kind != core::TypeKind::List)
            return false;
        const ir::Loop* loop = in_.nodes.loop(whole, depth, "item", "");
        std::vector<Entry> body;
        if (!addElement(in_.nodes.element(loop, in_.typeOf(whole).element), in_.yes(), body))
            return false;
        out.push_back(roundOf(loop, guard, std::move(body)));
        return true;
    }

    static Entry roundOf(const ir::Loop* loop, NodeRef guard, std::vector<Entry> body) {
        Entry round;
        round.kind = EntryKind::Each;
        round.guard = guard;
        round.loop = loop;
        round.body = std::move(body);
        return round;
    }

    bool addElement(NodeRef element, NodeRef guard, std::vector<Entry>& out) {
        element = unshared(element);
        if (element->kind != NodeKind::Record && element->kind != NodeKind::Choice && !isPlace(element))
            return false;
        NodeRef field = fieldOf(in_, element, std::string(key_), {in_.trace.here(), type_, {}});
        NodeRef key = payload(in_, field);
        if (key->isNone())
            return true;
        Entry entry = ir::NodeTable::item(in_.guards.both(guard, present(in_, field)), key);
        bool isText = key->kind == NodeKind::String || type_ == in_.program.types.string();
        entry.keyNode = isText ? key : primitive(in_, core::Op::ToText, {key}, nullptr);
        out.push_back(std::move(entry));
        return true;
    }

    Evaluation& in_;
    const kube::Type& list_;
    std::string_view key_;
    core::TypeId type_;
};

/// Do the values say an element, or its key? Of others the judge tells.
bool isLate(const std::vector<Entry>& keys) {
    return std::ranges::any_of(keys,
                               [](const Entry& entry) { return entry.kind == EntryKind::Each || entry.keyNode->late; });
}

/// What the program writes out of resources: whether a list is asked must not hang on what is known of the values.
class Written {
public:
    explicit Written(Evaluation& in) : in_(in) {}

    /// Is there a list in what is written whose keys are asked? By what is written alone, so once for each expression.
    bool hasAsked(core::ExprId written, kube::TypeId id) {
        auto [known, fresh] = in_.memo.askedLists.try_emplace(written.value, false);
        if (!fresh)
            return known->second;
        const bool found = findAsked(written, id);
        return in_.memo.askedLists[written.value] = found;
    }

    /// A record whose fields are all said where it is written; else null.
    const core::RecordExpr* writtenOut(core::ExprId id) const {
        const auto* record = std::get_if<core::RecordExpr>(&in_.program[id].node);
        return record != nullptr && !record->base.valid() && std::ranges::all_of(record->entries, isOfFixedKey)
                   ? record
                   : nullptr;
    }

    /// Those that are looked into: an `if let` gives a name to something, which may be nothing.
    enum class Branches : uint8_t { All, WithoutNames };

    /// What is set, in branches, too.
    static std::vector<const core::Entry*> saidIn(const std::vector<core::Entry>& entries,
                                                  Branches branches = Branches::All) {
        std::vector<const core::Entry*> said;
        for (const core::Entry& entry : entries) {
            if (entry.kind == core::EntryKind::Set)
                said.push_back(&entry);
            if (entry.kind == core::EntryKind::If ||
                (entry.kind == core::EntryKind::IfLet && branches == Branches::All))
                for (const auto* branch : {&entry.body, &entry.orElse})
                    std::ranges::copy(saidIn(*branch, branches), std::back_inserter(said));
        }
        return said;
    }

    /// Are all elements written out, with keys that are? Of these the judge tells.
    bool areConstants(const std::vector<core::Entry>& elements, const std::string& key) const {
        return std::ranges::all_of(elements, [&](const core::Entry& element) {
            if (element.kind == core::EntryKind::If || element.kind == core::EntryKind::IfLet)
                return areConstants(element.body, key) && areConstants(element.orElse, key);
            return element.kind == core::EntryKind::Set && textOf(keyOf(element.value, key)) != nullptr;
        });
    }

    /// The expression of the field of a record that is written out, if it has it.
    std::optional<core::ExprId> keyOf(core::ExprId record, const std::string& key) const {
        const core::RecordExpr* out = writtenOut(record);
        if (out == nullptr)
            return std::nullopt;
        auto found = std::ranges::find_if(
            out->entries, [&](const core::Entry& entry) { return entry.key == key && entry.value.valid(); });
        return found != out->entries.end() ? std::optional(found->value) : std::nullopt;
    }

    const std::string* textOf(std::optional<core::ExprId> id) const {
        const auto* text = id ? std::get_if<core::Literal>(&in_.program[*id].node) : nullptr;
        return text != nullptr && text->kind == core::Literal::Kind::String ? &text->text : nullptr;
    }

    /// Keys that are no constants, in lists that are not below an `if let`.
    void addKeys(core::ExprId written, kube::TypeId id, std::vector<core::ExprId>& keys) {
        if (!hasAsked(written, id))
            return;
        if (const auto* optional = std::get_if<core::OptionalLit>(&in_.program[written].node))
            return addKeys(optional->payload, id, keys);
        const kube::Type type = in_.program.types.natives().type(id);
        if (const core::RecordExpr* record = writtenOut(written); record != nullptr && type.shape == Shape::Object)
            for (const core::Entry* said : saidIn(record->entries, Branches::WithoutNames))
                if (std::optional<kube::Field> field = type.fields.find(said->key))
                    addKeys(said->value, field->type, keys);
        const auto* elements = std::get_if<core::ListExpr>(&in_.program[written].node);
        if (elements == nullptr || type.shape != Shape::List)
            return;
        for (const core::Entry* element : saidIn(elements->items, Branches::WithoutNames)) {
            std::optional<core::ExprId> key = keyOf(element->value, std::string(type.mapKeys[0]));
            if (key && textOf(key) == nullptr)
                keys.push_back(*key);
            addKeys(element->value, type.element, keys);
        }
    }

private:
    bool findAsked(core::ExprId written, kube::TypeId id) {
        if (const auto* optional = std::get_if<core::OptionalLit>(&in_.program[written].node))
            return optional->on && hasAsked(optional->payload, id);
        const kube::Type type = in_.program.types.natives().type(id);
        if (type.shape == Shape::Object) {
            const core::RecordExpr* record = writtenOut(written);
            return record != nullptr && std::ranges::any_of(saidIn(record->entries), [&](const core::Entry* said) {
                       std::optional<kube::Field> field = type.fields.find(said->key);
                       return field && hasAsked(said->value, field->type);
                   });
        }
        if (type.shape != Shape::List || type.mapKeys.size() != 1)
            return false;
        const auto* elements = std::get_if<core::ListExpr>(&in_.program[written].node);
        return elements == nullptr || !areConstants(elements->items, std::string(type.mapKeys[0])) ||
               std::ranges::any_of(saidIn(elements->items),
                                   [&](const core::Entry* element) { return hasAsked(element->value, type.element); });
    }

    static bool isOfFixedKey(const core::Entry& entry) {
        const bool isField = entry.kind == core::EntryKind::Set && !entry.keyExpr.valid();
        const bool isBranch = entry.kind == core::EntryKind::If || entry.kind == core::EntryKind::IfLet;
        return isField || (isBranch && std::ranges::all_of(entry.body, isOfFixedKey) &&
                           std::ranges::all_of(entry.orElse, isOfFixedKey));
    }

    Evaluation& in_;
};

/// Goes along what the program writes out, beside what comes of it.
class WrittenLists {
public:
    WrittenLists(Evaluation& in, const std::string& made, core::Span span, const WrittenKeys& keys)
        : in_(in), written_(in), made_(made), span_(span), keys_(keys) {}

    void value(core::ExprId written, NodeRef node, kube::TypeId id, const std::string& at) {
        if (!written_.hasAsked(written, id))
            return;
        node = unshared(node);
        if (const auto* optional = std::get_if<core::OptionalLit>(&in_.program[written].node))
            return optional->on ? value(optional->payload, node, id, at) : void();
        if (node->kind == NodeKind::Choice) {
            for (const Entry& arm : alternatives(in_, node)) {
                Under under(in_, arm.guard);
                value(written, arm.value, id, at);
            }
            return;
        }
        const kube::Type type = in_.program.types.natives().type(id);
        if (type.shape == Shape::Object)
            object(written, node, type, at);
        else if (type.shape == Shape::List)
            list(written, node, type, at);
    }

private:
    void object(core::ExprId written, NodeRef node, const kube::Type& type, const std::string& at) {
        const core::RecordExpr* record = written_.writtenOut(written);
        if (record == nullptr || node->kind != NodeKind::Record)
            return;
        for (const core::Entry* said : Written::saidIn(record->entries)) {
            std::optional<kube::Field> field = type.fields.find(said->key);
            if (!field)
                continue;
            for (const Entry& entry : node->entries) {
                const std::string* key = entry.kind == EntryKind::Value ? ir::fixedKey(entry) : nullptr;
                if (key == nullptr || *key != said->key)
                    continue;
                Under under(in_, entry.guard);
                value(said->value, entry.value, field->type, at.empty() ? said->key : at + "." + said->key);
            }
        }
    }

    void list(core::ExprId written, NodeRef node, const kube::Type& type, const std::string& at) {
        if (type.mapKeys.size() != 1)
            return;
        const std::vector<Entry> items =
            node->kind == NodeKind::List ? node->entries : std::vector<Entry>{spreadOf(in_, node)};
        const auto* elements = std::get_if<core::ListExpr>(&in_.program[written].node);
        if (elements == nullptr || !written_.areConstants(elements->items, std::string(type.mapKeys[0])))
            ask(node, items, type, at);
        if (elements != nullptr)
            for (const core::Entry* element : Written::saidIn(elements->items))
                inElement(element->value, items, type, at);
    }

    /// What each of several branches writes is looked for in what comes of any of them, so a list may be met again.
    void ask(NodeRef list, const std::vector<Entry>& items, const kube::Type& type, const std::string& at) {
        if (!asked_.emplace(list, in_.place.context(), at).second)
            return;
        const std::optional<std::vector<Entry>> keys = ListKeys(in_, type).of(items, in_.place.depth());
        if (keys && (in_.known != nullptr || isLate(*keys)))
            checkDistinct(in_, *keys, span_,
                          fmt::format("{}: two elements of {} have the {}", made_, at, type.mapKeys[0]));
    }

    /// Goes on in the element that has the key which is written out. A key that is no constant isn't said: it is
    /// another text where the values are known.
    void inElement(core::ExprId written, const std::vector<Entry>& items, const kube::Type& type,
                   const std::string& at) {
        const std::string field(type.mapKeys[0]);
        const std::optional<core::ExprId> key = written_.keyOf(written, field);
        const std::string* name = written_.textOf(key);
        for (const Entry& item : items) {
            NodeRef element = item.kind == EntryKind::Value && key ? unshared(item.value) : nullptr;
            const Entry* has =
                element != nullptr && element->kind == NodeKind::Record ? ir::findEntry(element, field) : nullptr;
            if (has == nullptr)
                continue;
            Under under(in_, item.guard);
            // Branches may have made one element of which the key is chosen.
            for (const Entry& arm : armsOf(unshared(has->value))) {
                if (!isOfKey(unshared(arm.value), *key, name))
                    continue;
                Under chosen(in_, arm.guard);
                value(written, element, type.element, at + "[" + (name != nullptr ? *name : "") + "]");
            }
        }
    }

    std::vector<Entry> armsOf(NodeRef node) {
        return node->kind == NodeKind::Choice ? alternatives(in_, node)
                                              : std::vector{ir::NodeTable::item(in_.yes(), node)};
    }

    bool isOfKey(NodeRef is, core::ExprId key, const std::string* name) const {
        if (name != nullptr)
            return is->kind == NodeKind::String && is->text == *name;
        auto written = keys_.find(key);
        if (written == keys_.end())
            return false;
        NodeRef node = unshared(written->second);
        return is == node || (is->kind == NodeKind::String && node->kind == NodeKind::String && is->text == node->text);
    }

    Evaluation& in_;
    Written written_;
    const std::string& made_;
    core::Span span_;
    const WrittenKeys& keys_;
    std::set<std::tuple<NodeRef, NodeRef, std::string>> asked_; ///< lists, under which conditions, and where they are
};

/// The type of a resource whose lists are asked.
std::optional<kube::TypeId> askedType(const Evaluation& in, const core::Statement& resource) {
    const core::Type& type = in.program.types[in.program[resource.value].type];
    return type.kind == core::TypeKind::Native && in.program.isAuthors(resource.span) ? std::optional(type.native)
                                                                                      : std::nullopt;
}

} // namespace

WrittenKeys keysWrittenIn(Evaluator& in, const core::Statement& resource) {
    std::vector<core::ExprId> keys;
    if (std::optional<kube::TypeId> type = askedType(in, resource))
        Written(in).addKeys(resource.value, *type, keys);
    WrittenKeys known;
    for (core::ExprId key : keys)
        known.emplace(key, in.evaluate(key));
    return known;
}

void askListKeys(Evaluation& in, const core::Statement& resource, NodeRef object, const WrittenKeys& keys) {
    if (std::optional<kube::TypeId> type = askedType(in, resource))
        WrittenLists(in, resource.name, resource.span, keys).value(resource.value, object, *type, "");
}

} // namespace stackc::eval
