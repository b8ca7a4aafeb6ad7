#include "kube/dedupe.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "kube/module_text.h"

namespace stackc::kube {
namespace {

// An object type inside a field.
struct Occurrence {
    size_t module;
    std::string path;
    std::string name;
    TypeNode* node;
    bool top;          // the field is one of a named type
    int structure = 0; // equal for equal types
};

TypeNode withoutParts(const TypeNode& node) {
    TypeNode own;
    own.shape = node.shape;
    own.openFields = node.openFields;
    own.mergeKey = node.mergeKey;
    own.mapKeys = node.mapKeys;
    own.distinct = node.distinct;
    own.enumValues = node.enumValues;
    own.pattern = node.pattern;
    own.format = node.format;
    own.min = node.min;
    own.max = node.max;
    own.minFloat = node.minFloat;
    own.maxFloat = node.maxFloat;
    own.minLength = node.minLength;
    own.maxLength = node.maxLength;
    own.minItems = node.minItems;
    own.maxItems = node.maxItems;
    return own;
}

class Deduper {
public:
    Deduper(std::vector<Module*> modules, bool onlyTop) : modules_(std::move(modules)), onlyTop_(onlyTop) {}

    void run() {
        for (size_t i = 0; i < modules_.size(); ++i)
            for (NamedType& type : modules_[i]->types)
                for (FieldNode& field : type.type.fields)
                    collect(field.type, i, modules_[i]->name + "." + type.name + "." + field.name, field.name, true);
        for (Occurrence& occurrence : found_)
            byPath_.emplace(occurrence.path, &occurrence);
        for (Occurrence& occurrence : found_)
            occurrence.structure = structureOf(*occurrence.node);
        std::vector<Occurrence*> order;
        for (Occurrence& occurrence : found_)
            order.push_back(&occurrence);
        std::stable_sort(order.begin(), order.end(), [](const Occurrence* a, const Occurrence* b) {
            if (a->module != b->module)
                return a->module < b->module;
            return a->path.size() != b->path.size() ? a->path.size() < b->path.size() : a->path < b->path;
        });
        for (Occurrence* occurrence : order)
            if (!gone_.contains(occurrence->node))
                keepOrReplace(*occurrence);
        for (Module* module : modules_)
            for (NamedType& type : module->types)
                redirect(type.type);
    }

private:
    void collect(TypeNode& node, size_t module, const std::string& path, const std::string& name, bool top) {
        if (node.shape == Shape::Object && node.ref.empty() && !node.fields.empty())
            found_.push_back({module, path, name, &node, top});
        for (TypeNode& element : node.element)
            collect(element, module, path, name, top);
        for (FieldNode& field : node.fields)
            collect(field.type, module, path + "." + field.name, field.name, false);
    }

    int intern(std::string text) {
        return structures_.emplace(std::move(text), static_cast<int>(structures_.size())).first->second;
    }

    // References to other object types inside fields count as those types, all others by path.
    int structureOf(const TypeNode& node) {
        if (auto known = structureOfNode_.find(&node); known != structureOfNode_.end())
            return known->second;
        int result = 0;
        if (auto target = node.ref.empty() ? byPath_.end() : byPath_.find(node.ref);
            target != byPath_.end() && open_.insert(target->second->node).second) {
            result = structureOf(*target->second->node);
            open_.erase(target->second->node);
        } else {
            result = intern(textOf(node));
        }
        structureOfNode_.emplace(&node, result);
        return result;
    }

    std::string textOf(const TypeNode& node) {
        if (!node.ref.empty())
            return "#" + node.ref;
        std::string text = writeType(withoutParts(node));
        for (const TypeNode& element : node.element)
            text += "[" + std::to_string(structureOf(element));
        for (const FieldNode& field : node.fields)
            text += "\n" + field.name + "\n" + (field.required ? "!" : "") + std::to_string(field.releases.since) +
                    "-" + std::to_string(field.releases.until) + ":" + std::to_string(structureOf(field.type));
        return text;
    }

    void keepOrReplace(Occurrence& occurrence) {
        auto [it, isNew] = first_.emplace(std::pair(occurrence.name, occurrence.structure), occurrence.path);
        if (isNew || (onlyTop_ && !occurrence.top))
            return;
        markGone(*occurrence.node);
        TypeNode reference;
        reference.ref = it->second;
        *occurrence.node = std::move(reference);
    }

    void markGone(const TypeNode& node) {
        gone_.insert(&node);
        for (const TypeNode& element : node.element)
            markGone(element);
        for (const FieldNode& field : node.fields)
            markGone(field.type);
    }

    // References to types that were inside a replaced one lead to what took their place.
    void redirect(TypeNode& node) {
        if (!node.ref.empty())
            if (auto target = byPath_.find(node.ref); target != byPath_.end() && gone_.contains(target->second->node))
                if (auto kept = first_.find({target->second->name, target->second->structure}); kept != first_.end())
                    node.ref = kept->second;
        for (TypeNode& element : node.element)
            redirect(element);
        for (FieldNode& field : node.fields)
            redirect(field.type);
    }

    std::vector<Module*> modules_;
    bool onlyTop_;
    std::vector<Occurrence> found_;
    std::unordered_map<std::string, Occurrence*> byPath_;
    std::unordered_map<const TypeNode*, int> structureOfNode_;
    std::unordered_map<std::string, int> structures_;
    std::unordered_set<const TypeNode*> gone_, open_;
    std::map<std::pair<std::string, int>, std::string> first_;
};

} // namespace

void dedupe(std::vector<Module*> modules) { Deduper(std::move(modules), false).run(); }

void dedupeSpecs(std::vector<Module*> modules) { Deduper(std::move(modules), true).run(); }

} // namespace stackc::kube
