#include "kube/library.h"

#include <bit>
#include <cassert>

#include "kube/builtin.h"
#include "kube/tables.h"

namespace stackc::kube {
namespace {

std::string_view textAt(const Tables& tables, uint32_t offset) { return tables.strings + offset; }

uint64_t wordsAt(std::span<const uint32_t> words, size_t index) {
    return words[index] | static_cast<uint64_t>(words[index + 1]) << 32;
}

Releases releasesOf(uint32_t flags) {
    return {static_cast<uint16_t>(flags >> 8 & 0xff), static_cast<uint16_t>(flags >> 16 & 0xff)};
}

Field fieldAt(const Tables& tables, size_t index) {
    std::span<const uint32_t> record = tables.fields.subspan(index * FieldWord::Size, FieldWord::Size);
    return {textAt(tables, record[FieldWord::Name]), TypeId{record[FieldWord::Type]},
            (record[FieldWord::Flags] & 1) != 0, textAt(tables, record[FieldWord::Doc]),
            releasesOf(record[FieldWord::Flags])};
}

Kind kindAt(const Tables& tables, size_t index) {
    std::span<const uint32_t> record = tables.kinds.subspan(index * KindWord::Size, KindWord::Size);
    return {textAt(tables, record[KindWord::ApiVersion]), textAt(tables, record[KindWord::Kind]),
            (record[KindWord::Flags] & 1) != 0, TypeId{record[KindWord::Type]}, releasesOf(record[KindWord::Flags])};
}

// Binary search in records sorted by the text in their first word.
std::optional<size_t> findRecord(const Tables& tables, std::span<const uint32_t> records, size_t size, size_t first,
                                 size_t count, std::string_view name) {
    size_t low = first, high = first + count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        std::string_view found = textAt(tables, records[middle * size]);
        if (found == name)
            return middle;
        if (found < name)
            low = middle + 1;
        else
            high = middle;
    }
    return std::nullopt;
}

std::optional<size_t> findModule(const Tables& tables, std::string_view module) {
    return findRecord(tables, tables.modules, ModuleWord::Size, 0, tables.modules.size() / ModuleWord::Size, module);
}

std::optional<TypeId> findName(const Tables& tables, size_t module, std::string_view name) {
    std::span<const uint32_t> record = tables.modules.subspan(module * ModuleWord::Size, ModuleWord::Size);
    std::optional<size_t> found =
        findRecord(tables, tables.names, NameWord::Size, record[ModuleWord::First], record[ModuleWord::Count], name);
    if (!found)
        return std::nullopt;
    return TypeId{tables.names[*found * NameWord::Size + NameWord::Type]};
}

std::span<const uint32_t> typeRecord(const Tables& tables, TypeId id) {
    assert(id.value < tables.types.size() / TypeWord::Size);
    return tables.types.subspan(id.value * TypeWord::Size, TypeWord::Size);
}

std::string_view cutPart(std::string_view& path) {
    size_t dot = path.find('.');
    std::string_view part = path.substr(0, dot);
    path = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
    return part;
}

struct Start {
    TypeId type;
    std::string_view rest; // fields still to follow
};

// The longest module that the path begins with, and the type named after it.
std::optional<Start> findStart(const Tables& tables, std::string_view path) {
    for (size_t dot = path.rfind('.'); dot != std::string_view::npos && dot > 0; dot = path.rfind('.', dot - 1)) {
        std::optional<size_t> module = findModule(tables, path.substr(0, dot));
        if (!module)
            continue;
        std::string_view rest = path.substr(dot + 1);
        std::optional<TypeId> type = findName(tables, *module, cutPart(rest));
        if (type)
            return Start{*type, rest};
    }
    return std::nullopt;
}

void readConstraints(const Tables& tables, std::span<const uint32_t> record, Type& type) {
    type.pattern = textAt(tables, record[ConstraintWord::Pattern]);
    type.format = textAt(tables, record[ConstraintWord::Format]);
    std::vector<std::string_view>& list = type.shape == Shape::List ? type.mapKeys : type.enumValues;
    for (uint32_t offset : tables.lists.subspan(record[ConstraintWord::ListFirst], record[ConstraintWord::ListCount]))
        list.push_back(textAt(tables, offset));
    uint32_t flags = record[ConstraintWord::Flags];
    uint64_t min = wordsAt(record, ConstraintWord::MinLow), max = wordsAt(record, ConstraintWord::MaxLow);
    if (type.shape == Shape::Float) {
        if (flags & 1)
            type.minFloat = std::bit_cast<double>(min);
        if (flags & 2)
            type.maxFloat = std::bit_cast<double>(max);
    } else if (flags & 1) {
        type.min = std::bit_cast<int64_t>(min);
        type.max = std::bit_cast<int64_t>(max);
    }
    std::optional<uint32_t>* sizes[] = {&type.minLength, &type.maxLength, &type.minItems, &type.maxItems};
    for (size_t i = 0; i < 4; ++i)
        if (flags & 4u << i)
            *sizes[i] = record[ConstraintWord::MinLength + i];
}

} // namespace

Field FieldList::Iterator::operator*() const { return fieldAt(*tables_, index_); }

Field FieldList::operator[](size_t index) const {
    assert(index < count_);
    return fieldAt(*tables_, first_ + index);
}

