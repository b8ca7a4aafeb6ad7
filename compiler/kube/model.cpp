#include "kube/model.h"

#include <algorithm>
#include <tuple>

namespace stackc::kube {
namespace {

auto scalarsOf(const TypeNode& node) {
    return std::tie(node.shape, node.ref, node.openFields, node.mergeKey, node.mapKeys, node.enumValues, node.pattern,
                    node.format, node.min, node.max, node.minFloat, node.maxFloat, node.minLength, node.maxLength,
                    node.minItems, node.maxItems);
}

bool sameField(const FieldNode& a, const FieldNode& b) {
    return a.name == b.name && a.required == b.required && a.releases == b.releases && sameType(a.type, b.type);
}

} // namespace

bool sameType(const TypeNode& a, const TypeNode& b) {
    if (!a.ref.empty() || !b.ref.empty())
        return a.ref == b.ref;
    return scalarsOf(a) == scalarsOf(b) &&
           std::equal(a.element.begin(), a.element.end(), b.element.begin(), b.element.end(), sameType) &&
           std::equal(a.fields.begin(), a.fields.end(), b.fields.begin(), b.fields.end(), sameField);
}

} // namespace stackc::kube
