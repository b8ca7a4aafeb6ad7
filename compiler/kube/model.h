#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kube/library.h"

namespace stackc::kube {

struct FieldNode;

// A type as the importers make it and the data files hold it: a tree whose leaves are scalars or references.
struct TypeNode {
    Shape shape = Shape::Open;
    std::string ref; // path of another type, "k8s.core.v1.Affinity"; everything else is then unused

    std::vector<FieldNode> fields; // Object, sorted by name
    bool openFields = false;
    std::vector<TypeNode> element; // List and Map: exactly one
    std::string mergeKey;
    std::vector<std::string> mapKeys;
    bool distinct = false; // List: no element is there twice

    std::vector<std::string> enumValues;
    std::string pattern;
    std::string format;
    std::optional<int64_t> min, max;
    std::optional<double> minFloat, maxFloat;
    std::optional<uint32_t> minLength, maxLength;
    std::optional<uint32_t> minItems, maxItems;
};

struct FieldNode {
    std::string name;
    TypeNode type;
    bool required = false;
    std::string doc;
    Releases releases;
};

struct NamedType {
    std::string name;
    TypeNode type;
    bool isKind = false;
    bool namespaced = true; // of a kind
    std::string doc;
    Releases releases;
};

struct Module {
    std::string name;             // "k8s.apps.v1"
    std::string apiVersion;       // "apps/v1"; empty if the module has no kinds
    std::string source;           // where the types come from
    std::vector<NamedType> types; // sorted by name
};

// Equal but for docs. References count by path.
bool sameType(const TypeNode& a, const TypeNode& b);

// A type of which nothing but the shape is said.
TypeNode ofShape(Shape shape);

void sortByName(std::vector<FieldNode>& fields);
void sortByName(std::vector<NamedType>& types);

// Makes an object's field `metadata` that of every resource, whatever it was, and sorts the fields.
void setMetadata(TypeNode& object);

inline FieldNode* findField(TypeNode& object, const std::string& name) {
    for (FieldNode& field : object.fields)
        if (field.name == name)
            return &field;
    return nullptr;
}

} // namespace stackc::kube
