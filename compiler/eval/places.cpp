#include "eval/places.h"

#include "core/layout.h"
#include "eval/choose.h"
#include "eval/entries.h"
#include "eval/fold.h"
#include "eval/held.h"
#include "eval/keys.h"
#include "eval/loops.h"
#include "eval/optionals.h"
#include "eval/primitives.h"
#include "values/constraints.h"
#include "values/encode.h"
#include "values/plain.h"

#include <nlohmann/json.hpp>

#include <utility>

namespace stackc::eval {

using ir::EntryKind;
using ir::NodeKind;

namespace {

/// What the functions over values need.
values::Context contextOf(Evaluation& in) {
    return {in.program, in.nodes, [&in](ExprId id) { return in.evaluate(id); }};
}

const core::Field* declaredField(Evaluation& in, const core::Type& type, const std::string& name);
NodeRef whereAbsent(Evaluation& in, const core::Field& field, NodeRef outer);
NodeRef presetAt(Evaluation& in, NodeRef place);
NodeRef saidOf(Evaluation& in, const std::vector<Entry>& entries, const std::string& name, const core::Expr& expr);
NodeRef isSaid(Evaluation& in, NodeRef spread, const std::string& name, NodeRef value, const core::Expr& expr);

} // namespace

NodeRef input(Evaluation& in, core::Input input, core::TypeId type) {
    // Helm knows the alias alone of a chart that is included by an included one; its name has both.
    bool isNested = in.program.chart.templates.find('/') != std::string::npos;
    if (input == core::Input::ChartName && (in.known != nullptr || isNested))
        return in.nodes.string(in.program.chart.name);
    if (input == core::Input::ChartDeclaredName)
        return in.nodes.string(in.program.chart.declaredName);
    if (in.known == nullptr)
        return in.nodes.input(input, type);
    switch (input) {
    case core::Input::Values:
        return in.known->values;
    case core::Input::ReleaseName:
        return in.nodes.string(in.known->releaseName);
    case core::Input::ReleaseNamespace:
        return in.nodes.string(in.known->releaseNamespace);
    case core::Input::ReleaseService:
        return in.nodes.string(in.known->releaseService);
    case core::Input::ChartVersion:
        return in.nodes.string(in.program.chart.version);
    case core::Input::ChartAppVersion:
        return in.nodes.string(in.program.chart.appVersion);
    case core::Input::KubeVersion:
        return in.nodes.string(in.known->kubeVersion);
    case core::Input::ChartName:
    case core::Input::ChartDeclaredName:
        break;
    }
    return in.nodes.string(in.program.chart.name);
}

bool isPlace(NodeRef node) { return node->kind == NodeKind::Ref || node->kind == NodeKind::Default; }

bool isTextPlace(const Evaluation& in, NodeRef place) {
    const core::Type& type = in.typeOf(place);
    return type.kind != core::TypeKind::Variant && core::isStringLike(type);
}

NodeRef textAt(Evaluation& in, NodeRef place, core::TypeId type) {
    ir::Node text = *place;
    text.type = in.typeOf(type).cases[static_cast<size_t>(in.typeOf(type).textCase())].payload;
    text.boolean = true;
    if (text.kind == NodeKind::Default)
        text.args[0] = textAt(in, text.args[0], type);
    return in.nodes.intern(std::move(text));
}

NodeRef isEmptyText(Evaluation& in, NodeRef place, core::TypeId type) {
    return primitive(in, core::Op::Eq, {textAt(in, place, type), in.nodes.string("")}, nullptr);
}

bool isExpandable(Evaluation& in, NodeRef node) {
    return isPlace(node) && in.program.types[node->type].kind == core::TypeKind::Record;
}

NodeRef expand(Evaluation& in, NodeRef ref) {
    std::vector<Entry> entries;
    for (const core::Field& field : in.typeOf(ref).fields)
        entries.push_back(ir::NodeTable::value(in.yes(), field.name, refField(in, ref, field.name, field.type)));
    return in.nodes.record(std::move(entries));
}

NodeRef refField(Evaluation& in, NodeRef ref, const std::string& name, core::TypeId wanted) {
    const core::Type& type = in.typeOf(ref);
    if (type.kind == core::TypeKind::Native || type.kind == core::TypeKind::Data)
        return in.nodes.field(ref, name, wanted);
    if (type.kind == core::TypeKind::Map)
        return orEmpty(in, in.nodes.field(ref, name, type.element), type.element, nullptr);
    const core::Field* field = declaredField(in, type, name);
    if (field == nullptr)
        return in.nodes.none();
    NodeRef result = in.nodes.field(ref, field->key, field->type);
    // Helm merges neither lists nor what is in their elements, so the chart applies an element's defaults itself.
    NodeRef fallback = inElement(ref) ? whereAbsent(in, *field, presetAt(in, ref)) : nullptr;
    if (fallback == nullptr)
        return orEmpty(in, result, field->type, field);
    ir::Node node;
    node.kind = NodeKind::Default;
    node.args = {result, fallback};
    node.type = field->type;
    return orEmpty(in, in.nodes.intern(std::move(node)), field->type, field);
}

namespace {

/// The field of a record type, whose fields no longer change; null if there is none of that name.
const core::Field* declaredField(Evaluation& in, const core::Type& type, const std::string& name) {
    auto [fields, fresh] = in.memo.fields.try_emplace(&type);
    if (fresh)
        for (const core::Field& field : type.fields)
            fields->second.try_emplace(field.name, &field);
    auto found = fields->second.find(name);
    return found == fields->second.end() ? nullptr : found->second;
}

} // namespace

NodeRef orEmpty(Evaluation& in, NodeRef place, core::TypeId type, const core::Field* field) {
    if (!in.typeOf(type).isTextual())
        return place;
    values::Context context = contextOf(in);
    NodeRef meant = values::meantByEmpty(context, in.typeOf(type), field);
    if (meant == nullptr)
        return place;
    return choose(in, isEmptyText(in, place, type), meant, place);
}

namespace {

/// What a field of an element is read as where its key is absent: its default, as the values would say it. Null where
/// an absent key says the same.
NodeRef whereAbsent(Evaluation& in, const core::Field& field, NodeRef outer) {
    if (field.flat && in.typeOf(field.type).kind == core::TypeKind::Record)
        return nullptr; // its fields have theirs, one by one
    const Entry* said =
        outer != nullptr && outer->kind == NodeKind::Record ? ir::findEntry(outer, field.name) : nullptr;
    NodeRef value = said != nullptr              ? said->value
                    : field.defaultValue.valid() ? in.evaluate(field.defaultValue)
                                                 : in.nodes.none();
    if (value->isNone() || value->late)
        return nullptr;
    values::Context context = contextOf(in);
    NodeRef held =
        values::plainNode(in.nodes, values::encodeElement(context, field.type, value, &field, values::Unset::LeftOut));
    bool isOpen =
        in.typeOf(field.type).kind == core::TypeKind::Native || in.typeOf(field.type).kind == core::TypeKind::Data;
    bool isEmpty = (held->kind == NodeKind::Record || held->kind == NodeKind::List) && held->entries.empty();
    bool isSwitch = in.typeOf(field.type).kind == core::TypeKind::Optional;
    // A list that has no default of its own is required but for what is said around it.
    bool isAsDeclared = field.defaultValue.valid() || in.typeOf(field.type).kind == core::TypeKind::Record;
    return isEmpty && isAsDeclared && !isOpen && !isSwitch ? nullptr : held;
}

/// What the default of a field around says of the fields at a place of an element, in which users give some of them;
/// null for nothing.
NodeRef presetAt(Evaluation& in, NodeRef place) {
    if (place->kind == NodeKind::Default)
        return presetAt(in, place->args[0]);
    if (place->base != ir::RefBase::Field)
        return nullptr;
    auto [known, fresh] = in.memo.presets.try_emplace(place, nullptr);
    if (!fresh)
        return known->second;
    NodeRef parent = place->args[0];
    const core::Type* type = &in.typeOf(parent);
    if (type->kind == core::TypeKind::Optional)
        type = &in.typeOf(type->element);
    core::Field field;
    if (type->kind == core::TypeKind::Record) {
        if (const core::Field* declared = core::fieldOfKey(*type, place->text))
            field = *declared;
    } else if (type->kind == core::TypeKind::Variant && !type->tagKey.empty()) {
        for (const core::Case& one : type->cases)
            if (one.key == place->text) {
                field.key = one.key;
                field.type = one.payload;
            }
    }
    if (!field.type.valid())
        return nullptr;
    NodeRef outer = presetAt(in, parent);
    values::Context context = contextOf(in);
    bool isNothing = type->kind == core::TypeKind::Variant && outer == nullptr;
    NodeRef preset = isNothing ? nullptr : values::heldByPreset(values::presetOf(context, field, outer));
    in.memo.presets[place] = preset != nullptr && !preset->late ? preset : nullptr;
    return in.memo.presets[place];
}

/// The only entry of a fixed key, which no spread behind it says again; with an index where the record is large. Null
/// where there is none such.
const Entry* entryOf(Evaluation& in, NodeRef record, const std::string& key) {
    constexpr size_t large = 32;
    auto end = record->entries.rend();
    if (record->entries.size() < large) {
        const Entry* found = nullptr;
        for (auto entry = record->entries.rbegin(); entry != end && entry->kind != EntryKind::Spread; ++entry)
            if (isEntryOf(*entry, key) && std::exchange(found, &*entry) != nullptr)
                return nullptr;
        return found;
    }
    auto [index, fresh] = in.memo.entries.try_emplace(record);
    if (fresh)
        for (auto entry = record->entries.rbegin(); entry != end && entry->kind != EntryKind::Spread; ++entry)
            if (const std::string* fixed = ir::fixedKey(*entry))
                if (auto [other, isNew] = index->second.try_emplace(*fixed, &*entry); !isNew)
                    other->second = nullptr;
    auto place = index->second.find(key);
    return place != index->second.end() ? place->second : nullptr;
}

} // namespace

NodeRef valueOf(Evaluation& in, NodeRef map, const std::string& key, const core::Expr& expr) {
    map = unshared(map);
    bool isFixed = map->kind == NodeKind::Record && std::all_of(map->entries.begin(), map->entries.end(), [](auto& e) {
                       return ir::fixedKey(e) != nullptr && e.guard->isTrue();
                   });
    const Entry* only = isFixed ? entryOf(in, map, key) : nullptr;
    if (only != nullptr)
        return only->value;
    Held found = heldBySpread(in, map, in.nodes.string(key), expr.type);
    NodeRef there = found.there != nullptr ? in.simplify(found.there) : nullptr;
    if (there != nullptr && there->isTrue())
        return found.value;
    in.report(diag::Code::E3098, expr.span, key,
              there == nullptr   ? "some of its keys are late"
              : there->isFalse() ? "it isn't there"
                                 : "it is there under a condition only")
        .suggest("a map is read with `for`, or under the same condition");
    return in.nodes.none();
}

namespace {

/// What the entries of an object say of a field: those behind win where they say it.
NodeRef saidOf(Evaluation& in, const std::vector<Entry>& entries, const std::string& name, const core::Expr& expr) {
    NodeRef said = in.nodes.none();
    for (const Entry& entry : entries) {
        bool isSpread = entry.kind == EntryKind::Spread;
        NodeRef guard = isSpread || isEntryOf(entry, name) ? in.simplify(entry.guard) : in.no();
        if (guard->isFalse())
            continue;
        NodeRef value = isSpread ? fieldOf(in, entry.value, name, expr) : entry.value;
        // Where nothing stands before, a field that the spread lacks is absent itself.
        if (isSpread && !said->isNone())
            guard = in.simplify(in.guards.both(guard, isSaid(in, entry.value, name, value, expr)));
        said = choose(in, guard, value, said, expr.type);
    }
    return said;
}

/// Truth that what is spread says a field, which is read from it as `value`. A text that is empty is said.
NodeRef isSaid(Evaluation& in, NodeRef spread, const std::string& name, NodeRef value, const core::Expr& expr) {
    const core::Type& type = in.typeOf(expr.type);
    if (type.kind == core::TypeKind::Optional && !values::isUnsetByEmpty(in.typeOf(type.element)))
        return present(in, value);
    return primitive(in, core::Op::HasKey, {spread, in.nodes.string(name)}, nullptr);
}

} // namespace

NodeRef asInteger(Evaluation& in, NodeRef value, core::TypeId id) {
    const core::Type& type = in.typeOf(id);
    const core::Type& read = type.kind == core::TypeKind::Optional ? in.typeOf(type.element) : type;
    return read.kind == core::TypeKind::Int ? wholeOr(in, value, value) : value;
}

namespace {

/// Is the text something, whatever the values are? An optional place tells by itself that it is empty; of others their
/// types say whether they may be. A text that is put together has what its parts have.
bool isNeverEmpty(Evaluation& in, NodeRef text) {
    text = unshared(text);
    if (isPlace(text))
        return !values::admitsEmpty(in.typeOf(text));
    if (text->kind == NodeKind::Prim && text->op == core::Op::Concat)
        return std::any_of(text->args.begin(), text->args.end(), [&](NodeRef part) {
            bool isOptional = isPlace(part) && in.typeOf(part).kind == core::TypeKind::Optional;
            return !isOptional && isNeverEmpty(in, part);
        });
    return text->kind == NodeKind::Int || (text->kind == NodeKind::String && !text->text.empty());
}

} // namespace

NodeRef asRead(Evaluation& in, NodeRef value, core::TypeId id) {
    const core::Type& type = in.typeOf(id);
    bool isText = type.kind == core::TypeKind::Optional && values::isUnsetByEmpty(in.typeOf(type.element));
    const bool ofList = isList(in, id);
    if (!isText && !ofList && !isMap(in, id))
        return asInteger(in, value, id);
    NodeRef held = unshared(value);
    if (held->kind == NodeKind::Choice) {
        std::vector<Entry> arms = alternatives(in, held);
        for (Entry& arm : arms)
            arm.value = asRead(in, arm.value, id);
        return chooseAll(in, std::move(arms), id);
    }
    if (!isText)
        return !held->isNone() ? value : ofList ? in.nodes.list({}) : in.nodes.record({});
    if (held->isNone() || isNeverEmpty(in, held))
        return value;
    NodeRef isEmpty = primitive(in, core::Op::Eq, {held, in.nodes.string("")}, nullptr);
    return choose(in, in.simplify(isEmpty), in.nodes.none(), value);
}

NodeRef fieldOf(Evaluation& in, NodeRef base, const std::string& name, const core::Expr& expr) {
    base = unshared(base);
    switch (base->kind) {
    case NodeKind::Record: {
        if (const Entry* entry = entryOf(in, base, name); entry != nullptr && in.simplify(entry->guard)->isTrue())
            return entry->value;
        return saidOf(in, opened(in, base->entries), name, expr);
    }
    case NodeKind::Ref:
    case NodeKind::Default:
        return refField(in, base, name, expr.type);
    case NodeKind::Off:
        return fieldOf(in, base->args[0], name, expr);
    case NodeKind::Choice: {
        std::vector<Entry> arms;
        for (const Entry& arm : alternatives(in, base))
            if (!arm.value->isNone() && !in.guards.excludes(in.place.context(), arm.guard))
                arms.push_back(ir::NodeTable::item(arm.guard, fieldOf(in, arm.value, name, expr)));
        return chooseAll(in, std::move(arms), expr.type);
    }
    default:
        return in.nodes.none();
    }
}

} // namespace stackc::eval
