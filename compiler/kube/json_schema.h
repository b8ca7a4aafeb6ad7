#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "kube/library.h"

namespace stackc::kube {

// The name under `definitions` of an object or named type: its path, "k8s.core.v1.Affinity".
std::string definitionName(const Library& library, TypeId id);

// The draft-07 schema of a value of the type: {"$ref": "#/definitions/<path>"} for objects, inline for the rest. All
// definitions that it needs and that are missing in `definitions` are added there (by name, sorted within one call).
// What the API server asks of single objects beyond their types (demands.h) is in it.
// Whether strings and keys are carried unharmed by Helm and YAML is the caller's to ask. Objects are closed, optional
// fields may be absent, null is refused everywhere.
// With a release only the fields that it has are offered.
nlohmann::ordered_json jsonSchema(const Library& library, TypeId id, nlohmann::ordered_json& definitions,
                                  uint16_t release = 0);

// Called once for each fault: `path` is a JSON path from the value's root, "spec.ports[0].name", empty for the root.
using Report = std::function<void(const std::string& path, const std::string& message)>;

// True, and no report, exactly if jsonSchema() accepts `value` and `safeString` its strings; if that is empty all pass.
struct ValidateOptions {
    std::function<bool(const std::string&)> safeString;
    uint16_t release = 0; // as for jsonSchema()
    // Laid over others, but in lists: a null takes a key away, and what fields ask of each other (demands.h) is not
    // asked.
    bool isLaid = false;
};
bool validate(const Library& library, TypeId id, const nlohmann::json& value, const Report& report,
              const ValidateOptions& options = {});

} // namespace stackc::kube
