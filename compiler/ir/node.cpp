#include "ir/node.h"

#include <algorithm>
#include <functional>
#include <map>
#include <memory_resource>
#include <tuple>
#include <unordered_set>
#include <utility>

namespace stackc::ir {

namespace {

void mix(size_t& seed, size_t value) { seed ^= value + 0x9e3779b97f4a7c15ULL + (seed << 6) + (seed >> 2); }

void mix(size_t& seed, const void* part) { mix(seed, std::hash<const void*>{}(part)); }

void mix(size_t& seed, const Entry& entry) {
    mix(seed, static_cast<size_t>(entry.kind));
    mix(seed, entry.guard);
    mix(seed, entry.value);
    mix(seed, std::hash<std::string>{}(entry.key));
    if (entry.kind == EntryKind::Value && entry.keyNode == nullptr)
        return;
    mix(seed, entry.keyNode);
    mix(seed, entry.loop);
    for (const Entry& inner : entry.body)
        mix(seed, inner);
}

size_t hashOf(const Node& node) {
    size_t seed = static_cast<size_t>(node.kind);
    mix(seed, static_cast<size_t>(node.op));
    mix(seed, static_cast<size_t>(node.base) * 8 + static_cast<size_t>(node.input));
    mix(seed, static_cast<size_t>(node.boolean) + node.index * 2);
    mix(seed, std::hash<int64_t>{}(node.integer));
    mix(seed, node.type.value);
    mix(seed, node.loop);
    mix(seed, std::hash<std::string>{}(node.text));
    for (NodeRef arg : node.args)
        mix(seed, arg);
    for (const Entry& entry : node.entries)
        mix(seed, entry);
    return seed;
}

/// Guards are there.
bool isPlain(const Entry& entry) {
    return entry.kind == EntryKind::Value && entry.guard->isTrue() && entry.keyNode == nullptr &&
           entry.value != nullptr && entry.value->plain;
}

bool isPlain(const Node& node) {
    switch (node.kind) {
    case NodeKind::Bool:
    case NodeKind::Int:
    case NodeKind::Float:
    case NodeKind::String:
        return true;
    case NodeKind::Record:
    case NodeKind::List:
        return node.args.empty() &&
               std::all_of(node.entries.begin(), node.entries.end(), [](const Entry& entry) { return isPlain(entry); });
    default:
        return false;
    }
}

bool isLate(const Entry& entry) {
    if (entry.kind == EntryKind::Each || (entry.guard != nullptr && entry.guard->late))
        return true;
    return (entry.value != nullptr && entry.value->late) || (entry.keyNode != nullptr && entry.keyNode->late);
}

bool isLate(const Node& node) {
    switch (node.kind) {
    case NodeKind::Ref:
    case NodeKind::Default:
    case NodeKind::Present:
    case NodeKind::TagIs:
    case NodeKind::Tag:
    case NodeKind::Choice:
        return true;
    default:
        break;
    }
    for (NodeRef arg : node.args)
        if (arg->late)
            return true;
    for (const Entry& entry : node.entries)
        if (isLate(entry))
            return true;
    // What the cluster says is an input as much as a value is; folded to a constant where it is known.
    return node.kind == NodeKind::Prim &&
           (node.op == core::Op::ApiHas || node.op == core::Op::KubeAtLeast || node.op == core::Op::KeptText);
}

/// Adds up parts and heights of what a node holds.
class Measure {
public:
    explicit Measure(Node& node) : node_(node) {
        bool once = node.kind == NodeKind::Shared || node.kind == NodeKind::Ref;
        for (NodeRef arg : node.args)
            add(arg);
        for (const Entry& entry : node.entries)
            add(entry);
        node_.parts = once ? 1 : static_cast<uint32_t>(std::min<uint64_t>(parts_, UINT32_MAX));
        node_.height = height_ + 1;
    }

private:
    void add(NodeRef part) {
        if (part == nullptr)
            return;
        parts_ += part->parts;
        height_ = std::max(height_, part->height);
    }

    void add(const Entry& entry) {
        if (entry.guard != nullptr && entry.guard->late)
            add(entry.guard);
        add(entry.keyNode);
        add(entry.value);
        if (entry.loop != nullptr)
            add(entry.loop->source);
        for (const Entry& inner : entry.body)
            add(inner);
    }

