#include "compare/secret_fields.h"

#include "kube/library.h"
#include "values/secrets.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace stackc::compare {

namespace {

using Json = nlohmann::ordered_json;

/// Are the steps the same as far as both go?
bool meet(const Steps& path, const Steps& steps) {
    auto common = static_cast<std::ptrdiff_t>(std::min(path.size(), steps.size()));
    return std::equal(path.begin(), path.begin() + common, steps.begin(),
                      [](const std::string& name, const std::string& step) { return name == "*" || name == step; });
}

/// `least`: how many of a field's steps have to be there.
template <typename Least> bool isAny(const SecretFields& secrets, const KindOf& kind, const Steps& steps, Least least) {
    static const SecretFields ofSecrets = {{"v1", "Secret", {"data"}}, {"v1", "Secret", {"stringData"}}};
    auto isMet = [&](const SecretField& secret) {
        return secret.type == kind.kind && kube::groupOf(secret.apiVersion) == kind.group &&
               steps.size() >= least(secret) && meet(secret.path, steps);
    };
    return std::ranges::any_of(ofSecrets, isMet) || std::ranges::any_of(secrets, isMet);
}

} // namespace

bool isSecret(const SecretFields& secrets, const KindOf& kind, const Steps& steps) {
    return isAny(secrets, kind, steps, [](const SecretField& secret) { return secret.path.size(); });
}

bool holdsSecret(const SecretFields& secrets, const KindOf& kind, const Steps& steps) {
    return isAny(secrets, kind, steps, [](const SecretField&) { return size_t{0}; });
}

Json withoutSecrets(const SecretFields& secrets, const KindOf& kind, Steps steps, Json part) {
    if (!holdsSecret(secrets, kind, steps))
        return part;
    if (part.is_object())
        for (auto& [key, item] : part.items()) {
            steps.push_back(key);
            item = withoutSecrets(secrets, kind, steps, std::move(item));
            steps.pop_back();
        }
    else if (part.is_array())
        for (size_t i = 0; i < part.size(); ++i) {
            steps.push_back(std::to_string(i));
            part[i] = withoutSecrets(secrets, kind, steps, std::move(part[i]));
            steps.pop_back();
        }
    else if (isSecret(secrets, kind, steps) && !part.is_null())
        part = values::hiddenText;
    return part;
}

} // namespace stackc::compare
