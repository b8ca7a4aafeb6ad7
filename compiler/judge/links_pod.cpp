// What pods name: their volumes, ports and variables, and the ConfigMaps, Secrets, claims and accounts of the program.
#include "judge/legal.h"
#include "judge/links.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <functional>
#include <set>

namespace stackc::judge {

using diag::Code;
using ir::NodeKind;

namespace {

/// Variables that Kubernetes gives to each pod for each Service.
bool isOfServices(std::string_view name) {
    return name.ends_with("_SERVICE_HOST") || name.find("_SERVICE_PORT") != std::string_view::npos ||
           name.find("_PORT_") != std::string_view::npos || name == "KUBERNETES_PORT";
}

/// The names of variables in `$(…)`; `$$` is a dollar. A shell's `$(date -u)` names none.
void eachReference(std::string_view text, const std::function<void(std::string)>& found) {
    for (size_t i = 0; i + 1 < text.size(); ++i) {
        if (text[i] != '$')
            continue;
        size_t end = text[i + 1] == '(' ? text.find(')', i) : std::string_view::npos;
        if (end != std::string_view::npos && variableName(text.substr(i + 2, end - i - 2)) == nullptr)
            found(std::string(text.substr(i + 2, end - i - 2)));
        ++i;
    }
}

/// The constant texts in a value that may be late in parts.
void eachText(NodeRef node, const std::function<void(const std::string&)>& found) {
    node = unshared(node);
    if (node->kind == NodeKind::String)
        found(node->text);
    else if (node->kind == NodeKind::Prim && node->op == core::Op::Concat)
        for (NodeRef arg : node->args)
            eachText(arg, found);
}

} // namespace

bool Links::isOptional(const Object& ref) {
    NodeRef optional = ref.get("optional");
    return optional != nullptr && !unshared(optional)->isFalse();
}

void Links::pods(const Pods& pods) {
    for (const Object& init : objects(pods.spec, "initContainers"))
        container(pods, init);
    for (const Object& one : objects(pods.spec, "containers"))
        container(pods, one);
    for (const Object& one : objects(pods.spec, "volumes"))
        volume(pods, one);
    portsTwice(pods);
    const std::string* account = pods.spec.text("serviceAccountName");
    if (account == nullptr || *account != "default")
        require(*pods.document, "ServiceAccount", pods.spec, "serviceAccountName");
    for (const Object& secret : objects(pods.spec, "imagePullSecrets")) {
        // What a list of the values names is none of the chart's.
        ir::NodeRef name = secret.get("name");
        bool isValues = name != nullptr && name->kind == ir::NodeKind::Ref && ir::inElement(name);
        if (!isValues)
            require(*pods.document, "Secret", secret, "name");
    }
    if (pods.document->kind == "StatefulSet") {
        const std::string* service = pods.owner.text("serviceName");
        if (service == nullptr || !service->empty())
            require(*pods.document, "Service", pods.owner, "serviceName");
    }
}

void Links::container(const Pods& pods, const Object& container) {
    mounts(pods, container);
    devices(pods, container);
    probes(pods, container);
    variables(pods, container);
}

// ---- volumes and files

void Links::mounts(const Pods& pods, const Object& container) {
    bool open = mayHaveMore(pods.spec, "volumes");
    std::vector<Object> volumes = objects(pods.spec, "volumes");
    open =
        open || (pods.owner.get("volumeClaimTemplates") != nullptr && mayHaveMore(pods.owner, "volumeClaimTemplates"));
    std::vector<Object> claims = objects(pods.owner, "volumeClaimTemplates");
    auto isLateVolume = [this](const Object& volume) { return isLate(volume, "name"); };
    for (const Object& mount : objects(container, "volumeMounts")) {
        NodeRef name = mount.get("name");
        if (name == nullptr)
            continue;
        std::vector<NodeRef> there;
        for (const Object& one : volumes)
            if (addGuards(one, "name", name, there))
                subPath(pods, one, mount);
        for (const Object& claim : claims)
            addGuards(object(claim, "metadata"), "name", name, there);
        const std::string* text = textOf(name);
        if (open || text == nullptr || std::any_of(volumes.begin(), volumes.end(), isLateVolume))
            continue;
        if (!there.empty()) {
            whenever(*pods.document, mount, guardOf(mount, "name"), there, below(mount.at, "name"), *text,
                     fmt::format("the volume `{}`", *text));
            continue;
        }
        const std::string* file = mount.text("subPath");
        report(mount, Code::E5028, *pods.document, below(mount.at, "name"), file != nullptr ? *file : *text, "pod",
               "volume", *text);
    }
}

/// Claims of devices that a container uses are its pod's.
void Links::devices(const Pods& pods, const Object& container) {
    std::vector<Object> claims = objects(pods.spec, "resourceClaims");
    bool isOpen = mayHaveMore(pods.spec, "resourceClaims") ||
                  std::any_of(claims.begin(), claims.end(), [this](const Object& one) { return isLate(one, "name"); });
    for (const Object& use : objects(object(container, "resources"), "claims")) {
        const std::string* text = use.text("name");
        if (isOpen || text == nullptr)
            continue;
        std::vector<NodeRef> there;
        for (const Object& claim : claims)
            addGuards(claim, "name", use.get("name"), there);
        Path at = below(use.at, "name");
        if (there.empty())
            report(use, Code::E5028, *pods.document, at, *text, "pod", "claim of devices", *text);
        else
            whenever(*pods.document, use, guardOf(use, "name"), there, at, *text,
                     fmt::format("the claim of devices `{}`", *text));
    }
}

std::vector<Part> Links::formsOf(const Object& object, std::string_view field) {
    std::vector<Part> out;
    for (const Part& part : object.fields.known)
        if (part.key == field)
            for (Part form : view_.forms(part.value).known) {
                form.guard = view_.both(view_.both(object.guard, part.guard), form.guard);
                out.push_back(form);
            }
    return out;
}

bool Links::isLate(const Object& object, std::string_view field) {
    std::vector<Part> forms = formsOf(object, field);
    bool mayBeUnknown = forms.empty() && object.fields.open;
    return mayBeUnknown ||
           std::any_of(forms.begin(), forms.end(), [](const Part& form) { return !form.value->isConst(); });
}

bool Links::addGuards(const Object& object, std::string_view field, NodeRef value, std::vector<NodeRef>& guards) {
    size_t before = guards.size();
    for (const Part& form : formsOf(object, field))
        if (form.value == unshared(value))
            guards.push_back(form.guard);
    return guards.size() > before;
}

/// A file of a volume that is a ConfigMap or Secret of the program.
void Links::subPath(const Pods& pods, const Object& volume, const Object& mount) {
    const std::string* file = mount.text("subPath");
    if (file == nullptr)
        return;
    for (auto [key, kind, name] :
         {std::array{"configMap", "ConfigMap", "name"}, std::array{"secret", "Secret", "secretName"}}) {
        Object source = object(volume, key);
        if (source.get(name) == nullptr)
            continue;
        // As far as all that is compared is there together.
        Object both = mount;
        both.guard = view_.both(guardOf(mount, "subPath"), guardOf(source, name));
        std::vector<Object> items = objects(source, "items");
        if (!items.empty()) {
            both.guard = view_.both(both.guard, guardOf(source, "items"));
            bool isThere = std::any_of(items.begin(), items.end(), [&](const Object& item) {
                const std::string* path = item.text("path");
                return path == nullptr || *path == *file || path->starts_with(*file + "/");
            });
            if (!isThere)
                report(both, Code::E5028, *pods.document, below(mount.at, "subPath"), *file, "volume", "file", *file);
            return;
        }
        for (const Target* target : find(kind, source.get(name)))
            requireKey(*pods.document, *target, both, below(mount.at, "subPath"), *file);
    }
}

void Links::requireKey(const ir::Document& document, const Target& target, const Object& where, const Path& at,
                       const std::string& key) {
    Object data = object(target.object, "data");
    Object more = object(target.object, target.document->kind == "Secret" ? "stringData" : "binaryData");
    if (data.fields.open || more.fields.open)
        return;
    std::vector<NodeRef> there;
    for (const Object* one : {&data, &more})
        for (const Part& part : one->fields.known)
            if (part.key == key)
                there.push_back(view_.both(one->guard, part.guard));
    // As far as the reference and its target are there together.
    Object both = where;
    both.guard = view_.both(where.guard, target.object.guard);
    if (!there.empty()) {
        whenever(document, both, both.guard, there, at, key,
                 fmt::format("the key `{}` of the {} `{}`", key, target.document->kind, called(target)));
        return;
    }
    Finding finding = report(both, Code::E5029, document, at, key, target.document->kind, called(target), "key", key);
    finding.note(findings_.place(*target.document, {"data"}, ""), "it is made here");
    suggestKey(finding, key, data.fields);
}

void Links::files(const ir::Document& document, const std::string& kind, const Object& source, std::string_view name) {
    if (isOptional(source)) {
        refer(document, kind, source, name);
        return;
    }
    std::vector<const Target*> found = require(document, kind, source, name);
    for (const Object& item : objects(source, "items"))
        if (const std::string* key = item.text("key")) {
            Object both = item;
            both.guard = view_.both(guardOf(item, "key"), guardOf(source, name));
            for (const Target* target : found)
                requireKey(document, *target, both, below(item.at, "key"), *key);
        }
}

void Links::volume(const Pods& pods, const Object& volume) {
    files(*pods.document, "ConfigMap", object(volume, "configMap"), "name");
    files(*pods.document, "Secret", object(volume, "secret"), "secretName");
    claim(pods, object(volume, "persistentVolumeClaim"));
    for (const Object& source : objects(object(volume, "projected"), "sources")) {
        files(*pods.document, "ConfigMap", object(source, "configMap"), "name");
        files(*pods.document, "Secret", object(source, "secret"), "name");
    }
}

void Links::claim(const Pods& pods, const Object& source) {
    std::vector<const Target*> claims = require(*pods.document, "PersistentVolumeClaim", source, "claimName");
    int64_t count = pods.document->kind == "Deployment" ? leastPods(pods) : 1;
    if (claims.size() != 1 || count < 2)
        return;
    Object spec = object(claims[0]->object, "spec");
    if (spec.get("accessModes") == nullptr || mayHaveMore(spec, "accessModes"))
        return;
    for (const Part& list : spec.fields.known)
        for (const Part& mode : list.key == "accessModes" ? view_.elements(list.value).known : std::vector<Part>()) {
            const std::string* text = textOf(mode.value);
            if (text == nullptr || !text->starts_with("ReadWriteOnce"))
                return;
        }
    report(source, Code::W5037, *pods.document, below(source.at, "claimName"), called(*claims[0]), called(*claims[0]),
           count);
}

/// How many pods a Deployment has for sure: what its autoscaler keeps, or without one its `replicas`.
int64_t Links::leastPods(const Pods& pods) {
    NodeRef name = object(root(*pods.document), "metadata").get("name");
    auto surely = [](const Object& object, std::string_view field) {
        const Part* part = object.fields.find(field);
        bool isKnown = part != nullptr && part->guard->isTrue() && unshared(part->value)->kind == NodeKind::Int;
        return isKnown ? unshared(part->value)->integer : 1;
    };
    int64_t least = surely(pods.owner, "replicas");
    for (const Target& scaler : targets_["HorizontalPodAutoscaler"]) {
        Object spec = object(scaler.object, "spec");
        Object target = object(spec, "scaleTargetRef");
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

void Links::probes(const Pods& pods, const Object& container) {
    for (const char* probe : {"livenessProbe", "readinessProbe", "startupProbe"})
        handler(pods, container, object(container, probe));
    for (const char* hook : {"postStart", "preStop"})
        handler(pods, container, object(container, {"lifecycle", hook}));
}

void Links::handler(const Pods& pods, const Object& container, const Object& handler) {
    for (const char* action : {"httpGet", "tcpSocket"}) {
        Object request = object(handler, action);
        const std::string* port = request.text("port");
        if (port == nullptr)
            continue;
        auto there = portGuards({container}, "name", request.get("port"));
        if (!there)
            continue;
        if (!there->empty()) {
            portWhenever(*pods.document, request, "port", *there);
            continue;
        }
        Finding finding =
            report(request, Code::E5028, *pods.document, below(request.at, "port"), *port, "container", "port", *port);
        Parts ports;
        for (const Object& one : objects(container, "ports"))
            if (const std::string* name = one.text("name"))
                ports.known.push_back({nullptr, nullptr, *name, false});
        suggestKey(finding, *port, ports);
    }
}

std::optional<std::vector<NodeRef>> Links::portGuards(const std::vector<Object>& holders, std::string_view field,
                                                      NodeRef wanted) {
    std::vector<NodeRef> guards;
    for (const Object& holder : holders) {
        if (mayHaveMore(holder, "ports"))
            return std::nullopt;
        for (const Object& port : objects(holder, "ports")) {
            if (isLate(port, field))
                return std::nullopt;
            addGuards(port, field, wanted, guards);
        }
    }
    return guards;
}

void Links::portWhenever(const ir::Document& document, const Object& request, const char* field,
                         const std::vector<NodeRef>& there) {
    const std::string& port = *request.text(field);
    whenever(document, request, guardOf(request, field), there, below(request.at, field), port,
             fmt::format("the port `{}`", port));
}

void Links::portsTwice(const Pods& pods) {
    std::map<std::string, std::pair<const Object*, NodeRef>> seen;
    std::vector<Object> containers = objects(pods.spec, "containers");
    for (const Object& container : containers)
        for (const Object& port : objects(container, "ports")) {
            NodeRef number = port.get("containerPort");
            if (number == nullptr || unshared(number)->kind != NodeKind::Int)
                continue;
            const Part* protocol = port.fields.find("protocol");
            if (protocol != nullptr && (textOf(protocol->value) == nullptr || !protocol->guard->isTrue()))
                continue;
            NodeRef guard = guardOf(port, "containerPort");
            std::string key = shown(number) + "/" + (protocol != nullptr ? *textOf(protocol->value) : "TCP");
            auto [place, fresh] = seen.try_emplace(key, &container, guard);
            if (!fresh && place->second.first != &container && view_.meet(place->second.second, guard))
                report(port, Code::W5032, *pods.document, below(port.at, "containerPort"), shown(number),
                       shown(number));
        }
}

// ---- variables

void Links::variables(const Pods& pods, const Object& container) {
    NodeRef from = container.get("envFrom");
    NodeRef env = container.get("env");
    bool open = container.fields.open ||
                (from != nullptr && (view_.elements(from).open || !view_.elements(from).known.empty()));
    open = open || (env != nullptr && view_.elements(env).open);
    std::set<std::string> before, all;
    for (const Object& variable : objects(container, "env"))
        if (const std::string* name = variable.text("name"))
            all.insert(*name);
    auto check = [&](const Object& where, NodeRef value, const Path& at) {
        eachText(value, [&](const std::string& text) {
            eachReference(text, [&](const std::string& name) {
                if (!open && before.count(name) == 0 && !isOfServices(name))
                    report(where, Code::W5031, *pods.document, at, text, name)
                        .suggest(all.count(name) == 0 ? ""
                                                      : "`" + name +
                                                            "` comes later: a service's variables are in the order of "
                                                            "their names, texts behind all others");
            });
        });
    };
    for (const Object& variable : objects(container, "env")) {
        if (NodeRef value = variable.get("value"))
            for (const Part& form : view_.forms(value).known)
                check(variable, form.value, below(variable.at, "value"));
        Object source = object(variable, "valueFrom");
        keyOf(*pods.document, "ConfigMap", object(source, "configMapKeyRef"), "name");
        keyOf(*pods.document, "Secret", object(source, "secretKeyRef"), "name");
        if (const std::string* name = variable.text("name"))
            before.insert(*name);
        else
            open = true;
    }
    for (const char* list : {"command", "args"})
        if (NodeRef found = container.get(list)) {
            size_t index = 0;
            for (const Part& part : view_.elements(found).known) {
                Path at = below(container.at, list);
                at.emplace_back(index++);
                check(container, part.value, at);
            }
        }
    for (const Object& source : objects(container, "envFrom"))
        for (auto [key, kind] : {std::array{"configMapRef", "ConfigMap"}, std::array{"secretRef", "Secret"}})
            if (Object ref = object(source, key); isOptional(ref))
                refer(*pods.document, kind, ref, "name");
            else
                require(*pods.document, kind, ref, "name");
}

void Links::keyOf(const ir::Document& document, const std::string& kind, const Object& ref, std::string_view name) {
    if (isOptional(ref)) {
        refer(document, kind, ref, name);
        return;
    }
    std::vector<const Target*> found = require(document, kind, ref, name);
    if (const std::string* key = ref.text("key")) {
        Object both = ref;
        both.guard = view_.both(guardOf(ref, "key"), guardOf(ref, name));
        for (const Target* target : found)
            requireKey(document, *target, both, below(ref.at, "key"), *key);
    }
}

} // namespace stackc::judge
