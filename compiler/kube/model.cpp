#include "kube/model.h"

#include <algorithm>
#include <tuple>

namespace stackc::kube {
namespace {

auto scalarsOf(const TypeNode& node) {
    return std::tie(node.shape, node.ref, node.openFields, node.mergeKey, node.mapKeys, node.distinct, node.enumValues,
                    node.pattern, node.format, node.min, node.max, node.minFloat, node.maxFloat, node.minLength,
                    node.maxLength, node.minItems, node.maxItems);
}

bool sameField(const FieldNode& a, const FieldNode& b) {
    return a.name == b.name && a.required == b.required && a.releases == b.releases && sameType(a.type, b.type);
}

template <typename T> void sortNamed(std::vector<T>& list) {
    std::sort(list.begin(), list.end(), [](const T& a, const T& b) { return a.name < b.name; });
}

} // namespace

TypeNode ofShape(Shape shape) {
    TypeNode node;
    node.shape = shape;
    return node;
}

void sortByName(std::vector<FieldNode>& fields) { sortNamed(fields); }
void sortByName(std::vector<NamedType>& types) { sortNamed(types); }

void setMetadata(TypeNode& object) {
    std::erase_if(object.fields, [](const FieldNode& field) { return field.name == "metadata"; });
    FieldNode metadata;
    metadata.name = "metadata";
    metadata.type.ref = "k8s.meta.v1.ObjectMeta";
    object.fields.push_back(std::move(metadata));
    sortByName(object.fields);
}

bool sameType(const TypeNode& a, const TypeNode& b) {
    if (!a.ref.empty() || !b.ref.empty())
        return a.ref == b.ref;
    return scalarsOf(a) == scalarsOf(b) &&
           std::equal(a.element.begin(), a.element.end(), b.element.begin(), b.element.end(), sameType) &&
           std::equal(a.fields.begin(), a.fields.end(), b.fields.begin(), b.fields.end(), sameField);
}

} // namespace stackc::kube