    Node& node_;
    uint64_t parts_ = 1;
    uint32_t height_ = 0;
};

void join(std::vector<const Loop*>& all, const std::vector<const Loop*>& more) {
    for (const Loop* loop : more)
        if (std::find(all.begin(), all.end(), loop) == all.end())
            all.push_back(loop);
}

void joinAround(std::vector<const Loop*>& all, NodeRef part) {
    if (part != nullptr)
        join(all, part->around);
}

void joinAround(std::vector<const Loop*>& all, const Entry& entry) {
    joinAround(all, entry.guard);
    joinAround(all, entry.keyNode);
    joinAround(all, entry.value);
    if (entry.loop == nullptr)
        return;
    joinAround(all, entry.loop->source);
    std::vector<const Loop*> body;
    for (const Entry& inner : entry.body)
        joinAround(body, inner);
    std::erase(body, entry.loop);
    join(all, body);
}

std::vector<const Loop*> aroundOf(const Node& node) {
    std::vector<const Loop*> all;
    if (node.loop != nullptr)
        all.push_back(node.loop);
    for (NodeRef arg : node.args)
        joinAround(all, arg);
    for (const Entry& entry : node.entries)
        joinAround(all, entry);
    return all;
}

bool isEqual(const Node& a, const Node& b) {
    return a.kind == b.kind && a.op == b.op && a.base == b.base && a.input == b.input && a.format == b.format &&
           a.boolean == b.boolean && a.index == b.index && a.integer == b.integer && a.number == b.number &&
           a.type == b.type && a.loop == b.loop && a.text == b.text && a.args == b.args && a.entries == b.entries;
}

/// A node with what it is found by.
struct Hashed {
    size_t hash;
    NodeRef node;
    bool operator==(const Hashed& other) const { return hash == other.hash && isEqual(*node, *other.node); }
};

struct HashOf {
    size_t operator()(const Hashed& hashed) const { return hashed.hash; }
};

} // namespace

struct NodeTable::Impl {
    /// Of what lives as long as the table.
    std::pmr::monotonic_buffer_resource memory;
    std::pmr::deque<Node> nodes{&memory};
    std::deque<Loop> loops;
    std::map<std::tuple<NodeRef, uint32_t, std::string, std::string>, const Loop*> loopIndex;
    std::pmr::unordered_set<Hashed, HashOf> index{&memory};
    /// The constants that are made most, which are told by one field; they are not in `index`.
    std::pmr::unordered_map<std::string_view, NodeRef> strings{&memory};
    std::pmr::unordered_map<int64_t, NodeRef> integers{&memory};

