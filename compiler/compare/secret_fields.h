#pragma once
// Which parts of resources nobody may see.

#include "compare/steps.h"

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace stackc::compare {

/// Where a kind has text that is not to be shown, beside Secrets.
struct SecretField {
    std::string apiVersion, type;
    Steps path; ///< fields from the top on; `*` is any element or key
};
using SecretFields = std::vector<SecretField>;

/// What a resource is one of.
struct KindOf {
    std::string_view group, kind;
};

/// Is it at the steps, or around them, that nothing may be seen?
bool isSecret(const SecretFields& secrets, const KindOf& kind, const Steps& steps);
/// The same, or below them.
bool holdsSecret(const SecretFields& secrets, const KindOf& kind, const Steps& steps);

/// What stands at the steps of a resource, with `(hidden)` for what nobody may see.
nlohmann::ordered_json withoutSecrets(const SecretFields& secrets, const KindOf& kind, Steps steps,
                                      nlohmann::ordered_json part);

} // namespace stackc::compare
