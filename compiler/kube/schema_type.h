#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "kube/import.h"

namespace stackc::kube {

// Turns JSON Schema as Kubernetes uses it (OpenAPI v2, structural schemas of CRDs) into types.
class SchemaReader {
public:
    using ResolveRef = std::function<TypeNode(const std::string& ref)>;
    SchemaReader(ResolveRef resolveRef, std::vector<ImportError>& errors)
        : resolveRef_(std::move(resolveRef)), errors_(errors) {}

    TypeNode read(const nlohmann::json& schema, const std::string& where);

private:
    TypeNode readObject(const nlohmann::json& schema, const std::string& where);
    TypeNode readList(const nlohmann::json& schema, const std::string& where);
    TypeNode readScalar(const nlohmann::json& schema, const std::string& type);

    ResolveRef resolveRef_;
    std::vector<ImportError>& errors_;
    int depth_ = 0;
};

// The first paragraph of a schema's description, on one line.
std::string docOf(const nlohmann::json& schema);

} // namespace stackc::kube
