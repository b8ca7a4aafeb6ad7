#include "kube/custom_kind.h"

#include "text/characters.h"

#include <algorithm>
#include <array>
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

// Words of the language, which an import can't name.
constexpr std::array<std::string_view, 14> reserved = {"and", "else",  "false", "for", "if", "in",   "is",
                                                       "let", "match", "none",  "not", "or", "then", "true"};

// As a part of the path of an import.
std::string importable(const std::string& label) {
    if (std::find(reserved.begin(), reserved.end(), label) != reserved.end())
        return label + "_";
    return !label.empty() && isDigit(label[0]) ? "_" + label : label;
}

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

// The API server takes them in versions and kinds; names of modules and types can't have them.
enum class Hyphens : bool { No, Yes };

bool isLabel(std::string_view text, Hyphens hyphens) {
    auto isInside = [&](char c) { return isLower(c) || isDigit(c) || (hyphens == Hyphens::Yes && c == '-'); };
    return !text.empty() && text.size() <= 63 && isLower(text[0]) && text.back() != '-' &&
           std::all_of(text.begin(), text.end(), isInside);
}

std::optional<std::string> faultOfNames(std::string_view version, std::string_view kind, Hyphens hyphens) {
    if (!isLabel(version, hyphens))
        return "`" + std::string(version) + "` is not the name of a version, such as `v1`";
    if (!isLabel(text::lowerCase(kind), hyphens))
        return "`" + std::string(kind) + "` is not the name of a kind: a letter, then letters" +
               (hyphens == Hyphens::Yes ? ", digits and `-`" : " and digits");
    return std::nullopt;
}

std::optional<std::string> faultOfGroup(std::string_view group) {
    return isGroup(group) ? std::nullopt
                          : std::optional("`" + std::string(group) + "` is not the name of an API group");
}

FieldNode fixedString(std::string name, std::string value) {
    FieldNode field;
    field.name = std::move(name);
    field.type.shape = Shape::String;
    field.type.enumValues = {std::move(value)};
    return field;
}

std::vector<std::string> labelsOf(std::string_view group) {
    std::vector<std::string> labels(1);
    for (char c : group) {
        if (c == '.')
            labels.emplace_back();
        else if (c != '-')
            labels.back() += c;
    }
    return labels;
}

std::string reversed(const std::vector<std::string>& labels) {
    std::string result;
    for (size_t i = labels.size(); i-- > 0;)
        result += importable(labels[i]) + (i > 0 ? "." : "");
    return result;
}

} // namespace

std::string moduleOfGroup(std::string_view group) {
    if (auto it = groupModules.find(group); it != groupModules.end())
        return std::string(it->second);
    std::vector<std::string> labels = labelsOf(group);
    if (labels.size() > 1)
        labels.pop_back();
    return reversed(labels);
}

std::string moduleOfGroup(std::string_view group, ModuleGroups& taken) {
    std::string whole = reversed(labelsOf(group));
    if (auto known = taken.find(whole); known != taken.end() && known->second == group)
        return whole;
    auto [place, fresh] = taken.try_emplace(moduleOfGroup(group), group);
    if (fresh || place->second == group)
        return place->first;
    std::string name = whole;
    for (int number = 2;; ++number) {
        auto [own, isNew] = taken.try_emplace(name, group);
        if (isNew || own->second == group)
            return name;
        name = whole + std::to_string(number); // `acme.example.foo` is called `example.acme` as well
    }
}

std::optional<std::string> faultOf(const CustomKind& kind) {
    auto fault = faultOfGroup(kind.group);
    return fault ? fault : faultOfNames(kind.version, kind.kind, Hyphens::No);
}

std::optional<std::string> faultOf(std::string_view apiVersion, std::string_view kind) {
    size_t slash = apiVersion.find('/');
    if (slash == std::string_view::npos)
        return faultOfNames(apiVersion, kind, Hyphens::Yes);
    auto fault = faultOfGroup(apiVersion.substr(0, slash));
    return fault ? fault : faultOfNames(apiVersion.substr(slash + 1), kind, Hyphens::Yes);
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
