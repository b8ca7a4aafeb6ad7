#include "emit/helm/footprint.h"

#include "kube/library.h"

#include <algorithm>
#include <fmt/format.h>

namespace stackc::emit::helm {

namespace {

/// Is the API of a group that a cluster has by itself: one of Kubernetes' modules, or one without a dot, as others
/// have?
bool isBuiltIn(const kube::Library& library, const std::string& apiVersion) {
    std::string group = apiVersion.substr(0, apiVersion.find('/'));
    if (group.size() == apiVersion.size() || group.find('.') == std::string::npos)
        return true;
    std::vector<kube::Kind> kinds = library.kinds();
    return std::any_of(kinds.begin(), kinds.end(), [&](const kube::Kind& kind) {
        return kind.group() == group && library.type(kind.root).path.starts_with("k8s.");
    });
}

/// Has the document the annotation, whatever its value?
bool hasAnnotation(const ir::Document& document, const char* key) {
    return ir::valueAt(document.object, {"metadata", "annotations", key}) != nullptr;
}

} // namespace

void Footprint::add(const ir::Package& package, const std::vector<CustomResource>& definitions) {
    defined.insert(defined.end(), definitions.begin(), definitions.end());
    for (const ir::Document& document : package.documents) {
        hasClaims |= document.kind == "StatefulSet";
        hasKept |= hasAnnotation(document, "helm.sh/resource-policy");
        hasHooks |= !document.testOnly && hasAnnotation(document, "helm.sh/hook");
        if (!document.kind.empty() && !isBuiltIn(package.program->types.natives(), document.apiVersion))
            custom.emplace(document.kind, document.apiVersion);
    }
}

std::vector<std::string> Footprint::foreign() const {
    std::vector<std::string> names;
    for (const auto& [kind, apiVersion] : custom)
        if (std::none_of(defined.begin(), defined.end(),
                         [&kind = kind, &apiVersion = apiVersion](const CustomResource& crd) {
                             return crd.kind == kind && apiVersion.starts_with(crd.group + "/");
                         }))
            names.push_back(fmt::format("`{}` (`{}`)", kind, apiVersion));
    return names;
}

} // namespace stackc::emit::helm
