// What a pod and its containers may do: what excludes or needs each other, and what only one system of the nodes knows.
#include "judge/walk.h"

#include <algorithm>
#include <fmt/format.h>

namespace stackc::judge {

namespace {

/// A capability that is all rights.
void capabilities(Walk& walk, const Parts& fields) {
    Parts own = walk.fieldsAt(fields, {"capabilities"});
    for (const Part& form : walk.forms(fields, "allowPrivilegeEscalation")) {
        size_t index = 0;
        for (const Part& added : walk.elementsAt(own, "add").known) {
            Path at{"capabilities", "add", index++};
            if (form.value->isFalse() && walk.isKnown(added.value, "CAP_SYS_ADMIN") &&
                walk.meet(form.guard, added.guard))
                walk.misfit(at, added.value, "can't be added where `allowPrivilegeEscalation` is `false`");
        }
    }
}

/// The security contexts of the pod and of its containers.
std::vector<Walk::Element> contexts(Walk& walk, const Parts& pod) {
    View& view = walk.view();
    const char* key = "securityContext";
    std::vector<Walk::Element> out{{view.yes(), view.below(Trail(), key), walk.fieldsAt(pod, {key})}};
    for (const char* list : {"initContainers", "containers"})
        for (const Walk::Element& one : walk.objects(pod, list))
            out.push_back({one.guard, view.below(one.at, key), walk.fieldsAt(one.fields, {key})});
    return out;
}

/// Surely there: an object or a list with something in it, or a value that isn't `false` of what is off without it.
bool isSaid(Walk& walk, NodeRef node, bool isFalseNone) {
    if (node->kind != ir::NodeKind::List && node->kind != ir::NodeKind::Record)
        return !isFalseNone || node->isTrue();
    Parts parts = node->kind == ir::NodeKind::List ? walk.view().elements(node) : walk.view().fields(node);
    return std::any_of(parts.known.begin(), parts.known.end(), [](const Part& part) { return part.guard->isTrue(); });
}

void barAll(Walk& walk, const Walk::Element& in, const std::vector<const char*>& keys, NodeRef guard,
            const std::string& fault, bool isFalseNone = false) {
    for (const char* key : keys)
        for (const Part& form : walk.forms(in.fields, key))
            if (isSaid(walk, form.value, isFalseNone) && walk.meet(guard, walk.view().both(in.guard, form.guard)))
                walk.barred(below(in.at, key), shown(form.value), fault);
}

/// A pod that says of which system it is has nothing of the other one.
void ofOneSystem(Walk& walk, const Parts& pod) {
    static const std::vector<const char*> linux{"appArmorProfile",
                                                "seLinuxOptions",
                                                "seccompProfile",
                                                "fsGroup",
                                                "fsGroupChangePolicy",
                                                "sysctls",
                                                "runAsUser",
                                                "runAsGroup",
                                                "supplementalGroups",
                                                "supplementalGroupsPolicy",
                                                "seLinuxChangePolicy",
                                                "capabilities",
                                                "readOnlyRootFilesystem",
                                                "privileged",
                                                "allowPrivilegeEscalation",
                                                "procMount"};
    for (const Part& name : walk.forms(walk.fieldsAt(pod, {"os"}), "name")) {
        bool isWindows = walk.isKnown(name.value, "windows");
        if (!isWindows && !walk.isKnown(name.value, "linux"))
            continue;
        std::string fault = fmt::format("can't be there where `os.name` is `{}`", shown(name.value));
        for (const Walk::Element& context : contexts(walk, pod))
            barAll(walk, context, isWindows ? linux : std::vector<const char*>{"windowsOptions"}, name.guard, fault);
        if (!isWindows)
            continue;
        barAll(walk, {walk.view().yes(), {}, pod}, {"shareProcessNamespace", "hostUsers"}, name.guard, fault);
        barAll(walk, {walk.view().yes(), {}, pod}, {"hostPID", "hostIPC"}, name.guard, fault, true);
    }
}

/// A container of Windows that is a process of its node is in the node's network.
void hostProcess(Walk& walk, const Parts& pod) {
    std::vector<Part> networks = walk.forms(pod, "hostNetwork");
    bool mayBeOnHost = pod.open || std::any_of(networks.begin(), networks.end(),
                                               [](const Part& form) { return !form.value->isFalse(); });
    for (const Walk::Element& context : contexts(walk, pod))
        for (const Part& form : walk.forms(walk.fieldsAt(context.fields, {"windowsOptions"}), "hostProcess"))
            if (!mayBeOnHost && form.value->isTrue() &&
                walk.view().possible(walk.view().both(context.guard, form.guard)))
                walk.misfit(below(below(context.at, "windowsOptions"), "hostProcess"), form.value,
                            "is only for pods with `hostNetwork = true`");
}

void podSpec(Walk& walk, const Parts& fields) {
    ofOneSystem(walk, fields);
    hostProcess(walk, fields);
}

} // namespace

std::vector<NamedRule> securityRules() {
    return {{"k8s.core.v1.SecurityContext", capabilities}, {"k8s.core.v1.PodSpec", podSpec}};
}

} // namespace stackc::judge
