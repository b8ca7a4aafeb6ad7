#include "kube/library.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <set>

#include "kube/builtin.h"
#include "kube/pack.h"
#include "kube/pattern.h"

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

std::vector<std::string_view> sortedOnce(std::vector<std::string_view> names) {
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

std::span<const uint32_t> typeRecord(const Tables& tables, uint32_t index) {
    assert(index < tables.types.size() / TypeWord::Size);
    return tables.types.subspan(index * TypeWord::Size, TypeWord::Size);
}

std::string_view cutPart(std::string_view& path) {
    size_t dot = path.find('.');
    std::string_view part = path.substr(0, dot);
    path = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
    return part;
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
    type.distinct = (flags & 64) != 0;
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

std::string_view groupOf(std::string_view apiVersion) {
    size_t slash = apiVersion.find('/');
    return slash == std::string_view::npos ? std::string_view() : apiVersion.substr(0, slash);
}

std::string_view Kind::group() const { return groupOf(apiVersion); }

std::string_view Kind::version() const {
    size_t slash = apiVersion.find('/');
    return slash == std::string_view::npos ? apiVersion : apiVersion.substr(slash + 1);
}

const Library& Library::builtin() {
    static const Library library(builtinTables());
    return library;
}

Library::Library(const Tables& tables) : layers_{{&tables, 0, nullptr}} {}

std::vector<std::string> Library::extend(std::vector<Module> modules) {
    PackBase base;
    base.typeCount = static_cast<uint32_t>(typeCount());
    base.find = [this](std::string_view path) {
        std::optional<TypeId> id = find(path);
        if (!id)
            return std::optional<uint32_t>();
        TypeId part = underlying(*id); // the path of a list's or map's elements is that of the field
        return std::optional<uint32_t>(type(part).path == path ? part.value : id->value);
    };
    PackResult packed = pack(std::move(modules), base);
    if (!packed.errors.empty())
        return std::move(packed.errors);
    addLayer(std::move(packed.tables));
    return {};
}

void Library::addLayer(PackedTables tables) {
    struct Owned {
        PackedTables packed;
        Tables view;
    };
    auto owned = std::make_shared<Owned>();
    owned->packed = std::move(tables);
    owned->view = owned->packed.view();
    layers_.push_back({&owned->view, static_cast<uint32_t>(typeCount()), owned});
}

TypeId Library::narrow(TypeId object, const std::vector<std::string_view>& without, std::string_view path) {
    PackedTables tables;
    tables.strings.push_back('\0'); // the empty text
    auto offsetOf = [&](std::string_view text) {
        auto offset = static_cast<uint32_t>(text.empty() ? 0 : tables.strings.size());
        if (!text.empty())
            tables.strings.append(text).push_back('\0');
        return offset;
    };
    Type whole = type(object);
    uint32_t count = 0;
    for (Field field : whole.fields) {
        if (std::find(without.begin(), without.end(), field.name) != without.end())
            continue;
        uint32_t flags = (field.required ? 1u : 0u) | static_cast<uint32_t>(field.releases.since) << 8 |
                         static_cast<uint32_t>(field.releases.until) << 16;
        tables.fields.insert(tables.fields.end(), {offsetOf(field.name), field.type.value, flags, offsetOf(field.doc)});
        ++count;
    }
    auto shape = static_cast<uint32_t>(Shape::Object) | (whole.openFields ? 1u << 8 : 0u);
    tables.types = {shape, offsetOf(path), 0, count, 0, offsetOf(whole.doc)};
    addLayer(std::move(tables));
    TypeId made{layers_.back().first};
    narrowed_.emplace(made.value, narrowedFrom(object).value_or(object));
    return made;
}

std::optional<TypeId> Library::narrowedFrom(TypeId id) const {
    auto known = narrowed_.find(id.value);
    return known == narrowed_.end() ? std::nullopt : std::optional(known->second);
}

const Library::Layer& Library::layerOf(TypeId id) const {
    size_t layer = layers_.size() - 1;
    while (id.value < layers_[layer].first)
        --layer;
    return layers_[layer];
}

std::optional<TypeId> Library::find(std::string_view dottedPath) const {
    // The longest module that the path begins with, and the type named after it.
    std::optional<TypeId> type;
    std::string_view rest;
    for (size_t dot = dottedPath.rfind('.'); !type && dot != std::string_view::npos && dot > 0;
         dot = dottedPath.rfind('.', dot - 1)) {
        for (auto layer = layers_.rbegin(); !type && layer != layers_.rend(); ++layer) {
            std::optional<size_t> module = findModule(*layer->tables, dottedPath.substr(0, dot));
            if (!module)
                continue;
            rest = dottedPath.substr(dot + 1);
            type = findName(*layer->tables, *module, cutPart(rest));
        }
    }
    while (type && !rest.empty()) {
        std::optional<Field> field = this->type(underlying(*type)).fields.find(cutPart(rest));
        type = field ? std::optional<TypeId>(field->type) : std::nullopt;
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
    const Layer& layer = layerOf(id);
    const Tables& tables = *layer.tables;
    std::span<const uint32_t> record = typeRecord(tables, id.value - layer.first);
    Type type;
    type.id = id;
    type.shape = static_cast<Shape>(record[TypeWord::ShapeAndFlags] & 0xff);
    type.path = textAt(tables, record[TypeWord::Path]);
    type.name = type.path.substr(type.path.rfind('.') + 1);
    type.doc = textAt(tables, record[TypeWord::Doc]);
    type.openFields = (record[TypeWord::ShapeAndFlags] & 1u << 8) != 0;
    if (type.shape == Shape::Object) {
        type.fields = FieldList(&tables, record[TypeWord::First], record[TypeWord::Count]);
    } else if (type.shape == Shape::List || type.shape == Shape::Map) {
        type.element = TypeId{record[TypeWord::First]};
        type.mergeKey = textAt(tables, record[TypeWord::Count]);
    }
    if (uint32_t constraint = record[TypeWord::Constraint])
        readConstraints(tables, tables.constraints.subspan(constraint * ConstraintWord::Size, ConstraintWord::Size),
                        type);
    if (type.shape == Shape::Time && type.pattern.empty())
        type.pattern = timePattern;
    return type;
}

Shape Library::shape(TypeId id) const {
    const Layer& layer = layerOf(id);
    return static_cast<Shape>(typeRecord(*layer.tables, id.value - layer.first)[TypeWord::ShapeAndFlags] & 0xff);
}

TypeId Library::underlying(TypeId id) const {
    while (shape(id) == Shape::List || shape(id) == Shape::Map) {
        const Layer& layer = layerOf(id);
        id = TypeId{typeRecord(*layer.tables, id.value - layer.first)[TypeWord::First]};
    }
    return id;
}

std::optional<Kind> Library::kind(TypeId id) const {
    const Tables& tables = *layerOf(id).tables;
    std::span<const uint32_t> pairs = tables.kindOfType;
    size_t low = 0, high = pairs.size() / 2;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (pairs[middle * 2] == id.value)
            return kindAt(tables, pairs[middle * 2 + 1]);
        if (pairs[middle * 2] < id.value)
            low = middle + 1;
        else
            high = middle;
    }
    return std::nullopt;
}

std::optional<Kind> Library::findKind(std::string_view apiVersion, std::string_view kind) const {
    for (auto layer = layers_.rbegin(); layer != layers_.rend(); ++layer) {
        size_t low = 0, high = layer->tables->kinds.size() / KindWord::Size;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            Kind found = kindAt(*layer->tables, middle);
            if (found.apiVersion == apiVersion && found.kind == kind)
                return found;
            if (std::pair(found.apiVersion, found.kind) < std::pair(apiVersion, kind))
                low = middle + 1;
            else
                high = middle;
        }
    }
    return std::nullopt;
}

std::vector<Kind> Library::kinds() const {
    std::vector<Kind> result;
    std::set<std::pair<std::string_view, std::string_view>> known;
    for (auto layer = layers_.rbegin(); layer != layers_.rend(); ++layer) {
        size_t first = result.size();
        for (size_t i = 0; i < layer->tables->kinds.size() / KindWord::Size; ++i)
            if (Kind kind = kindAt(*layer->tables, i); !known.contains({kind.apiVersion, kind.kind}))
                result.push_back(kind);
        for (size_t i = first; layers_.size() > 1 && i < result.size(); ++i)
            known.emplace(result[i].apiVersion, result[i].kind);
    }
    if (layers_.size() > 1)
        std::stable_sort(result.begin(), result.end(), [](const Kind& a, const Kind& b) {
            return std::pair(a.apiVersion, a.kind) < std::pair(b.apiVersion, b.kind);
        });
    return result;
}

bool Library::hasModule(std::string_view module) const {
    return std::any_of(layers_.begin(), layers_.end(),
                       [&](const Layer& layer) { return findModule(*layer.tables, module).has_value(); });
}

std::vector<std::string_view> Library::modules() const {
    std::vector<std::string_view> result;
    for (const Layer& layer : layers_)
        for (size_t i = 0; i < layer.tables->modules.size(); i += ModuleWord::Size)
            result.push_back(textAt(*layer.tables, layer.tables->modules[i]));
    return sortedOnce(std::move(result));
}

std::vector<std::string_view> Library::names(std::string_view module) const {
    std::vector<std::string_view> result;
    for (const Layer& layer : layers_) {
        const Tables& tables = *layer.tables;
        std::optional<size_t> index = findModule(tables, module);
        if (!index)
            continue;
        std::span<const uint32_t> record = tables.modules.subspan(*index * ModuleWord::Size, ModuleWord::Size);
        for (size_t i = 0; i < record[ModuleWord::Count]; ++i)
            result.push_back(textAt(tables, tables.names[(record[ModuleWord::First] + i) * NameWord::Size]));
    }
    return layers_.size() > 1 ? sortedOnce(std::move(result)) : result;
}

size_t Library::typeCount() const {
    return layers_.back().first + layers_.back().tables->types.size() / TypeWord::Size;
}

} // namespace stackc::kube
