#pragma once
// Which parts of values nobody may see.

#include "core/types.h"

#include <nlohmann/json_fwd.hpp>
#include <set>
#include <string>

namespace stackc::values {

/// What is shown in the place of a secret.
constexpr const char* hiddenText = "(hidden)";

/// Is text that nobody may see in what the type takes?
bool holdsSecret(const core::TypeTable& types, const core::Type& type);

/// A value of the type as values files have it, with `hiddenText` for what nobody may see: what is Sensitive, and what
/// stands in the place of something that has Sensitive parts, but has another form. What is empty, or a truth, is
/// shown.
nlohmann::ordered_json withoutSecrets(const core::TypeTable& types, core::TypeId type, nlohmann::ordered_json value);

/// The same of some texts alone, and of pieces of them: others at those places are nobody's secret.
nlohmann::ordered_json withoutSecrets(const core::TypeTable& types, core::TypeId type, nlohmann::ordered_json value,
                                      const std::set<std::string>& texts);

/// Adds the texts in a value of the type that nobody may see.
void addSecrets(const core::TypeTable& types, core::TypeId type, const nlohmann::ordered_json& value,
                std::set<std::string>& texts);

} // namespace stackc::values
