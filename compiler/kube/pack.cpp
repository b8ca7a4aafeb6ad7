#include "kube/pack.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <map>

#include "text/numbers.h"

namespace stackc::kube {
namespace {

using text::maxSafeInteger;
constexpr size_t maxNesting = 64;

class Packer {
public:
    Packer(std::vector<Module> modules, const PackBase& base) : modules_(std::move(modules)), base_(base) {
        out().strings.push_back('\0');
        texts_[""] = 0;
        out().constraints.assign(ConstraintWord::Size, 0);
    }

    PackResult run() {
        std::sort(modules_.begin(), modules_.end(), [](const Module& a, const Module& b) { return a.name < b.name; });
        for (Module& module : modules_) {
            sortByName(module.types);
            for (const NamedType& type : module.types)
                reserve(type.type, module.name + "." + type.name, true);
        }
        for (const Module& module : modules_)
            for (const NamedType& type : module.types)
                fill(type.type, module.name + "." + type.name, type.doc, true);
        packModules();
        packKinds();
        checkNesting();
        return std::move(result_);
    }

private:
    PackedTables& out() { return result_.tables; }

    uint32_t nextId() { return base_.typeCount + static_cast<uint32_t>(out().types.size() / TypeWord::Size); }

    std::vector<uint32_t>::iterator recordAt(uint32_t id) {
        return out().types.begin() + (id - base_.typeCount) * TypeWord::Size;
    }

    uint32_t text(const std::string& value) {
        auto [it, isNew] = texts_.emplace(value, static_cast<uint32_t>(out().strings.size()));
        if (isNew)
            out().strings.append(value).push_back('\0');
        return it->second;
    }

    // The path of an object inside a list or map: the field's, unless a named list has it.
    static std::string elementPath(const std::string& path, bool named) { return named ? path + ".item" : path; }

    // Objects, and whatever has a name in a module, get their id first, so that references can go both ways.
    void reserve(const TypeNode& node, const std::string& path, bool named) {
        if (node.ref.empty() && (named || node.shape == Shape::Object)) {
            idOfPath_.emplace(path, nextId());
            out().types.resize(out().types.size() + TypeWord::Size);
        }
        for (const TypeNode& element : node.element)
            reserve(element, elementPath(path, named), false);
        for (const FieldNode& field : node.fields)
            reserve(field.type, path + "." + field.name, false);
    }

    void fill(const TypeNode& node, const std::string& path, const std::string& doc, bool named) {
        if (node.ref.empty() && (named || node.shape == Shape::Object)) {
            std::vector<uint32_t> record = recordOf(node, path, named);
            record[TypeWord::Path] = text(path);
            record[TypeWord::Doc] = text(doc);
            std::copy(record.begin(), record.end(), recordAt(idOfPath_[path]));
        }
        for (const TypeNode& element : node.element)
            fill(element, elementPath(path, named), "", false);
        for (const FieldNode& field : node.fields)
            fill(field.type, path + "." + field.name, "", false);
    }

    uint32_t idOf(const TypeNode& node, const std::string& path) {
        if (!node.ref.empty()) {
            auto it = idOfPath_.find(node.ref);
            if (it != idOfPath_.end())
                return it->second;
            if (base_.find)
                if (std::optional<uint32_t> found = base_.find(node.ref))
                    return *found;
            result_.errors.push_back(path + ": there is no type `" + node.ref + "`");
            return intern(recordOf(TypeNode(), path));
        }
        if (node.shape == Shape::Object)
            return idOfPath_[path];
        return intern(recordOf(node, path));
    }

    uint32_t idOfNamed(const Module& module, const NamedType& type) {
        std::string path = module.name + "." + type.name;
        return type.type.ref.empty() ? idOfPath_[path] : idOf(type.type, path);
    }

    uint32_t intern(const std::vector<uint32_t>& record) {
        auto [it, isNew] = interned_.emplace(record, nextId());
        if (isNew)
            out().types.insert(out().types.end(), record.begin(), record.end());
        return it->second;
    }

    std::vector<uint32_t> recordOf(const TypeNode& node, const std::string& path, bool named = false) {
        std::vector<uint32_t> record(TypeWord::Size, 0);
        record[TypeWord::ShapeAndFlags] = static_cast<uint32_t>(node.shape) | (node.openFields ? 1u << 8 : 0);
        record[TypeWord::Constraint] = constraintOf(node);
        if (node.shape == Shape::List || node.shape == Shape::Map) {
            record[TypeWord::First] = idOf(node.element.at(0), elementPath(path, named));
            record[TypeWord::Count] = text(node.mergeKey);
        }
        if (node.shape != Shape::Object)
            return record;
        std::vector<uint32_t> words;
        std::vector<const FieldNode*> fields;
        for (const FieldNode& field : node.fields)
            fields.push_back(&field);
        std::sort(fields.begin(), fields.end(),
                  [](const FieldNode* a, const FieldNode* b) { return a->name < b->name; });
        for (const FieldNode* field : fields) {
            uint32_t flags = (field->required ? 1 : 0) | field->releases.since << 8 | field->releases.until << 16;
            words.insert(words.end(),
                         {text(field->name), idOf(field->type, path + "." + field->name), flags, text(field->doc)});
        }
        record[TypeWord::First] = static_cast<uint32_t>(out().fields.size() / FieldWord::Size);
        record[TypeWord::Count] = static_cast<uint32_t>(node.fields.size());
        out().fields.insert(out().fields.end(), words.begin(), words.end());
        return record;
    }

    static void put64(std::vector<uint32_t>& record, size_t word, uint64_t value) {
        record[word] = static_cast<uint32_t>(value);
        record[word + 1] = static_cast<uint32_t>(value >> 32);
    }

