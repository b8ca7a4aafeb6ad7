#include "slice.h"

namespace stackc::emit::test {

using core::Op;
using core::Type;
using core::TypeId;
using core::TypeKind;
using ir::EntryKind;
using ir::NodeKind;
using ir::NodeRef;

TypeId Slice::record(std::string name, std::vector<std::pair<std::string, TypeId>> fields) {
    Type type;
    type.kind = TypeKind::Record;
    type.name = std::move(name);
    for (auto& [key, fieldType] : fields) {
        core::Field field;
        field.name = field.key = key;
        field.type = fieldType;
        type.fields.push_back(std::move(field));
    }
    return program.types.add(std::move(type));
}

void Slice::makeTypes() {
    auto& types = program.types;
    Type path;
    path.kind = TypeKind::String;
    path.minLength = 1;
    TypeId nonEmpty = types.add(path);
    Type dispatch;
    dispatch.kind = TypeKind::Variant;
    dispatch.name = "Dispatch";
    dispatch.tagKey = "backend";
    TypeId raft = record("raft", {{"electionTimeoutMs", types.integer()}});
    TypeId redis = record("redis", {{"url", types.domain(core::Domain::Url)}, {"useStreams", types.boolean()}});
    dispatch.cases = {
        {"memory", "memory", {}, {}, {}}, {"raft", "raft", raft, {}, {}}, {"redis", "redis", redis, {}, {}}};
    TypeId dispatchType = types.add(dispatch);
    Type pullPolicy;
    pullPolicy.kind = TypeKind::Enum;
    for (const char* name : {"Always", "IfNotPresent", "Never"})
        pullPolicy.cases.push_back({name, name, {}, {}, {}});
    TypeId image = record("Image", {{"repository", types.string()},
                                    {"tag", types.optional(types.domain(core::Domain::Tag))},
                                    {"pullPolicy", types.add(pullPolicy)}});
    TypeId monitor = record("ServiceMonitor", {{"interval", types.domain(core::Domain::Duration)}});
    TypeId metrics = record("Metrics", {{"port", types.integer()}, {"serviceMonitor", types.optional(monitor)}});
    TypeId ingressPath = record("IngressPath", {{"path", nonEmpty}});
    TypeId host = record("IngressHost", {{"host", types.string()}, {"paths", types.list(ingressPath)}});
    TypeId ingress = record("Ingress", {{"className", types.optional(types.string())},
                                        {"annotations", types.map(types.string(), types.string())},
                                        {"hosts", types.list(host)}});
    program.valuesType =
        record("values", {{"replicaCount", types.integer()},
                          {"image", image},
                          {"fullnameOverride", types.optional(types.string())},
                          {"dispatch", dispatchType},
                          {"server", record("server", {{"apiPort", types.integer()}, {"grpcPort", types.integer()}})},
                          {"storage", record("Storage", {{"class", types.optional(types.string())},
                                                         {"size", types.domain(core::Domain::Quantity)}})},
                          {"metrics", types.optional(metrics)},
                          {"ingress", types.optional(ingress)},
                          {"podLabels", types.map(types.string(), types.string())},
                          {"affinity", types.native(*kube::Library::builtin().find("k8s.core.v1.Affinity"))}});
}

NodeRef Slice::node(NodeKind kind, std::vector<NodeRef> args) {
    ir::Node made;
    made.kind = kind;
    made.args = std::move(args);
    return nodes.intern(std::move(made));
}

NodeRef Slice::at(std::initializer_list<const char*> path) {
    NodeRef ref = nodes.input(core::Input::Values, program.valuesType);
    for (const char* key : path) {
        const Type* type = &program.types[ref->type];
        if (type->kind == TypeKind::Optional) {
            ref = payload(ref);
            type = &program.types[ref->type];
        }
        TypeId next = type->kind == TypeKind::Variant ? type->cases[static_cast<size_t>(type->caseIndex(key))].payload
                                                      : type->field(key)->type;
        ref = nodes.field(ref, key, next);
    }
    return ref;
}

NodeRef Slice::payload(NodeRef optional) { return nodes.withType(optional, program.types[optional->type].element); }

NodeRef Slice::tagIs(const char* name) {
    NodeRef ref = at({"dispatch"});
    ir::Node made;
    made.kind = NodeKind::TagIs;
    made.index = static_cast<uint32_t>(program.types[ref->type].caseIndex(name));
    made.text = name;
    made.args = {ref};
    return nodes.intern(std::move(made));
}

NodeRef Slice::choice(std::vector<std::pair<NodeRef, NodeRef>> arms) {
    ir::Node made;
    made.kind = NodeKind::Choice;
    for (auto& [guard, value] : arms)
        made.entries.push_back(entry("", value, guard));
    return nodes.intern(std::move(made));
}

ir::Entry Slice::entry(std::string key, NodeRef value, NodeRef guard) {
    return ir::NodeTable::value(guard != nullptr ? guard : nodes.boolean(true), std::move(key), value);
}

ir::Entry Slice::spread(NodeRef value) {
    Entry made;
    made.kind = EntryKind::Spread;
    made.guard = nodes.boolean(true);
    made.value = value;
    return made;
}

NodeRef Slice::metadata(NodeRef name) {
    return rec({entry("name", name),
                entry("namespace", nodes.input(core::Input::ReleaseNamespace, program.types.string())),
                entry("labels", labels_)});
}

NodeRef Slice::peersText() {
    const ir::Loop* loop = nodes.loop(nodes.prim(Op::Range, {at({"replicaCount"})}), 0, "i", "");
    NodeRef i = nodes.element(loop, program.types.integer());
    NodeRef address = concat({fullname_, text("-"), nodes.prim(Op::ToText, {i}), text("."), fullname_,
                              text("-headless:"), nodes.prim(Op::ToText, {at({"server", "grpcPort"})})});
    Entry each;
    each.kind = EntryKind::Each;
    each.guard = nodes.boolean(true);
    each.loop = loop;
    each.body = {item(rec({entry("node_id", nodes.prim(Op::Add, {i, nodes.integer(1)})), entry("address", address)}))};
    NodeRef isScaled = nodes.prim(Op::Gt, {at({"replicaCount"}), nodes.integer(0)});
    return node(NodeKind::Text, {rec({entry("cluster", rec({entry("name", fullname_)})),
                                      entry("peers", mayBeEmpty(list({each}), isScaled))})});
}

NodeRef Slice::podTemplate() {
    NodeRef metrics = at({"metrics"});
    NodeRef tag = at({"image", "tag"});
    NodeRef image =
        concat({at({"image", "repository"}), text(":"),
                choice({{present(tag), payload(tag)},
                        {nodes.boolean(true), nodes.input(core::Input::ChartAppVersion, program.types.string())}})});
    auto port = [&](const char* name, NodeRef value) {
        return rec({entry("name", text(name)), entry("containerPort", value)});
    };
    NodeRef raft = tagIs("raft");
    NodeRef redis = tagIs("redis");
    ir::Node tagNode;
    tagNode.kind = NodeKind::Tag;
    tagNode.args = {at({"dispatch"})};
    NodeRef container = rec({
        entry("name", text("xerv")),
        entry("image", image),
        entry("imagePullPolicy", at({"image", "pullPolicy"})),
        entry("env",
              list({item(env("XERV_DISPATCH_BACKEND", nodes.intern(tagNode))),
                    item(env("XERV_ELECTION_TIMEOUT_MS",
                             nodes.prim(Op::ToText, {at({"dispatch", "raft", "electionTimeoutMs"})})),
                         raft),
                    item(env("XERV_REPLICAS", nodes.prim(Op::ToText, {at({"replicaCount"})})), raft),
                    item(env("XERV_REDIS_URL", at({"dispatch", "redis", "url"})), redis),
                    item(env("XERV_REDIS_STREAMS", nodes.prim(Op::ToText, {at({"dispatch", "redis", "useStreams"})})),
                         redis)})),
        entry("ports",
              list({item(port("http", at({"server", "apiPort"}))), item(port("grpc", at({"server", "grpcPort"})), raft),
                    item(port("metrics", at({"metrics", "port"})), present(metrics))})),
        entry("volumeMounts",
              list({item(rec({entry("name", text("data")), entry("mountPath", text("/data"))})),
                    item(rec({entry("name", text("config")), entry("mountPath", text("/etc/xerv"))}), raft)})),
    });
    NodeRef annotations = rec({
        entry("checksum/peers", nodes.prim(Op::Sha256, {peersText()}), raft),
        entry("prometheus.io/scrape", text("true"), present(metrics)),
        entry("prometheus.io/port", nodes.prim(Op::ToText, {at({"metrics", "port"})}), present(metrics)),
    });
    NodeRef affinity = at({"affinity"});
    return rec({
        entry("metadata",
              rec({entry("labels", rec({spread(selector_), spread(at({"podLabels"}))})),
                   entry("annotations", mayBeEmpty(annotations, nodes.prim(Op::Or, {raft, present(metrics)})))})),
        entry(
            "spec",
            rec({entry("containers", list({item(container)})),
                 entry("volumes",
                       list({item(rec({entry("name", text("data")), entry("emptyDir", rec({}))}), negate(raft)),
                             item(rec({entry("name", text("config")),
                                       entry("configMap", rec({entry("name", concat({fullname_, text("-peers")}))}))}),
                                  raft)})),
                 entry("affinity", affinity, nodes.prim(Op::NonEmpty, {affinity}))})),
    });
}

void Slice::add(std::string name, std::string apiVersion, std::string kind, NodeRef guard, NodeRef object) {
    ir::Document document;
    document.name = std::move(name);
    document.apiVersion = std::move(apiVersion);
    document.kind = std::move(kind);
    if (guard != nullptr)
        document.scopes.push_back({guard, nullptr});
    document.object = object;
    package.documents.push_back(std::move(document));
}

/// Texts whose first lines, keys or items may be absent.
void Slice::addFiles() {
    NodeRef raft = tagIs("raft");
    NodeRef redis = tagIs("redis");
    NodeRef labels = at({"podLabels"});
    const ir::Loop* loop = nodes.loop(labels, 0, "value", "name");
    Entry each;
    each.kind = EntryKind::Each;
    each.guard = nodes.boolean(true);
    each.loop = loop;
    each.body = {item(nodes.element(loop, program.types.string()))};
    each.body[0].keyNode = nodes.key(loop, program.types.string());
    NodeRef url = at({"dispatch", "redis", "url"});
    NodeRef step = rec({entry("url", url, redis), entry("timeout", at({"dispatch", "raft", "electionTimeoutMs"}), raft),
                        entry("metrics", present(at({"metrics"})))});
    NodeRef flags = rec({entry("redis", rec({entry("url", url)}), redis),
                         entry("labels", mayBeEmpty(rec({each}), some(labels)), raft),
                         entry("steps", list({item(step)}), negate(redis))});
    NodeRef settings = rec({entry("redis", rec({entry("url", url)}), redis), entry("labels", rec({each})),
                            entry("steps", list({item(text("<a>")), item(at({"replicaCount"}), raft)}))});
    ir::Node json;
    json.kind = NodeKind::Text;
    json.format = core::TextFormat::Json;
    json.args = {settings};
    add("files", "v1", "ConfigMap", nullptr,
        rec({entry("metadata", metadata(concat({fullname_, text("-files")}))),
             entry("data", rec({entry("flags.yaml", node(NodeKind::Text, {flags})),
                                entry("settings.json", nodes.intern(json))}))}));
}

Slice::Slice() {
    package.program = &program;
    core::Program& p = program;
    p.chart.name = p.chart.declaredName = p.chart.templates = "xerv";
    p.chart.version = "0.1.0";
    p.chart.appVersion = "1.10";
    p.chart.kubeVersion = ">=1.25.0-0";
    p.chart.description = "XERV: workflow orchestration.";
    p.chart.maintainers = {{"ml-rust", "", "https://github.com/ml-rust"}};
    makeTypes();
    core::Function labels;
    labels.templateName = "labels";
    labels.doc = "Labels that every resource carries.";
    p.functions.push_back(labels);

    NodeRef releaseName = nodes.input(core::Input::ReleaseName, p.types.string());
    NodeRef over = at({"fullnameOverride"});
    fullname_ = nodes.shared(
        "fullname", choice({{present(over), payload(over)},
                            {nodes.prim(Op::Contains, {releaseName, text("xerv")}),
                             nodes.prim(Op::Cut, {releaseName, nodes.integer(63)})},
                            {nodes.boolean(true),
                             nodes.prim(Op::Cut, {concat({releaseName, text("-xerv")}), nodes.integer(63)})}}));
    selector_ = nodes.shared("selectorLabels", rec({entry("app.kubernetes.io/name", text("xerv")),
                                                    entry("app.kubernetes.io/instance", releaseName)}));
    ir::Node ofFunction = *nodes.shared(
        "labels",
        rec({spread(selector_),
             entry("app.kubernetes.io/version", nodes.input(core::Input::ChartAppVersion, p.types.string())),
             entry("app.kubernetes.io/managed-by", nodes.input(core::Input::ReleaseService, p.types.string()))}));
    ofFunction.index = 1; // the only one
    labels_ = nodes.intern(std::move(ofFunction));
    pod_ = nodes.shared("podTemplate", podTemplate());
    NodeRef raft = tagIs("raft");
    NodeRef selector = rec({entry("matchLabels", selector_)});
    NodeRef replicas = at({"replicaCount"});
    add("workload", "apps/v1", "Deployment", negate(raft),
        rec({entry("metadata", metadata(fullname_)),
             entry("spec", rec({entry("replicas", replicas), entry("selector", selector), entry("template", pod_)}))}));
    NodeRef storageClass = at({"storage", "class"});
    NodeRef claim = rec(
        {entry("metadata", rec({entry("name", text("data"))})),
         entry("spec",
               rec({entry("accessModes", list({item(text("ReadWriteOnce"))})),
                    entry("storageClassName", payload(storageClass), present(storageClass)),
                    entry("resources", rec({entry("requests", rec({entry("storage", at({"storage", "size"}))}))}))}))});
    NodeRef headless = concat({fullname_, text("-headless")});
    add("workload", "apps/v1", "StatefulSet", raft,
        rec({entry("metadata", metadata(fullname_)),
             entry("spec",
                   rec({entry("replicas", replicas), entry("serviceName", headless), entry("selector", selector),
                        entry("template", pod_), entry("volumeClaimTemplates", list({item(claim)}))}))}));
    auto port = [&](const char* name, NodeRef value) {
        return rec({entry("name", text(name)), entry("port", value), entry("targetPort", text(name))});
    };
    NodeRef metrics = at({"metrics"});
    add("service", "v1", "Service", nullptr,
        rec({entry("metadata", metadata(fullname_)),
             entry("spec",
                   rec({entry("type", text("ClusterIP")), entry("selector", selector_),
                        entry("ports", list({item(port("http", at({"server", "apiPort"}))),
                                             item(port("metrics", at({"metrics", "port"})), present(metrics))}))}))}));
    add("headless", "v1", "Service", raft,
        rec({entry("metadata", metadata(headless)),
             entry("spec", rec({entry("clusterIP", text("None")), entry("selector", selector_),
                                entry("ports", list({item(port("grpc", at({"server", "grpcPort"})))}))}))}));
    add("peers", "v1", "ConfigMap", raft,
        rec({entry("metadata", metadata(concat({fullname_, text("-peers")}))),
             entry("data", rec({entry("peers.yaml", peersText())}))}));
    NodeRef monitor = at({"metrics", "serviceMonitor"});
    add("monitor", "monitoring.coreos.com/v1", "ServiceMonitor",
        nodes.prim(Op::And, {present(metrics), present(monitor)}),
        rec({entry("metadata", metadata(fullname_)),
             entry("spec", rec({entry("selector", selector),
                                entry("endpoints", list({item(rec({entry("port", text("metrics")),
                                                                   entry("interval", at({"metrics", "serviceMonitor",
                                                                                         "interval"}))}))}))}))}));
    addFiles();
    // ingress
    NodeRef ingress = at({"ingress"});
    NodeRef hosts = at({"ingress", "hosts"});
    const ir::Loop* hostLoop = nodes.loop(hosts, 0, "host", "");
    NodeRef host = nodes.element(hostLoop, program.types[hosts->type].element);
    NodeRef paths = nodes.field(host, "paths", program.types[host->type].field("paths")->type);
    ir::Node defaulted;
    defaulted.kind = NodeKind::Default;
    defaulted.type = paths->type;
    defaulted.args = {paths, list({item(rec({entry("path", text("/"))}))})};
    const ir::Loop* pathLoop = nodes.loop(nodes.intern(defaulted), 1, "path", "");
    NodeRef path = nodes.element(pathLoop, program.types[paths->type].element);
    ir::Node pathDefault;
    pathDefault.kind = NodeKind::Default;
    NodeRef pathField = nodes.field(path, "path", program.types[path->type].field("path")->type);
    pathDefault.type = pathField->type;
    pathDefault.args = {pathField, text("/")};
    auto each = [&](const ir::Loop* loop, Entry inner) {
        Entry made;
        made.kind = EntryKind::Each;
        made.guard = nodes.boolean(true);
        made.loop = loop;
        made.body = {std::move(inner)};
        return made;
    };
    NodeRef backend =
        rec({entry("service", rec({entry("name", fullname_), entry("port", rec({entry("name", text("http"))}))}))});
    NodeRef rule =
        rec({entry("path", nodes.intern(pathDefault)), entry("pathType", text("Prefix")), entry("backend", backend)});
    NodeRef hostRule = rec(
        {entry("host", nodes.field(host, "host", p.types.string())),
         entry("http", rec({entry("paths", mayBeEmpty(list({each(pathLoop, item(rule))}), some(pathLoop->source)))}))});
    NodeRef className = at({"ingress", "className"});
    NodeRef annotations = at({"ingress", "annotations"});
    add("ingress", "networking.k8s.io/v1", "Ingress", present(ingress),
        rec({entry("metadata", rec({entry("name", fullname_), entry("labels", labels_),
                                    entry("annotations", annotations, nodes.prim(Op::NonEmpty, {annotations}))})),
             entry("spec", rec({entry("ingressClassName", payload(className), present(className)),
                                entry("rules", mayBeEmpty(list({each(hostLoop, item(hostRule))}), some(hosts)))}))}));
    ir::Check check;
    check.scopes = {{raft, nullptr}};
    check.condition = nodes.prim(Op::Ge, {replicas, nodes.integer(1)});
    check.message = concat({text("raft needs at least one replica, not "), nodes.prim(Op::ToText, {replicas})});
    package.checks.push_back(check);
}

} // namespace stackc::emit::test
