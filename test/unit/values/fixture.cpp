#include "fixture.h"

#include <cassert>

namespace stackc::values::test {

TypeId Fixture::integer(int64_t low, int64_t high) {
    core::Type type;
    type.kind = core::TypeKind::Int;
    type.minInt = low;
    type.maxInt = high;
    return program.types.add(type);
}

TypeId Fixture::floating(double low, double high) {
    core::Type type;
    type.kind = core::TypeKind::Float;
    type.minFloat = low;
    type.maxFloat = high;
    return program.types.add(type);
}

TypeId Fixture::matching(const std::string& pattern, int64_t low, int64_t high) {
    core::Type type;
    type.kind = core::TypeKind::String;
    type.pattern = pattern;
    type.minLength = low;
    type.maxLength = high;
    return program.types.add(type);
}

TypeId Fixture::native(const std::string& path) {
    auto found = kube::Library::builtin().find(path);
    assert(found);
    return program.types.native(*found);
}

TypeId Fixture::enumeration(const std::vector<std::string>& cases) {
    core::Type type;
    type.kind = core::TypeKind::Enum;
    for (const std::string& name : cases)
        type.cases.push_back(item(name));
    return program.types.add(type);
}

TypeId Fixture::record(std::vector<core::Field> fields) {
    core::Type type;
    type.kind = core::TypeKind::Record;
    type.fields = std::move(fields);
    return program.types.add(type);
}

TypeId Fixture::variant(const std::string& tagKey, std::vector<core::Case> cases) {
    core::Type type;
    type.kind = core::TypeKind::Variant;
    type.tagKey = tagKey;
    type.cases = std::move(cases);
    return program.types.add(type);
}

core::ExprId Fixture::constant(NodeRef node) {
    constants_.push_back(node);
    return core::ExprId{static_cast<uint32_t>(constants_.size() - 1)};
}

core::Field Fixture::field(const std::string& name, TypeId type, NodeRef fallback, const std::string& doc) {
    core::Field result;
    result.name = result.key = name;
    result.type = type;
    result.doc = doc;
    if (fallback != nullptr)
        result.defaultValue = constant(fallback);
    return result;
}

core::Field Fixture::flat(const std::string& name, TypeId type, NodeRef fallback, const std::string& doc) {
    core::Field result = field(name, type, fallback, doc);
    result.flat = true;
    result.key = "(" + name + ")";
    return result;
}

core::Case Fixture::item(const std::string& name, TypeId payload, const std::string& doc) {
    core::Case result;
    result.name = result.key = name;
    result.payload = payload;
    result.doc = doc;
    return result;
}

NodeRef Fixture::object(const std::vector<std::pair<std::string, NodeRef>>& entries) {
    std::vector<ir::Entry> made;
    for (const auto& [key, value] : entries)
        made.push_back(ir::NodeTable::value(nullptr, key, value));
    return nodes.record(std::move(made));
}

NodeRef Fixture::items(const std::vector<NodeRef>& values) {
    std::vector<ir::Entry> made;
    for (NodeRef value : values)
        made.push_back(ir::NodeTable::item(nullptr, value));
    return nodes.list(std::move(made));
}

void Fixture::values(TypeId record) {
    program.valuesType = record;
    std::vector<ir::Entry> entries;
    for (const core::Field& field : program.types[record].fields)
        if (NodeRef value = defaultOf(context, field))
            entries.push_back(ir::NodeTable::value(nullptr, field.name, value));
    program.defaults = constant(nodes.record(std::move(entries)));
}

namespace {

TypeId dispatchType(Fixture& f) {
    TypeId raft = f.record({f.field("electionTimeoutMs", f.integer(1), f.number(1000), "Election timeout in ms.")});
    TypeId redis = f.record({f.field("url", f.url(), nullptr, "Redis connection URL."),
                             f.field("poolSize", f.integer(1), f.number(10)), f.field("group", f.string())});
    return f.variant("backend", {f.item("memory"), f.item("raft", raft, "Embedded Raft log."),
                                 f.item("redis", redis, "A Redis server."), f.item("topic", f.string())});
}

TypeId meshType(Fixture& f) {
    TypeId policy = f.record({f.field("mode", f.enumeration({"STRICT", "PERMISSIVE"}), f.text("STRICT"))});
    TypeId istio = f.record({f.field("policy", f.optional(policy), f.object({{"mode", f.text("STRICT")}})),
                             f.field("revision", f.string())});
    return f.variant("provider", {f.item("istio", istio), f.item("linkerd")});
}

TypeId loginType(Fixture& f) {
    TypeId basic = f.record({f.field("user", f.matching("", 1)), f.field("realm", f.string(), f.text("r"))});
    return f.variant("login", {f.item("open"), f.item("basic", basic), f.item("bearer", f.matching("", 1))});
}

TypeId hostType(Fixture& f) {
    TypeId path = f.record({f.field("path", f.matching("^/"), f.text("/")),
                            f.field("type", f.enumeration({"Prefix", "Exact"}), f.text("Prefix")),
                            f.field("weight", f.optional(f.integer(0, 100)), f.number(5))});
    TypeId tls = f.record({f.field("secret", f.matching("^[a-z]+$"))});
    TypeId route = f.variant("kind", {f.item("plain"), f.item("to", f.record({f.field("url", f.url())}))});
    return f.record({f.field("host", f.matching("", 1, 253)), f.field("paths", f.list(path), f.items({})),
                     f.field("note", f.optional(f.string())), f.field("tls", f.optional(tls)),
                     f.field("route", route, f.nodes.variant(0, "plain", nullptr)),
                     f.flat("login", loginType(f), f.nodes.variant(0, "open", nullptr)),
                     f.flat("limits", f.record({f.field("rate", f.integer(0, 100), f.number(7)),
                                                f.field("remark", f.optional(f.string()))}))});
}

} // namespace

void buildEverything(Fixture& f) {
    f.program.chart.name = "everything";
    TypeId metrics = f.record({f.field("port", f.integer(1, 65535), f.number(9090)), f.field("job", f.string())});
    TypeId server = f.record({f.field("apiPort", f.integer(1, 65535), f.number(8080), "HTTP API port."),
                              f.field("ratio", f.floating(0, 1), f.nodes.number(0.5, "0.5"))});
    TypeId action = f.variant("", {f.item("exec", f.record({f.field("command", f.list(f.string()))})),
                                   f.item("http", f.record({f.field("port", f.integer(1), f.number(80))}))});
    NodeRef resources = f.object({{"requests", f.object({{"cpu", f.text("100m")}, {"memory", f.text("256Mi")}})}});
    f.values(f.record({
        f.field("replicaCount", f.integer(0), f.number(1), "Number of replicas."),
        f.field("name", f.optional(f.string()), nullptr, "Another name."),
        f.field("limit", f.optional(f.integer(1, 100))),
        f.field("target", f.optional(f.integer(1, 100)), f.number(80)),
        f.field("strict", f.optional(f.boolean())),
        f.field("mode", f.enumeration({"fast", "safe"}), f.text("safe"), "How to run"),
        f.field("tag", f.tag(), f.text("v1")),
        f.field("surge", f.program.types.intOrPercent(), f.text("25%")),
        f.field("level", f.optional(f.enumeration({"low", "high"}))),
        f.field("dispatch", dispatchType(f), f.nodes.variant(0, "memory", nullptr), "Where work is queued."),
        f.field("server", server),
        f.field("metrics", f.optional(metrics), f.nodes.off(f.object({{"port", f.number(9091)}}))),
        f.field("mesh", f.optional(meshType(f))),
        f.field("hosts", f.list(hostType(f)), f.items({})),
        f.field("labels", f.map(f.string()), f.object({{"team", f.text("core")}})),
        f.field("actions", f.list(action), f.items({})),
        f.field("affinity", f.native("k8s.core.v1.Affinity"), f.object({})),
        f.flat("access", loginType(f), f.nodes.variant(2, "bearer", f.text("x")), "Who may come in."),
        f.flat("extras", f.record({f.field("depth", f.integer(0, 9), f.number(1)),
                                   f.field("comment", f.optional(f.string())), f.field("box", server)})),
        f.field("guard", f.optional(f.record({f.flat("login", loginType(f)), f.field("size", f.integer())}))),
        f.field("resources", f.native("k8s.core.v1.ResourceRequirements"), resources),
    }));
}

} // namespace stackc::values::test
