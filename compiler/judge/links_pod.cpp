#include "judge/links_pod.h"

#include "judge/links_variables.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>

namespace stackc::judge {

using diag::Code;
using ir::NodeKind;

namespace {

void addName(const Object& one, std::vector<std::string>& names) {
    if (const std::string* name = one.text("name"))
        names.push_back(*name);
}

/// What objects are called, as far as it is known.
std::vector<std::string> namesOf(const std::vector<Object>& objects) {
    std::vector<std::string> names;
    for (const Object& one : objects)
        addName(one, names);
    return names;
}

} // namespace

void PodLinks::pods(const Pods& pods) {
    for (const Object& init : objects(view_, pods.spec, "initContainers"))
        container(pods, init);
    for (const Object& one : objects(view_, pods.spec, "containers"))
        container(pods, one);
    for (const Object& one : objects(view_, pods.spec, "volumes"))
        volume(pods, one);
    portsTwice(pods);
    const std::string* account = pods.spec.text("serviceAccountName");
    if (account == nullptr || *account != "default")
        linking_.require(*pods.document, "ServiceAccount", pods.spec, "serviceAccountName");
    pullSecrets(*pods.document, pods.spec);
    if (pods.document->kind == "StatefulSet") {
        const std::string* service = pods.owner.text("serviceName");
        if (service == nullptr || !service->empty())
            linking_.require(*pods.document, "Service", pods.owner, "serviceName");
    }
}

void PodLinks::pullSecrets(const ir::Document& document, const Object& spec) {
    for (const Object& secret : objects(view_, spec, "imagePullSecrets")) {
        // What a list of the values names is none of the chart's.
        ir::NodeRef name = secret.get("name");
        const std::span<const Part> forms = name != nullptr ? view_.forms(name).known : std::span<const Part>();
        bool isValues = !forms.empty() && std::all_of(forms.begin(), forms.end(), [](const Part& form) {
            return form.value->kind == ir::NodeKind::Ref && ir::inElement(form.value);
        });
        if (!isValues)
            linking_.require(document, "Secret", secret, "name");
    }
}

void PodLinks::account(const ir::Document& document) {
    if (document.kind == "ServiceAccount")
        pullSecrets(document, root(view_, document));
}

void PodLinks::container(const Pods& pods, const Object& container) {
    mounts(pods, container);
    devices(pods, container);
    probes(pods, container);
    VariableLinks(linking_).variables(pods, container);
}

// ---- volumes and files

void PodLinks::mounts(const Pods& pods, const Object& container) {
    bool open = mayHaveMore(view_, pods.spec, "volumes");
    std::vector<Object> volumes = objects(view_, pods.spec, "volumes");
    open = open || (pods.owner.get("volumeClaimTemplates") != nullptr &&
                    mayHaveMore(view_, pods.owner, "volumeClaimTemplates"));
    std::vector<Object> claims = objects(view_, pods.owner, "volumeClaimTemplates");
    auto isLateVolume = [this](const Object& volume) { return isLate(view_, volume, "name"); };
    std::vector<Object> mounts = objects(view_, container, "volumeMounts");
    for (const Object& device : objects(view_, container, "volumeDevices"))
        mounts.push_back(device);
    for (const Object& mount : mounts) {
        NodeRef name = mount.get("name");
        if (name == nullptr)
            continue;
        std::vector<NodeRef> there;
        for (const Object& one : volumes)
            if (addGuards(view_, one, "name", name, there))
                subPath(pods, one, mount);
        for (const Object& claim : claims)
            addGuards(view_, object(view_, claim, "metadata"), "name", name, there);
        const std::string* text = textOf(name);
        if (open || text == nullptr || std::any_of(volumes.begin(), volumes.end(), isLateVolume))
            continue;
        if (!there.empty()) {
            linking_.whenever(*pods.document, mount, guardOf(view_, mount, "name"), there, below(mount.at, "name"),
                              *text, fmt::format("the volume `{}`", *text));
            continue;
        }
        const std::string* file = mount.text("subPath");
        Finding finding = linking_.report(mount, Code::E5028, *pods.document, below(mount.at, "name"),
                                          file != nullptr ? *file : *text, "pod", "volume", *text);
        std::vector<std::string> names = namesOf(volumes);
        for (const Object& claim : claims)
            addName(object(view_, claim, "metadata"), names);
        suggestAmong(finding, *text, names);
    }
}

/// Claims of devices that a container uses are its pod's.
void PodLinks::devices(const Pods& pods, const Object& container) {
    std::vector<Object> claims = objects(view_, pods.spec, "resourceClaims");
    bool isOpen =
        mayHaveMore(view_, pods.spec, "resourceClaims") ||
        std::any_of(claims.begin(), claims.end(), [this](const Object& one) { return isLate(view_, one, "name"); });
    for (const Object& use : objects(view_, object(view_, container, "resources"), "claims")) {
        const std::string* text = use.text("name");
        if (isOpen || text == nullptr)
            continue;
        std::vector<NodeRef> there;
        for (const Object& claim : claims)
            addGuards(view_, claim, "name", use.get("name"), there);
        Path at = below(use.at, "name");
        if (there.empty())
            linking_.report(use, Code::E5028, *pods.document, at, *text, "pod", "claim of devices", *text);
        else
            linking_.whenever(*pods.document, use, guardOf(view_, use, "name"), there, at, *text,
                              fmt::format("the claim of devices `{}`", *text));
    }
}

/// A file of a volume that is a ConfigMap or Secret of the program.
void PodLinks::subPath(const Pods& pods, const Object& volume, const Object& mount) {
    const std::string* file = mount.text("subPath");
    if (file == nullptr)
        return;
    for (auto [key, kind, name] :
         {std::array{"configMap", "ConfigMap", "name"}, std::array{"secret", "Secret", "secretName"}}) {
        Object source = object(view_, volume, key);
        if (source.get(name) == nullptr)
            continue;
        // As far as all that is compared is there together.
        Object both = mount;
        both.guard = view_.both(guardOf(view_, mount, "subPath"), guardOf(view_, source, name));
        std::vector<Object> items = objects(view_, source, "items");
        if (!items.empty()) {
            both.guard = view_.both(both.guard, guardOf(view_, source, "items"));
            bool isThere = std::any_of(items.begin(), items.end(), [&](const Object& item) {
                const std::string* path = item.text("path");
                return path == nullptr || *path == *file || path->starts_with(*file + "/");
            });
            if (!isThere)
                linking_.report(both, Code::E5028, *pods.document, below(mount.at, "subPath"), *file, "volume", "file",
                                *file);
            return;
        }
        for (const Target* target : inventory_.find(kind, source.get(name)))
            keys_.requireKey(*pods.document, *target, both, below(mount.at, "subPath"), *file);
    }
}

void PodLinks::volume(const Pods& pods, const Object& volume) {
    keys_.files(*pods.document, "ConfigMap", object(view_, volume, "configMap"), "name");
    keys_.files(*pods.document, "Secret", object(view_, volume, "secret"), "secretName");
    claim(pods, object(view_, volume, "persistentVolumeClaim"));
    for (const Object& source : objects(view_, object(view_, volume, "projected"), "sources")) {
        keys_.files(*pods.document, "ConfigMap", object(view_, source, "configMap"), "name");
        keys_.files(*pods.document, "Secret", object(view_, source, "secret"), "name");
    }
}

void PodLinks::claim(const Pods& pods, const Object& source) {
    std::vector<const Target*> claims = linking_.require(*pods.document, "PersistentVolumeClaim", source, "claimName");
    int64_t count = pods.document->kind == "Deployment" ? leastPods(pods) : 1;
    if (claims.size() != 1 || count < 2)
        return;
    Object spec = object(view_, claims[0]->object, "spec");
    if (spec.get("accessModes") == nullptr || mayHaveMore(view_, spec, "accessModes"))
        return;
    for (const Part& list : spec.fields.known)
        for (const Part& mode :
             list.key == "accessModes" ? view_.elements(list.value).known : std::span<const Part>()) {
            const std::string* text = textOf(mode.value);
            if (text == nullptr || !text->starts_with("ReadWriteOnce"))
                return;
        }
    linking_.report(source, Code::W5037, *pods.document, below(source.at, "claimName"), inventory_.called(*claims[0]),
                    inventory_.called(*claims[0]), count);
}

/// How many pods a Deployment has for sure: what its autoscaler keeps, or without one its `replicas`.
int64_t PodLinks::leastPods(const Pods& pods) {
    NodeRef name = object(view_, root(view_, *pods.document), "metadata").get("name");
    auto surely = [](const Object& object, std::string_view field) {
        const Part* part = object.fields.find(field);
        bool isKnown = part != nullptr && part->guard->isTrue() && unshared(part->value)->kind == NodeKind::Int;
        return isKnown ? unshared(part->value)->integer : 1;
    };
    int64_t least = surely(pods.owner, "replicas");
    for (const Target& scaler : inventory_.all("HorizontalPodAutoscaler")) {
        Object spec = object(view_, scaler.object, "spec");
        Object target = object(view_, spec, "scaleTargetRef");
        const std::string* kind = target.text("kind");
        NodeRef scaled = target.get("name");
        if (kind == nullptr || *kind != pods.document->kind || scaled == nullptr || unshared(scaled) != unshared(name))
            continue;
        if (!ir::isThere(*scaler.document))
            return 1;
        least = surely(spec, "minReplicas");
    }
    return least;
}

// ---- ports

void PodLinks::probes(const Pods& pods, const Object& container) {
    for (const char* probe : {"livenessProbe", "readinessProbe", "startupProbe"})
        handler(pods, container, object(view_, container, probe));
    for (const char* hook : {"postStart", "preStop"})
        handler(pods, container, object(view_, container, {"lifecycle", hook}));
}

void PodLinks::handler(const Pods& pods, const Object& container, const Object& handler) {
    for (const char* action : {"httpGet", "tcpSocket"}) {
        Object request = object(view_, handler, action);
        const std::string* port = request.text("port");
        if (port == nullptr)
            continue;
        auto there = portGuards(view_, {container}, "name", request.get("port"));
        if (!there)
            continue;
        if (!there->empty()) {
            linking_.portWhenever(*pods.document, request, "port", *there);
            continue;
        }
        Finding finding = linking_.report(request, Code::E5028, *pods.document, below(request.at, "port"), *port,
                                          "container", "port", *port);
        suggestAmong(finding, *port, namesOf(objects(view_, container, "ports")));
    }
}

void PodLinks::portsTwice(const Pods& pods) {
    std::map<std::string, std::pair<const Object*, NodeRef>> seen;
    std::vector<Object> containers = objects(view_, pods.spec, "containers");
    for (const Object& init : objects(view_, pods.spec, "initContainers"))
        if (const std::string* policy = init.text("restartPolicy"); policy != nullptr && *policy == "Always")
            containers.push_back(init); // runs beside the others
    for (const Object& container : containers)
        for (const Object& port : objects(view_, container, "ports")) {
            NodeRef number = port.get("containerPort");
            if (number == nullptr || unshared(number)->kind != NodeKind::Int)
                continue;
            const Part* protocol = port.fields.find("protocol");
            if (protocol != nullptr && (textOf(protocol->value) == nullptr || !protocol->guard->isTrue()))
                continue;
            NodeRef guard = guardOf(view_, port, "containerPort");
            std::string key = shown(number) + "/" + (protocol != nullptr ? *textOf(protocol->value) : "TCP");
            auto [place, fresh] = seen.try_emplace(key, &container, guard);
            if (!fresh && place->second.first != &container && view_.meet(place->second.second, guard))
                linking_.report(port, Code::W5032, *pods.document, below(port.at, "containerPort"), shown(number),
                                shown(number));
        }
}

} // namespace stackc::judge
