#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "kube/import.h"

namespace stackc::kube {

enum class Dialect {
    OpenApi,    // OpenAPI v2 of Kubernetes: plain types and references
    Structural, // CRDs: `allOf`, `anyOf`, `oneOf` and `not` only restrict what stands beside them
    JsonSchema, // any draft from 4 to 2020-12
};

// Turns JSON Schema into types. A type is never narrower than the schema, except that objects that list properties are
// closed unless the schema opens them. Null is no value of any type; a field with a default is not required.
class SchemaReader {
public:
    // Makes the type that a reference stands for.
    using ResolveRef = std::function<TypeNode(const std::string& ref)>;
    // The type that a reference node leads to, without references at its top; Open if there is none.
    using Expand = std::function<TypeNode(const TypeNode& reference)>;
    SchemaReader(Dialect dialect, ResolveRef resolveRef, Expand expand, std::vector<ImportError>& errors)
        : dialect_(dialect), resolveRef_(std::move(resolveRef)), expand_(std::move(expand)), errors_(errors) {}

    // `where` is the place of the schema, for errors.
    TypeNode read(const nlohmann::json& schema, const std::string& where);
    // Steps from where read() began to what is being read.
    size_t depth() const { return place_.size(); }

private:
    using Json = nlohmann::json;
    class At;

    TypeNode readAny(const Json& schema, const std::string& inherited = "");
    TypeNode readKnown(const Json& schema, const std::string& inherited);
    TypeNode readOwn(const Json& schema, const std::string& type);
    TypeNode readObject(const Json& schema);
    void readFields(const Json& properties, const Json& schema, TypeNode& node);
    TypeNode readMap(const Json* additional, const Json* patterns, TypeNode node);
    TypeNode readList(const Json& schema);
    TypeNode readScalar(const Json& schema, const std::string& type);
    TypeNode combine(TypeNode node, const Json& schema, const std::string& type);
    std::vector<TypeNode> readBranches(const Json& schema, const char* key, const std::string& type);
    void requireAll(TypeNode& node, const Json& schema);
    TypeNode fail(std::string message);

    Dialect dialect_;
    ResolveRef resolveRef_;
    Expand expand_;
    std::vector<ImportError>& errors_;
    std::vector<std::string> place_;
    bool besideFields_ = false; // inside a branch that stands beside `properties`
    size_t placeLength_ = 0, pathBytes_ = 0, types_ = 0;
};

// The first paragraph of a schema's description, on one line.
std::string docOf(const nlohmann::json& schema);

} // namespace stackc::kube
