#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "kube/model.h"

// What single keywords of a schema say.
namespace stackc::kube {

// Numbers; nothing if there is none or it is out of range.
std::optional<uint32_t> sizeAt(const nlohmann::json& schema, const char* key);
std::optional<int64_t> integerAt(const nlohmann::json& schema, const char* key);
std::optional<double> numberAt(const nlohmann::json& schema, const char* key);

// Null if there is none.
const nlohmann::json* memberAt(const nlohmann::json& schema, const char* key);

// The types that a schema allows, null aside.
std::vector<std::string> typesAt(const nlohmann::json& schema);
// True if the schema says something of its values' type, rather than only restricting them.
bool saysType(const nlohmann::json& schema);
// The values of `enum` or `const`, null aside.
std::vector<nlohmann::json> valuesAt(const nlohmann::json& schema);
// The type that all values of `enum` or `const` have.
std::string typeOfValues(const nlohmann::json& schema);
// Bounds may be exclusive by a flag (draft 4) or by their name (later drafts). Values of an enum are bounds, too.
void readIntegerRange(const nlohmann::json& schema, TypeNode& node);

} // namespace stackc::kube
