#pragma once
// The residual program as values: hash-consed, immutable nodes that are constants where everything is known and late
// expressions where the result depends on values, release or cluster. Two nodes of one NodeTable are equal exactly if
// their pointers are. Nodes live as long as their table.

#include "core/ids.h"
#include "core/program.h"

#include <cstdint>
#include <deque>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace stackc::ir {

struct Node;
using NodeRef = const Node*;

enum class NodeKind : uint8_t {
    // constants
    None,   ///< an optional that holds nothing
    Off,    ///< none, with preset fields: args[0]. Only values.yaml tells it from None
    Bool,   ///< boolean
    Int,    ///< integer
    Float,  ///< number, spelled as `text`
    String, ///< text; also enum cases and string-like literals
    // structure
    Record,  ///< entries in order, keys distinct under any values; records, maps, native objects, data. In normal form
             ///< args[0] is the truth that it has an entry, where that is not certain
    List,    ///< entries in order; args as for Record
    Variant, ///< case `index` named `text`, payload args[0] if it has one
    // late
    Ref, ///< an input, a loop's variable, a first element, or a field below one; see `base`, `loop`, args[0] (parent),
         ///< text (key), type
    Default, ///< args[0] (a Ref inside a list or map element), or args[1] where that key is absent
    Present, ///< Bool: does the optional args[0] (a Ref of Optional type) hold something?
    TagIs,   ///< Bool: is args[0] (a Ref of Variant type) case `index`, whose key is `text`?
    Tag,     ///< String: the key of the case that args[0] (a Ref of Variant type) is
    Prim,    ///< op(args)
    Choice,  ///< entries (guard, value): the first whose guard holds; the last guard of a finished Package is true
    Text,    ///< String: args[0] written in `format`
    Shared,  ///< args[0], printed once as the named template `text` of the chart and included
};

/// First: the first element of the late list args[0], read where it has one.
enum class RefBase : uint8_t { Input, Element, Key, Field, First };

/// A loop over a late list or map, or over Range. Loops with equal sources at equal depth are one, so that equal bodies
/// are equal nodes. Inside the body, Element and Key refs name its variables; for a list, Key is the index (an Int).
struct Loop {
    NodeRef source;
    uint32_t depth;
    std::string elementName; ///< as the author called it
    std::string keyName;     ///< empty if unused
};

enum class EntryKind : uint8_t {
    Value,  ///< `key` or `keyNode`: value (Record); value (List); one alternative (Choice)
    Spread, ///< all entries of `value`, a late list, map or native object (or a Choice of such)
    Each,   ///< `body`, once for each element of the loop's source
};

struct Entry {
    EntryKind kind = EntryKind::Value;
    NodeRef guard = nullptr; ///< Bool; never null once in a node. Constant true: always there
    std::string key;
    NodeRef keyNode = nullptr; ///< a computed key (inside Each); `key` is unused
    NodeRef value = nullptr;
    const Loop* loop = nullptr;
    std::vector<Entry> body;
    bool operator==(const Entry&) const = default;
};

struct Node {
    NodeKind kind = NodeKind::None;
    RefBase base = RefBase::Input;
    core::Op op = core::Op::And;
    core::Input input = core::Input::Values;
    core::TextFormat format = core::TextFormat::Yaml;
    bool boolean = false; ///< Bool; of a Ref or Default: the text of a textual variant, whose other cases are maps
    uint32_t index = 0;   ///< Variant, TagIs; of a Ref 1: what a case of a variant without `by` holds; Shared: fn + 1
    int64_t integer = 0;
    double number = 0;
    core::TypeId type; ///< Ref and Default only
    const Loop* loop = nullptr;
    std::string text;
    std::vector<NodeRef> args;
    std::vector<Entry> entries;
    // Derived, no part of equality.
    uint32_t id = 0;     ///< order of creation
    uint32_t parts = 1;  ///< nodes when written out as a tree, named templates and places once; at most UINT32_MAX
    uint32_t height = 1; ///< of the tree, with what named templates hold
    bool late = false;   ///< depends on an input that is not known
    bool plain = false;  ///< a constant scalar, or a list or map of plain nodes, each of which is surely there
    std::vector<const Loop*> around; ///< whose variables it reads and that it doesn't go over itself

