#pragma once
// JSON Schemas put together of smaller ones, without knowing what they are of.

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace stackc::values {

/// A reference to the definition so called.
nlohmann::ordered_json refTo(const std::string& name);
/// Adds the members of `more`; `properties` and `dependencies` are joined by key, `allOf` and `required` appended.
void join(nlohmann::ordered_json& target, const nlohmann::ordered_json& more);
/// Admits values of one more type of JSON.
void addType(nlohmann::ordered_json& schema, const char* type);
/// What the schema admits, or null. Words beside the types hold for values of their own type alone.
nlohmann::ordered_json orNull(nlohmann::ordered_json schema);
/// What the schema admits, or `""`.
nlohmann::ordered_json orBlank(nlohmann::ordered_json schema);
/// What either admits.
nlohmann::ordered_json alternatives(nlohmann::ordered_json schema, const nlohmann::ordered_json& other);
/// Puts short definitions without parts of their own, which are referred to once, where they are referred to.
void placeDefinitionsOfOnce(nlohmann::ordered_json& schema);

} // namespace stackc::values
