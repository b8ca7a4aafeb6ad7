#include "kube/custom_kind.h"

#include <algorithm>
#include <map>

namespace stackc::kube {
namespace {

// Names that read better than the rule in moduleOfGroup().
const std::map<std::string_view, std::string_view> groupModules = {
    {"acme.cert-manager.io", "certManager.acme"},
    {"argoproj.io", "argo"},
    {"autoscaling.k8s.io", "vpa"},
    {"cert-manager.io", "certManager"},
    {"external-secrets.io", "externalSecrets"},
    {"gateway.networking.k8s.io", "gateway"},
    {"generators.external-secrets.io", "externalSecrets.generators"},
    {"helm.toolkit.fluxcd.io", "flux.helm"},
    {"image.toolkit.fluxcd.io", "flux.image"},
    {"kustomize.toolkit.fluxcd.io", "flux.kustomize"},
    {"monitoring.coreos.com", "prometheus"},
    {"notification.toolkit.fluxcd.io", "flux.notification"},
    {"source.toolkit.fluxcd.io", "flux.source"},
    {"split.smi-spec.io", "smi.split"},
};

bool isLower(char c) { return c >= 'a' && c <= 'z'; }
bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isUpper(char c) { return c >= 'A' && c <= 'Z'; }

// Labels of letters and digits, divided by dots; hyphens within.
bool isGroup(std::string_view group) {
    char last = '.';
    for (char c : group) {
        bool inner = c == '.' || c == '-';
        if (!isLower(c) && !isDigit(c) && (!inner || last == '.' || last == '-'))
            return false;
        last = c;
    }
    return last != '.' && last != '-' && group.size() <= 253;
}

FieldNode fixedString(std::string name, std::string value) {
    FieldNode field;
    field.name = std::move(name);
    field.type.shape = Shape::String;
    field.type.enumValues = {std::move(value)};
    return field;
}

} // namespace

std::string moduleOfGroup(std::string_view group) {
    if (auto it = groupModules.find(group); it != groupModules.end())
        return std::string(it->second);
    std::vector<std::string> labels(1);
    for (char c : group) {
        if (c == '.')
            labels.emplace_back();
        else if (c != '-')
            labels.back() += c;
    }
    if (labels.size() > 1)
        labels.pop_back();
    std::string result;
    for (size_t i = labels.size(); i-- > 0;)
        result += labels[i] + (i > 0 ? "." : "");
    return result;
}

std::optional<std::string> faultOf(const CustomKind& kind) {
    if (!isGroup(kind.group))
        return "`" + kind.group + "` is not the name of an API group";
    bool version =
        !kind.version.empty() && isLower(kind.version[0]) && kind.version.size() <= 63 &&
        std::all_of(kind.version.begin(), kind.version.end(), [](char c) { return isLower(c) || isDigit(c); });
    if (!version)
        return "`" + kind.version + "` is not the name of a version, such as `v1`";
    bool name =
        !kind.kind.empty() && !isDigit(kind.kind[0]) && kind.kind.size() <= 63 &&
        std::all_of(kind.kind.begin(), kind.kind.end(), [](char c) { return isLower(c) || isDigit(c) || isUpper(c); });
    if (!name)
        return "`" + kind.kind + "` is not the name of a kind: a letter, then letters and digits";
    return std::nullopt;
}

NamedType resourceType(const CustomKind& kind, TypeNode schema, std::string doc) {
    std::erase_if(schema.fields, [](const FieldNode& field) {
        return field.name == "apiVersion" || field.name == "kind" || field.name == "status";
    });
    schema.fields.push_back(fixedString("apiVersion", kind.apiVersion()));
    schema.fields.push_back(fixedString("kind", kind.kind));
    setMetadata(schema);
    NamedType type;
    type.name = kind.kind;
    type.isKind = true;
    type.namespaced = kind.namespaced;
    type.doc = std::move(doc);
    type.type = std::move(schema);
    return type;
}

} // namespace stackc::kube
