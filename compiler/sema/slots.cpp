// What the keys of objects take.
#include "sema/checker.h"

#include "diag/suggest.h"
#include "sema/suggest.h"

#include <algorithm>
#include <set>

namespace stackc::sema {

using core::Entry;
using core::EntryKind;
using kube::Shape;

Slot Checker::slotOf(TypeId id, const ast::Name& name) {
    Slot slot;
    slot.key = name.text;
    slot.type = program_.types.error();
    const Type& t = type(id);
    switch (t.kind) {
    case TypeKind::Map:
        slot.type = t.element;
        slot.optional = kindOf(slot.type) == TypeKind::Sensitive; // what Kubernetes' own map is of a Secret
        if (!name.text.empty() && kindOf(t.key) == TypeKind::String)
            validText(name.text, TypeId(t.key), name.span);
        else if (!name.text.empty())
            slot.key = caseKey(t.key, name);
        return slot;
    case TypeKind::Data:
        slot.type = t.open ? manifestSlot(name.text) : id;
        slot.optional = !t.open || slot.type == program_.types.data();
        return slot;
    case TypeKind::Partial:
        if (auto index = fieldIndex(t.element, name)) {
            const core::Field& field = type(type(id).element).fields[*index];
            slot.type = field.type;
            slot.mergeKey = field.mergeKey;
        }
        return slot;
    case TypeKind::Native:
        return nativeSlot(nativeOf(id), name);
    default:
        return slot;
    }
}

/// What a resource of any kind holds under a key.
TypeId Checker::manifestSlot(const std::string& key) {
    if (key == "metadata")
        return metadataType();
    if (key != "apiVersion" && key != "kind")
        return program_.types.data();
    Type text = type(program_.types.string());
    text.minLength = 1;
    return program_.types.add(std::move(text));
}

/// A key of a map as the values write it: where the keys are an enum's cases, the key of the case.
std::string Checker::caseKey(TypeId id, const ast::Name& name) {
    if (kindOf(id) != TypeKind::Enum)
        return name.text;
    int index = type(id).caseIndex(name.text);
    if (index >= 0)
        return type(id).cases[static_cast<size_t>(index)].key;
    unknownCase(name, id);
    return name.text;
}

Slot Checker::nativeSlot(const kube::Type& native, const ast::Name& name) {
    Slot slot;
    slot.key = name.text;
    slot.optional = true;
    slot.type = program_.types.error();
    if (native.shape == Shape::Map) {
        slot.type = program_.types.native(native.element);
        return slot;
    }
    if (native.shape == Shape::Open) {
        slot.type = program_.types.data();
        return slot;
    }
    if (auto field = native.fields.find(name.text)) {
        TypeId texts = secretTexts(native, name.text);
        slot.type = texts.valid() ? texts : program_.types.native(field->type);
        slot.optional = !field->required;
        checkRelease(*field, name.span);
        return slot;
    }
    if (native.openFields) {
        slot.type = program_.types.data();
        return slot;
    }
    std::vector<std::string> names;
    for (kube::Field known : native.fields)
        names.emplace_back(known.name);
    bool isStatus = name.text == "status" && library_.kind(native.id).has_value();
    sink_.report(Code::E5001, name.span, name.text, std::string(native.path))
        .suggest(isStatus ? "the cluster writes the status of a resource" : didYouMean(name.text, names));
    return slot;
}

/// The keys that the entries set; `open`: and others, that are spread.
void Checker::mentioned(const std::vector<Entry>& entries, std::set<std::string>& keys, bool& open) {
    for (const Entry& entry : entries) {
        bool sets = entry.kind == EntryKind::Set || entry.kind == EntryKind::Amend;
        if (sets && !entry.keyExpr.valid())
            keys.insert(entry.key);
        else if (entry.kind == EntryKind::Spread && isNarrowed(typeOf(entry.value)))
            for (kube::Field field : nativeOf(typeOf(entry.value)).fields)
                keys.insert(std::string(field.name));
        else if (entry.kind == EntryKind::Spread)
            open = true;
        mentioned(entry.body, keys, open);
        mentioned(entry.orElse, keys, open);
    }
}

namespace {

/// What unknown keys are misspellings of; they are reported where they stand.
std::set<std::string> meantFields(const kube::Type& native, const std::set<std::string>& keys) {
    std::vector<std::string> names;
    for (kube::Field field : native.fields)
        names.emplace_back(field.name);
    std::set<std::string> meant;
    for (const std::string& key : keys)
        if (!native.openFields && !native.fields.find(key))
            meant.insert(diag::suggestName(key, names));
    return meant;
}

} // namespace

/// A resource of any kind says which, and what it is called, unless it is one that is spread.
void Checker::requireIdentity(const std::vector<Entry>& entries, Span span) {
    std::string missing;
    for (const char* key : {"apiVersion", "kind", "metadata"}) {
        bool isThere = std::any_of(entries.begin(), entries.end(), [&](const Entry& entry) {
            bool isWhole = entry.kind == EntryKind::Spread && typeOf(entry.value) == manifest_;
            return isWhole || (entry.kind == EntryKind::Set && entry.key == key);
        });
        if (!isThere)
            missing += (missing.empty() ? "`" : ", `") + std::string(key) + "`";
    }
    if (!missing.empty() && !incomplete_)
        sink_.report(Code::E3003, span, "Manifest", missing);
}

void Checker::requireFields(TypeId id, const std::vector<Entry>& entries, Span span) {
    if (id == manifest_)
        return requireIdentity(entries, span);
    if (kindOf(id) != TypeKind::Native || incomplete_)
        return;
    kube::Type native = nativeOf(id);
    if (native.shape != Shape::Object)
        return;
    std::set<std::string> keys;
    bool open = false;
    mentioned(entries, keys, open);
    std::set<std::string> misspelt = meantFields(native, keys);
    std::string missing;
    bool isResource = library_.kind(native.id).has_value();
    for (kube::Field field : native.fields) {
        std::string name(field.name);
        if (!field.required || keys.count(name) != 0 || misspelt.count(name) != 0 ||
            (isResource && (name == "apiVersion" || name == "kind")))
            continue;
        missing += (missing.empty() ? "`" : ", `") + name + "`";
    }
    if (!open && !missing.empty())
        sink_.report(Code::E5002, span, std::string(native.path), missing);
}

} // namespace stackc::sema
