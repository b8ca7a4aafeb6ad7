// What belongs to the whole cluster: kinds of resources, classes of priority, roles and who has them.
#include "judge/walk.h"

#include <algorithm>
#include <fmt/format.h>

namespace stackc::judge {

using diag::Code;
using ir::NodeKind;

namespace {

void priorityClass(Walk& walk, const Parts& fields) {
    constexpr int64_t highest = 1'000'000'000;
    for (const Part& form : walk.forms(walk.fieldsAt(fields, {"metadata"}), "name")) {
        View::Within within(walk.view(), form.guard);
        const std::string* name = textOf(form.value);
        if (name == nullptr || *name == "system-node-critical" || *name == "system-cluster-critical")
            continue;
        if (name->starts_with("system-"))
            walk.misfit({"metadata", "name"}, form.value, "must not begin with `system-`");
        walk.range(fields, "value", INT32_MIN, highest);
    }
}

void customKind(Walk& walk, const Parts& fields) {
    View& view = walk.view();
    Parts spec = walk.fieldsAt(fields, {"spec"});
    for (const Part& named : walk.forms(walk.fieldsAt(fields, {"metadata"}), "name"))
        for (const Part& group : walk.forms(spec, "group"))
            for (const Part& plural : walk.forms(walk.fieldsAt(spec, {"names"}), "plural")) {
                const std::string* name = textOf(named.value);
                bool areKnown = name != nullptr && textOf(group.value) != nullptr && textOf(plural.value) != nullptr;
                if (!areKnown || !view.meet(named.guard, view.both(group.guard, plural.guard)))
                    continue;
                std::string wanted = fmt::format("{}.{}", *textOf(plural.value), *textOf(group.value));
                if (*name != wanted)
                    walk.misfit({"metadata", "name"}, nullptr,
                                fmt::format("must be `{}`, of the plural and the group, found `{}`", wanted, *name));
            }
}

void customKindSpec(Walk& walk, const Parts& fields) {
    if (fields.find("versions") == nullptr)
        return;
    Parts versions = walk.elementsAt(fields, "versions");
    std::vector<Walk::Element> known = walk.objects(fields, "versions");
    walk.distinct(known, {"name"});
    bool isCertain = !versions.open && known.size() == versions.known.size();
    size_t stored = 0;
    for (const Walk::Element& version : known) {
        const Part* storage = version.fields.find("storage");
        isCertain = isCertain && version.guard->isTrue() && storage != nullptr && storage->guard->isTrue() &&
                    storage->value->kind == NodeKind::Bool;
        stored += isCertain && storage->value->isTrue() ? 1 : 0;
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
        if (const Part* urls = rule.fields.find("nonResourceURLs");
            urls != nullptr && walk.view().possible(walk.view().both(rule.guard, urls->guard)))
            walk.barred(below(rule.at, "nonResourceURLs"), "", "is only for a ClusterRole");
}

void clusterBinding(Walk& walk, const Parts& fields) {
    NodeRef kind = walk.fieldsAt(fields, {"roleRef"}).get("kind");
    if (walk.isKnown(kind, "Role"))
        walk.misfit({"roleRef", "kind"}, kind, "must be `ClusterRole`");
    // The binding has no namespace that an account's could be.
    for (const Walk::Element& subject : walk.objects(fields, "subjects")) {
        NodeRef account = subject.fields.get("kind");
        const Part* ns = subject.fields.find("namespace");
        bool lacks = ns == nullptr ? !subject.fields.open : ns->guard->isTrue() && walk.isKnown(ns->value, "");
        if (account == nullptr || !walk.isKnown(account, "ServiceAccount") || !lacks)
            continue;
        View::Within within(walk.view(), subject.guard);
        const std::string* name = textOf(subject.fields.get("name"));
        walk.lacks(below(subject.at, "namespace"), name != nullptr ? *name : "");
    }
}

constexpr const char* roles = "rbac.authorization.k8s.io";

void roleRef(Walk& walk, const Parts& fields) {
    for (const Part& form : walk.forms(fields, "apiGroup"))
        if (const std::string* group = textOf(form.value); group != nullptr && !group->empty() && *group != roles)
            walk.misfit({"apiGroup"}, form.value, fmt::format("must be `{}`", roles));
}

void subject(Walk& walk, const Parts& fields) {
    for (const Part& kind : walk.forms(fields, "kind")) {
        View::Within within(walk.view(), kind.guard);
        bool isAccount = walk.isKnown(kind.value, "ServiceAccount");
        walk.name(fields, "name", isAccount ? dnsName : notEmpty,
                  isAccount ? "the name of a service account" : "the name of a subject");
    }
    walk.together(fields, "apiGroup", "kind", [&](const Part& group, const Part& kind) {
        const std::string* name = textOf(group.value);
        const std::string* what = textOf(kind.value);
        if (name == nullptr || what == nullptr || name->empty())
            return;
        bool isAccount = *what == "ServiceAccount";
        if (isAccount || *name != roles)
            walk.misfit({"apiGroup"}, group.value, fmt::format("must be `{}` for a {}", isAccount ? "" : roles, *what));
    });
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
