#include "sema/expr/slots.h"

#include "diag/suggest.h"
#include "sema/expr/cases.h"
#include "sema/expr/literals.h"
#include "sema/expr/records.h"
#include "sema/fixes.h"
#include "sema/notes.h"
#include "sema/suggest.h"
#include "sema/types/language_items.h"
#include "sema/types/releases.h"

#include <algorithm>
#include <set>

namespace stackc::sema {

using core::Entry;
using core::EntryKind;
using kube::Shape;

namespace {

TypeId manifestSlot(Checking& in, const std::string& key);

} // namespace

Slot slotOf(Checking& in, TypeId id, const ast::Name& name) {
    Slot slot;
    slot.key = name.text;
    slot.type = in.program.types.error();
    const Type& t = in.type(id);
    switch (t.kind) {
    case TypeKind::Map:
        slot.type = t.element;
        slot.optional = in.kindOf(slot.type) == TypeKind::Sensitive; // what Kubernetes' own map is of a Secret
        if (!name.text.empty() && in.kindOf(t.key) == TypeKind::String)
            validText(in, name.text, TypeId(t.key), name.span);
        else if (!name.text.empty())
            slot.key = caseKey(in, t.key, name);
        return slot;
    case TypeKind::Data:
        slot.type = t.open ? manifestSlot(in, name.text) : id;
        slot.optional = !t.open || slot.type == in.program.types.data();
        return slot;
    case TypeKind::Partial:
        if (auto index = fieldIndex(in, t.element, name)) {
            const core::Field& field = in.type(in.type(id).element).fields[*index];
            slot.type = field.type;
            slot.mergeKey = field.mergeKey;
        }
        return slot;
    case TypeKind::Native:
        return nativeSlot(in, in.nativeOf(id), name);
    default:
        return slot;
    }
}

namespace {

/// What a resource of any kind holds under a key.
TypeId manifestSlot(Checking& in, const std::string& key) {
    if (key == "metadata")
        return metadataType(in);
    if (key != "apiVersion" && key != "kind")
        return in.program.types.data();
    Type text = in.type(in.program.types.string());
    text.minLength = 1;
    return in.program.types.add(std::move(text));
}

} // namespace

namespace {

/// Where a field of a resource's metadata or specification is, seen from the resource: `metadata.name`; or "".
std::string pathInside(const Checking& in, const kube::Type& kind, const std::string& name) {
    for (const char* part : {"metadata", "spec"})
        if (auto field = kind.fields.find(part); field && in.library.shape(field->type) == Shape::Object)
            if (in.library.type(field->type).fields.find(name))
                return std::string(part) + "." + name;
    return "";
}

/// What to write where an object of Kubernetes has no such field.
std::string insteadOfField(const Checking& in, const kube::Type& native, const std::string& name) {
    const bool isKind = in.library.kind(native.id).has_value();
    if (name == "status" && isKind)
        return "the cluster writes the status of a resource";
    if (std::string inner = isKind ? pathInside(in, native, name) : ""; !inner.empty())
        return diag::didYouMean(inner);
    if (auto whole = in.library.narrowedFrom(native.id); whole && in.library.type(*whole).fields.find(name))
        return fmt::format("`{}` is `{}` without it: what takes such a value sets `{}` itself", native.path,
                           in.library.type(*whole).path, name);
    std::vector<std::string> names;
    for (kube::Field known : native.fields)
        names.emplace_back(known.name);
    return didYouMean(name, names);
}

} // namespace

std::string caseKey(Checking& in, TypeId id, const ast::Name& name) {
    if (in.kindOf(id) != TypeKind::Enum)
        return name.text;
    int index = in.type(id).caseIndex(name.text);
    if (index >= 0)
        noteCase(in, name, id, static_cast<size_t>(index));
    if (index >= 0)
        return in.type(id).cases[static_cast<size_t>(index)].key;
    unknownCase(in, name, id);
    return name.text;
}

Slot nativeSlot(Checking& in, const kube::Type& native, const ast::Name& name) {
    Slot slot;
    slot.key = name.text;
    slot.optional = true;
    slot.type = in.program.types.error();
    if (native.shape == Shape::Map) {
        slot.type = in.program.types.native(native.element);
        slot.isEntry = true;
        return slot;
    }
    if (native.shape == Shape::Open) {
        slot.type = in.program.types.data();
        slot.isEntry = true;
        return slot;
    }
    if (auto field = native.fields.find(name.text)) {
        TypeId texts = secretTexts(in, native, name.text);
        slot.type = texts.valid() ? texts : in.program.types.native(field->type);
        slot.optional = !field->required;
        checkRelease(in, *field, name.span);
        noteNativeField(in, name, native.id, slot.type);
        return slot;
    }
    if (native.openFields) {
        slot.type = in.program.types.data();
        return slot;
    }
    in.sink.report(Code::E5001, name.span, name.text, std::string(native.path))
        .suggest(insteadOfField(in, native, name.text));
    return slot;
}

namespace {

/// The keys that the entries set; `open`: and others, that are spread.
void mentioned(Checking& in, const std::vector<Entry>& entries, std::set<std::string>& keys, bool& open) {
    for (const Entry& entry : entries) {
        bool sets = entry.kind == EntryKind::Set || entry.kind == EntryKind::Amend;
        if (sets && !entry.keyExpr.valid())
            keys.insert(entry.key);
        else if (entry.kind == EntryKind::Spread && in.isNarrowed(in.typeOf(entry.value)))
            for (kube::Field field : in.nativeOf(in.typeOf(entry.value)).fields)
                keys.insert(std::string(field.name));
        else if (entry.kind == EntryKind::Spread)
            open = true;
        mentioned(in, entry.body, keys, open);
        mentioned(in, entry.orElse, keys, open);
    }
}

/// A resource of any kind says which, and what it is called, unless it is one that is spread.
void requireIdentity(Checking& in, const std::vector<Entry>& entries, Span span) {
    const std::vector<std::string> needed{"apiVersion", "kind", "metadata"};
    std::vector<std::string> missing;
    for (const std::string& key : needed) {
        bool isThere = std::any_of(entries.begin(), entries.end(), [&](const Entry& entry) {
            bool isWhole = entry.kind == EntryKind::Spread && in.typeOf(entry.value) == in.memo.manifest;
            return isWhole || (entry.kind == EntryKind::Set && entry.key == key);
        });
        if (!isThere)
            missing.push_back(key);
    }
    if (missing.empty() || in.env.incomplete)
        return;
    std::set<std::string> keys;
    bool open = false;
    mentioned(in, entries, keys, open);
    auto report = in.sink.report(Code::E3003, span, "Manifest", diag::quotedList(missing));
    // Of a resource of any kind no key is wrong.
    for (const std::string& key : keys)
        if (std::string meant = meantName(key, needed); !meant.empty() && !keys.contains(meant))
            report.suggest("did you mean `" + meant + "` where `" + key + "` stands?");
}

} // namespace

void requireFields(Checking& in, TypeId id, const std::vector<Entry>& entries, Span span) {
    if (id == in.memo.manifest)
        return requireIdentity(in, entries, span);
    if (in.kindOf(id) != TypeKind::Native || in.env.incomplete)
        return;
    kube::Type native = in.nativeOf(id);
    if (native.shape != Shape::Object)
        return;
    std::set<std::string> keys;
    bool open = false;
    mentioned(in, entries, keys, open);
    if (open)
        return;
    std::vector<std::string> names;
    for (kube::Field field : native.fields)
        names.emplace_back(field.name);
    const std::set<std::string> misspelt = native.openFields ? std::set<std::string>() : meantNames(keys, names);
    Missing missing;
    bool isResource = in.library.kind(native.id).has_value();
    for (kube::Field field : native.fields) {
        std::string name(field.name);
        if (!field.required || keys.count(name) != 0 || misspelt.count(name) != 0 ||
            (isResource && (name == "apiVersion" || name == "kind")))
            continue;
        missing.add(name, entryOf(in, name, in.program.types.native(field.type)));
    }
    if (missing.keys.empty())
        return;
    auto report = in.sink.report(Code::E5002, span, std::string(native.path), diag::quotedList(missing.keys));
    fixMissing(in, report, span, missing);
}

} // namespace stackc::sema