    Node& made(Node&& node) {
        node.id = static_cast<uint32_t>(nodes.size());
        return nodes.emplace_back(std::move(node));
    }
    /// One of `strings` or `integers`, still without what it holds.
    Node& constant(NodeKind kind) {
        Node& node = made(Node{});
        node.kind = kind;
        node.plain = true;
        return node;
    }
};

NodeTable::NodeTable() : impl_(std::make_unique<Impl>()) {
    none_ = intern(Node{});
    Node truth;
    truth.kind = NodeKind::Bool;
    truth.boolean = true;
    true_ = intern(truth);
    truth.boolean = false;
    false_ = intern(truth);
}

NodeTable::~NodeTable() = default;

NodeRef NodeTable::intern(Node node) {
    if (node.kind == NodeKind::String)
        return string(std::move(node.text));
    if (node.kind == NodeKind::Int)
        return integer(node.integer);
    for (Entry& entry : node.entries)
        if (entry.guard == nullptr)
            entry.guard = true_;
    const size_t hash = hashOf(node);
    if (auto found = impl_->index.find({hash, &node}); found != impl_->index.end())
        return found->node;
    NodeRef made = add(std::move(node));
    impl_->index.insert({hash, made});
    return made;
}

/// A node that isn't there yet.
NodeRef NodeTable::add(Node&& node) {
    node.plain = isPlain(node);
    node.late = !node.plain && isLate(node);
    Measure{node};
    if (!node.plain)
        node.around = aroundOf(node);
    return &impl_->made(std::move(node));
}

const Loop* NodeTable::loop(NodeRef source, uint32_t depth, std::string elementName, std::string keyName) {
    const Loop*& known = impl_->loopIndex[{source, depth, elementName, keyName}];
    if (known == nullptr)
        known = &impl_->loops.emplace_back(Loop{source, depth, std::move(elementName), std::move(keyName)});
    return known;
}

NodeRef NodeTable::integer(int64_t value) {
    NodeRef& known = impl_->integers[value];
    if (known == nullptr) {
        Node& node = impl_->constant(NodeKind::Int);
        node.integer = value;
        known = &node;
    }
    return known;
}

NodeRef NodeTable::number(double value, std::string spelling) {
    Node node;
    node.kind = NodeKind::Float;
    node.number = value;
    node.text = std::move(spelling);
    return intern(std::move(node));
}

NodeRef NodeTable::string(std::string value) {
    if (auto known = impl_->strings.find(value); known != impl_->strings.end())
        return known->second;
    Node& node = impl_->constant(NodeKind::String);
    node.text = std::move(value);
    impl_->strings.emplace(node.text, &node);
    return &node;
}

NodeRef NodeTable::off(NodeRef payload) {
    Node node;
    node.kind = NodeKind::Off;
    node.args = {payload};
    return intern(std::move(node));
}

NodeRef NodeTable::record(std::vector<Entry> entries) {
    Node node;
    node.kind = NodeKind::Record;
    node.entries = std::move(entries);
    return intern(std::move(node));
}

NodeRef NodeTable::list(std::vector<Entry> entries) {
    Node node;
    node.kind = NodeKind::List;
    node.entries = std::move(entries);
    return intern(std::move(node));
}

NodeRef NodeTable::variant(uint32_t index, std::string name, NodeRef payload) {
    Node node;
    node.kind = NodeKind::Variant;
    node.index = index;
    node.text = std::move(name);
    if (payload != nullptr)
        node.args = {payload};
    return intern(std::move(node));
}

NodeRef NodeTable::input(core::Input input, core::TypeId type) {
    Node node;
    node.kind = NodeKind::Ref;
    node.base = RefBase::Input;
    node.input = input;
    node.type = type;
    return intern(std::move(node));
}

NodeRef NodeTable::element(const Loop* loop, core::TypeId type) {
    Node node;
    node.kind = NodeKind::Ref;
    node.base = RefBase::Element;
    node.loop = loop;
    node.type = type;
    return intern(std::move(node));
}

NodeRef NodeTable::key(const Loop* loop, core::TypeId type) {
    Node node;
    node.kind = NodeKind::Ref;
    node.base = RefBase::Key;
    node.loop = loop;
    node.type = type;
    return intern(std::move(node));
}

NodeRef NodeTable::field(NodeRef parent, std::string key, core::TypeId type) {
    Node node;
    node.kind = NodeKind::Ref;
    node.base = RefBase::Field;
    node.args = {parent};
    node.text = std::move(key);
    node.type = type;
    return intern(std::move(node));
}

NodeRef NodeTable::first(NodeRef list, core::TypeId type) {
    Node node;
    node.kind = NodeKind::Ref;
    node.base = RefBase::First;
    node.args = {list};
    node.type = type;
    return intern(std::move(node));
}

NodeRef NodeTable::withType(NodeRef ref, core::TypeId type) {
    Node node = *ref;
    node.type = type;
    return intern(std::move(node));
}

NodeRef NodeTable::prim(core::Op op, std::vector<NodeRef> args) {
    Node node;
    node.kind = NodeKind::Prim;
    node.op = op;
    node.args = std::move(args);
    return intern(std::move(node));
}

NodeRef NodeTable::shared(std::string name, NodeRef body) {
    Node node;
    node.kind = NodeKind::Shared;
    node.text = std::move(name);
    node.args = {body};
    return intern(std::move(node));
}

Entry NodeTable::value(NodeRef guard, std::string key, NodeRef node) {
    Entry entry;
    entry.guard = guard;
    entry.key = std::move(key);
    entry.value = node;
    return entry;
}

Entry NodeTable::item(NodeRef guard, NodeRef node) { return value(guard, {}, node); }

bool inElement(NodeRef ref) {
    while (ref->kind == NodeKind::Default || ref->base == RefBase::Field) {
        if (ref->kind == NodeKind::Ref && ref->index == 1) // what one of the cases of a variant without `by` holds
            return true;
        ref = ref->args[0];
    }
    return ref->base != RefBase::Input;
}

const std::string* fixedKey(const Entry& entry) {
    if (entry.kind != EntryKind::Value)
        return nullptr;
    if (entry.keyNode == nullptr)
        return &entry.key;
    return entry.keyNode->kind == NodeKind::String ? &entry.keyNode->text : nullptr;
}

const Entry* findEntry(NodeRef record, std::string_view key) {
    for (const Entry& entry : record->entries)
        if (entry.kind == EntryKind::Value && entry.keyNode == nullptr && entry.key == key)
            return &entry;
    return nullptr;
}

NodeRef valueAt(NodeRef object, std::initializer_list<std::string_view> path) {
    for (std::string_view key : path) {
        object = unshared(object);
        const Entry* entry = object->kind == NodeKind::Record ? findEntry(object, key) : nullptr;
        if (entry == nullptr || entry->value == nullptr)
            return nullptr;
        object = entry->value;
    }
    return object;
}

} // namespace stackc::ir