std::optional<Field> FieldList::find(std::string_view name) const {
    if (count_ == 0)
        return std::nullopt;
    std::optional<size_t> found = findRecord(*tables_, tables_->fields, FieldWord::Size, first_, count_, name);
    return found ? std::optional<Field>(fieldAt(*tables_, *found)) : std::nullopt;
}

std::string_view Kind::group() const {
    size_t slash = apiVersion.find('/');
    return slash == std::string_view::npos ? std::string_view() : apiVersion.substr(0, slash);
}

std::string_view Kind::version() const {
    size_t slash = apiVersion.find('/');
    return slash == std::string_view::npos ? apiVersion : apiVersion.substr(slash + 1);
}

const Library& Library::builtin() {
    static const Library library(builtinTables());
    return library;
}

std::optional<TypeId> Library::find(std::string_view dottedPath) const {
    std::optional<Start> start = findStart(*tables_, dottedPath);
    if (!start)
        return std::nullopt;
    TypeId type = start->type;
    std::string_view rest = start->rest;
    while (!rest.empty()) {
        std::optional<Field> field = this->type(underlying(type)).fields.find(cutPart(rest));
        if (!field)
            return std::nullopt;
        type = field->type;
    }
    return type;
}

std::optional<Field> Library::findField(std::string_view dottedPath) const {
    size_t dot = dottedPath.rfind('.');
    if (dot == std::string_view::npos)
        return std::nullopt;
    std::optional<TypeId> owner = find(dottedPath.substr(0, dot));
    return owner ? type(underlying(*owner)).fields.find(dottedPath.substr(dot + 1)) : std::nullopt;
}

Type Library::type(TypeId id) const {
    std::span<const uint32_t> record = typeRecord(*tables_, id);
    Type type;
    type.id = id;
    type.shape = shape(id);
    type.path = textAt(*tables_, record[TypeWord::Path]);
    type.name = type.path.substr(type.path.rfind('.') + 1);
    type.doc = textAt(*tables_, record[TypeWord::Doc]);
    type.openFields = (record[TypeWord::ShapeAndFlags] & 1u << 8) != 0;
    if (type.shape == Shape::Object) {
        type.fields = FieldList(tables_, record[TypeWord::First], record[TypeWord::Count]);
    } else if (type.shape == Shape::List || type.shape == Shape::Map) {
        type.element = TypeId{record[TypeWord::First]};
        type.mergeKey = textAt(*tables_, record[TypeWord::Count]);
    }
    if (uint32_t constraint = record[TypeWord::Constraint])
        readConstraints(*tables_, tables_->constraints.subspan(constraint * ConstraintWord::Size, ConstraintWord::Size),
                        type);
    return type;
}

Shape Library::shape(TypeId id) const {
    return static_cast<Shape>(typeRecord(*tables_, id)[TypeWord::ShapeAndFlags] & 0xff);
}

TypeId Library::underlying(TypeId id) const {
    while (shape(id) == Shape::List || shape(id) == Shape::Map)
        id = TypeId{typeRecord(*tables_, id)[TypeWord::First]};
    return id;
}

std::optional<Kind> Library::kind(TypeId id) const {
    std::span<const uint32_t> pairs = tables_->kindOfType;
    size_t low = 0, high = pairs.size() / 2;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (pairs[middle * 2] == id.value)
            return kindAt(*tables_, pairs[middle * 2 + 1]);
        if (pairs[middle * 2] < id.value)
            low = middle + 1;
        else
            high = middle;
    }
    return std::nullopt;
}

std::optional<Kind> Library::findKind(std::string_view apiVersion, std::string_view kind) const {
    size_t low = 0, high = tables_->kinds.size() / KindWord::Size;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        Kind found = kindAt(*tables_, middle);
        if (found.apiVersion == apiVersion && found.kind == kind)
            return found;
        if (std::pair(found.apiVersion, found.kind) < std::pair(apiVersion, kind))
            low = middle + 1;
        else
            high = middle;
    }
    return std::nullopt;
}

std::vector<Kind> Library::kinds() const {
    std::vector<Kind> result;
    for (size_t i = 0; i < tables_->kinds.size() / KindWord::Size; ++i)
        result.push_back(kindAt(*tables_, i));
    return result;
}

bool Library::hasModule(std::string_view module) const { return findModule(*tables_, module).has_value(); }

std::vector<std::string_view> Library::modules() const {
    std::vector<std::string_view> result;
    for (size_t i = 0; i < tables_->modules.size(); i += ModuleWord::Size)
        result.push_back(textAt(*tables_, tables_->modules[i]));
    return result;
}

std::vector<std::string_view> Library::names(std::string_view module) const {
    std::vector<std::string_view> result;
    std::optional<size_t> index = findModule(*tables_, module);
    if (!index)
        return result;
    std::span<const uint32_t> record = tables_->modules.subspan(*index * ModuleWord::Size, ModuleWord::Size);
    for (size_t i = 0; i < record[ModuleWord::Count]; ++i)
        result.push_back(textAt(*tables_, tables_->names[(record[ModuleWord::First] + i) * NameWord::Size]));
    return result;
}

size_t Library::typeCount() const { return tables_->types.size() / TypeWord::Size; }

} // namespace stackc::kube
