#include "kube/dedupe.h"

#include <algorithm>
#include <map>

#include "kube/module_text.h"

namespace stackc::kube {
namespace {

struct Occurrence {
    size_t module;
    std::string path;
    std::string name;
    TypeNode* node;
};

void stripDocs(TypeNode& node) {
    for (FieldNode& field : node.fields) {
        field.doc.clear();
        stripDocs(field.type);
    }
    for (TypeNode& element : node.element)
        stripDocs(element);
}

void collect(TypeNode& node, size_t module, const std::string& path, const std::string& name,
             std::vector<Occurrence>& found) {
    if (node.shape == Shape::Object && node.ref.empty() && !node.fields.empty())
        found.push_back({module, path, name, &node});
    for (TypeNode& element : node.element)
        collect(element, module, path, name, found);
    for (FieldNode& field : node.fields)
        collect(field.type, module, path + "." + field.name, field.name, found);
}

// All objects below a node, the node included, stop being what an occurrence may refer to.
bool within(const std::string& path, const std::vector<std::string>& gone) {
    return std::any_of(gone.begin(), gone.end(),
                       [&](const std::string& root) { return path == root || path.starts_with(root + "."); });
}

} // namespace

std::string structureOf(const TypeNode& node) {
    TypeNode copy = node;
    stripDocs(copy);
    return writeType(copy);
}

void dedupe(std::vector<Module*> modules) {
    std::vector<Occurrence> found;
    for (size_t i = 0; i < modules.size(); ++i)
        for (NamedType& type : modules[i]->types)
            for (FieldNode& field : type.type.fields)
                collect(field.type, i, modules[i]->name + "." + type.name + "." + field.name, field.name, found);
    std::stable_sort(found.begin(), found.end(), [](const Occurrence& a, const Occurrence& b) {
        if (a.module != b.module)
            return a.module < b.module;
        return a.path.size() != b.path.size() ? a.path.size() < b.path.size() : a.path < b.path;
    });
    std::map<std::pair<std::string, std::string>, std::string> first;
    std::vector<std::string> gone;
    for (const Occurrence& occurrence : found) {
        if (within(occurrence.path, gone))
            continue;
        auto [it, isNew] = first.emplace(std::pair(occurrence.name, structureOf(*occurrence.node)), occurrence.path);
        if (isNew)
            continue;
        gone.push_back(occurrence.path);
        TypeNode reference;
        reference.ref = it->second;
        *occurrence.node = std::move(reference);
    }
}

} // namespace stackc::kube
