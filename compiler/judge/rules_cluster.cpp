// What belongs to the whole cluster: kinds of resources, classes of priority, roles and who has them.
#include "judge/walk.h"

#include <algorithm>
#include <fmt/format.h>

namespace stackc::judge {

using diag::Code;
using ir::NodeKind;

namespace {

/// The name of a resource, where it is known.
const std::string* nameOf(Walk& walk, const Parts& resource) {
    return textOf(walk.fieldsAt(resource, {"metadata"}).get("name"));
}

void priorityClass(Walk& walk, const Parts& fields) {
    constexpr int64_t highest = 1'000'000'000;
    const std::string* name = nameOf(walk, fields);
    bool isSystem = name != nullptr && (*name == "system-node-critical" || *name == "system-cluster-critical");
    if (name == nullptr || isSystem)
        return;
    if (name->starts_with("system-"))
        walk.misfit({"metadata", "name"}, walk.fieldsAt(fields, {"metadata"}).get("name"),
                    "must not begin with `system-`");
    walk.range(fields, "value", INT32_MIN, highest);
}

void customKind(Walk& walk, const Parts& fields) {
    const std::string* name = nameOf(walk, fields);
    Parts spec = walk.fieldsAt(fields, {"spec"});
    const std::string* group = textOf(spec.get("group"));
    const std::string* plural = textOf(walk.fieldsAt(spec, {"names"}).get("plural"));
    if (name != nullptr && group != nullptr && plural != nullptr && *name != fmt::format("{}.{}", *plural, *group))
        walk.misfit({"metadata", "name"}, nullptr,
                    fmt::format("must be `{}.{}`, of the plural and the group, found `{}`", *plural, *group, *name));
}

void customKindSpec(Walk& walk, const Parts& fields) {
    NodeRef list = fields.get("versions");
    if (list == nullptr)
        return;
    Parts versions = walk.view().elements(list);
    std::vector<Walk::Element> known = walk.objects(fields, "versions");
    walk.distinct(known, {"name"});
    bool isCertain = !versions.open && known.size() == versions.known.size();
    size_t stored = 0;
    for (const Walk::Element& version : known) {
        NodeRef storage = version.fields.get("storage");
        isCertain = isCertain && version.guard->isTrue() && storage != nullptr && storage->kind == NodeKind::Bool;
        stored += storage != nullptr && storage->isTrue() ? 1 : 0;
    }
    if (isCertain && stored != 1)
        walk.misfit({"versions"}, nullptr, fmt::format("one version has `storage = true`, found {} of them", stored));
}

void customKindVersion(Walk& walk, const Parts& fields) {
    Parts schema = walk.fieldsAt(fields, {"schema", "openAPIV3Schema"});
    NodeRef type = schema.get("type");
    if (!schema.open && !schema.known.empty() && !(type != nullptr && textOf(type) == nullptr) &&
        !walk.isKnown(type, "object"))
        walk.misfit({"schema", "openAPIV3Schema", "type"}, type, "must be `object`");
}

void role(Walk& walk, const Parts& fields) {
    for (const Walk::Element& rule : walk.objects(fields, "rules"))
        if (rule.fields.find("nonResourceURLs") != nullptr)
            walk.report(Code::E5027, below(rule.at, "nonResourceURLs"), "", "nonResourceURLs", walk.document().kind,
                        "is only for a ClusterRole");
}

void clusterBinding(Walk& walk, const Parts& fields) {
    NodeRef kind = walk.fieldsAt(fields, {"roleRef"}).get("kind");
    if (walk.isKnown(kind, "Role"))
        walk.misfit({"roleRef", "kind"}, kind, "must be `ClusterRole`");
}

constexpr const char* roles = "rbac.authorization.k8s.io";

void roleRef(Walk& walk, const Parts& fields) {
    for (const Part& form : walk.forms(fields, "apiGroup"))
        if (const std::string* group = textOf(form.value); group != nullptr && !group->empty() && *group != roles)
            walk.misfit({"apiGroup"}, form.value, fmt::format("must be `{}`", roles));
}

void subject(Walk& walk, const Parts& fields) {
    const std::string* kind = textOf(fields.get("kind"));
    const std::string* group = textOf(fields.get("apiGroup"));
    if (walk.isKnown(fields.get("kind"), "ServiceAccount"))
        walk.name(fields, "name", dnsName, "the name of a service account");
    else
        walk.name(fields, "name", notEmpty, "the name of a subject");
    if (kind == nullptr || group == nullptr || group->empty())
        return;
    bool isAccount = *kind == "ServiceAccount";
    if (isAccount || *group != roles)
        walk.misfit({"apiGroup"}, fields.get("apiGroup"),
                    fmt::format("must be `{}` for a {}", isAccount ? "" : roles, *kind));
}

} // namespace

std::vector<NamedRule> clusterRules() {
    return {{"k8s.scheduling.v1.PriorityClass", priorityClass},
            {"k8s.apiextensions.v1.CustomResourceDefinition", customKind},
            {"k8s.apiextensions.v1.CustomResourceDefinitionSpec", customKindSpec},
            {"k8s.apiextensions.v1.CustomResourceDefinitionVersion", customKindVersion},
            {"k8s.rbac.v1.Role", role},
            {"k8s.rbac.v1.ClusterRoleBinding", clusterBinding},
            {"k8s.rbac.v1.RoleRef", roleRef},
            {"k8s.rbac.v1.Subject", subject}};
}

} // namespace stackc::judge