    static void putRange(std::vector<uint32_t>& record, const TypeNode& node) {
        if (node.shape == Shape::Int || node.shape == Shape::IntOrString) {
            bool narrow = node.format == "int32";
            int64_t low = narrow ? std::numeric_limits<int32_t>::min() : -maxSafeInteger;
            int64_t high = narrow ? std::numeric_limits<int32_t>::max() : maxSafeInteger;
            put64(record, ConstraintWord::MinLow, std::bit_cast<uint64_t>(std::max(low, node.min.value_or(low))));
            put64(record, ConstraintWord::MaxLow, std::bit_cast<uint64_t>(std::min(high, node.max.value_or(high))));
            record[ConstraintWord::Flags] |= 3;
        } else if (node.shape == Shape::Float) {
            put64(record, ConstraintWord::MinLow, std::bit_cast<uint64_t>(node.minFloat.value_or(0)));
            put64(record, ConstraintWord::MaxLow, std::bit_cast<uint64_t>(node.maxFloat.value_or(0)));
            record[ConstraintWord::Flags] |= (node.minFloat ? 1 : 0) | (node.maxFloat ? 2 : 0);
        }
    }

    uint32_t constraintOf(const TypeNode& node) {
        std::vector<uint32_t> record(ConstraintWord::Size, 0);
        record[ConstraintWord::Pattern] = text(node.pattern);
        record[ConstraintWord::Format] = text(node.format);
        const std::vector<std::string>& list = node.shape == Shape::List ? node.mapKeys : node.enumValues;
        if (!list.empty()) {
            record[ConstraintWord::ListFirst] = listOf(list);
            record[ConstraintWord::ListCount] = static_cast<uint32_t>(list.size());
        }
        putRange(record, node);
        const std::optional<uint32_t>* sizes[] = {&node.minLength, &node.maxLength, &node.minItems, &node.maxItems};
        for (size_t i = 0; i < 4; ++i) {
            if (!*sizes[i])
                continue;
            record[ConstraintWord::MinLength + i] = **sizes[i];
            record[ConstraintWord::Flags] |= 4u << i;
        }
        record[ConstraintWord::Flags] |= node.distinct ? 64 : 0;
        if (std::all_of(record.begin(), record.end(), [](uint32_t word) { return word == 0; }))
            return 0;
        auto [it, isNew] =
            constraints_.emplace(record, static_cast<uint32_t>(out().constraints.size() / ConstraintWord::Size));
        if (isNew)
            out().constraints.insert(out().constraints.end(), record.begin(), record.end());
        return it->second;
    }

    uint32_t listOf(const std::vector<std::string>& values) {
        auto [it, isNew] = lists_.emplace(values, static_cast<uint32_t>(out().lists.size()));
        if (isNew)
            for (const std::string& value : values)
                out().lists.push_back(text(value));
        return it->second;
    }

    void packModules() {
        for (const Module& module : modules_) {
            uint32_t first = static_cast<uint32_t>(out().names.size() / NameWord::Size);
            for (const NamedType& type : module.types)
                out().names.insert(out().names.end(), {text(type.name), idOfNamed(module, type)});
            out().modules.insert(out().modules.end(),
                                 {text(module.name), first, static_cast<uint32_t>(module.types.size())});
        }
    }

    void packKinds() {
        std::map<std::pair<std::string, std::string>, std::pair<const NamedType*, uint32_t>> sorted;
        for (const Module& module : modules_)
            for (const NamedType& type : module.types)
                if (type.isKind)
                    sorted[{module.apiVersion, type.name}] = {&type, idOfNamed(module, type)};
        std::map<uint32_t, uint32_t> kindOfType;
        for (const auto& [key, value] : sorted) {
            const Releases& releases = value.first->releases;
            uint32_t flags = (value.first->namespaced ? 1 : 0) | releases.since << 8 | releases.until << 16;
            kindOfType[value.second] = static_cast<uint32_t>(out().kinds.size() / KindWord::Size);
            out().kinds.insert(out().kinds.end(), {text(key.first), text(key.second), value.second, flags});
        }
        for (auto [type, kind] : kindOfType)
            out().kindOfType.insert(out().kindOfType.end(), {type, kind});
    }

    // Named lists and maps may refer to each other; whoever walks to the element below them must arrive.
    void checkNesting() {
        auto isNest = [this](uint32_t id) {
            if (id < base_.typeCount)
                return false;
            auto shape = static_cast<Shape>(recordAt(id)[TypeWord::ShapeAndFlags] & 0xff);
            return shape == Shape::List || shape == Shape::Map;
        };
        for (uint32_t id = base_.typeCount; id < nextId(); ++id) {
            uint32_t element = id;
            size_t depth = 0;
            while (isNest(element) && ++depth <= maxNesting)
                element = recordAt(element)[TypeWord::First];
            if (depth > maxNesting)
                result_.errors.push_back(std::string(out().strings.c_str() + recordAt(id)[TypeWord::Path]) +
                                         ": a list that contains itself, or more than " + std::to_string(maxNesting) +
                                         " lists in one another");
        }
    }

    std::vector<Module> modules_;
    const PackBase& base_;
    PackResult result_;
    std::map<std::string, uint32_t> texts_;
    std::map<std::string, uint32_t> idOfPath_;
    std::map<std::vector<uint32_t>, uint32_t> interned_, constraints_;
    std::map<std::vector<std::string>, uint32_t> lists_;
};

} // namespace

Tables PackedTables::view() const {
    return {strings.c_str(), types, fields, constraints, lists, modules, names, kinds, kindOfType};
}

PackResult pack(std::vector<Module> modules, const PackBase& base) { return Packer(std::move(modules), base).run(); }

} // namespace stackc::kube