    bool isConst() const { return !late; }
    bool isTrue() const { return kind == NodeKind::Bool && boolean; }
    bool isFalse() const { return kind == NodeKind::Bool && !boolean; }
    bool isNone() const { return kind == NodeKind::None || kind == NodeKind::Off; }
};

class NodeTable {
public:
    NodeTable();
    ~NodeTable();
    NodeTable(const NodeTable&) = delete;
    NodeTable& operator=(const NodeTable&) = delete;

    NodeRef intern(Node node); ///< fills in what is derived
    const Loop* loop(NodeRef source, uint32_t depth, std::string elementName, std::string keyName);

    NodeRef none() const { return none_; }
    NodeRef boolean(bool value) const { return value ? true_ : false_; }
    NodeRef integer(int64_t value);
    NodeRef number(double value, std::string spelling);
    NodeRef string(std::string value);
    NodeRef off(NodeRef payload);
    NodeRef record(std::vector<Entry> entries);
    NodeRef list(std::vector<Entry> entries);
    NodeRef variant(uint32_t index, std::string name, NodeRef payload); ///< payload may be null
    NodeRef input(core::Input input, core::TypeId type);
    NodeRef element(const Loop* loop, core::TypeId type);
    NodeRef key(const Loop* loop, core::TypeId type);
    NodeRef field(NodeRef parent, std::string key, core::TypeId type);
    NodeRef first(NodeRef list, core::TypeId type);
    NodeRef withType(NodeRef ref, core::TypeId type); ///< the same place, read as another type (payload of an optional)
    NodeRef prim(core::Op op, std::vector<NodeRef> args); ///< no folding: see eval
    NodeRef shared(std::string name, NodeRef body);

    static Entry value(NodeRef guard, std::string key, NodeRef node);
    static Entry item(NodeRef guard, NodeRef node);

private:
    struct Impl;
    NodeRef add(Node&& node);
    std::unique_ptr<Impl> impl_;
    NodeRef none_ = nullptr;
    NodeRef true_ = nullptr;
    NodeRef false_ = nullptr;
};

/// Is the ref inside a list or map element, or a case of a variant without `by` (rather than on the spine of the
/// values)?
bool inElement(NodeRef ref);
/// The key that an entry sets, where it is known; else null. Of an element of a list it is empty.
const std::string* fixedKey(const Entry& entry);
/// Has the entry a key of its own that is known? One that stands in `keyNode` shares its key with others.
inline bool hasPlainKey(const Entry& entry) { return entry.kind == EntryKind::Value && entry.keyNode == nullptr; }
/// Does it spread a named template?
inline bool spreadsShared(const Entry& entry) {
    return entry.kind == EntryKind::Spread && entry.value->kind == NodeKind::Shared;
}
/// What a named template holds, and any other node itself.
inline NodeRef unshared(NodeRef node) {
    while (node->kind == NodeKind::Shared)
        node = node->args[0];
    return node;
}
/// Is it that input itself?
inline bool isInput(NodeRef node, core::Input input) {
    return node->kind == NodeKind::Ref && node->base == RefBase::Input && node->input == input;
}
/// The entry with that static key, or null.
const Entry* findEntry(NodeRef record, std::string_view key);
/// What an object has under these static keys, whatever its guards say; null where one of them is not there.
NodeRef valueAt(NodeRef object, std::initializer_list<std::string_view> path);
/// Indented, stable text for `--emit=ir` and for tests.
std::string dump(NodeRef node, const core::Program* program = nullptr);

} // namespace stackc::ir
