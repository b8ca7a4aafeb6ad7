#pragma once
// A hand-made residual program: the slice of XERV where a variant changes the workload, its ports, claims and files.

#include "ir/package.h"

#include <memory>

namespace stackc::emit::test {

struct Slice {
    Slice();

    core::Program program;
    ir::NodeTable nodes;
    ir::Package package;

private:
    using Entry = ir::Entry;
    using NodeRef = ir::NodeRef;

    core::TypeId record(std::string name, std::vector<std::pair<std::string, core::TypeId>> fields);
    void makeTypes();
    NodeRef at(std::initializer_list<const char*> path);
    NodeRef text(std::string value) { return nodes.string(std::move(value)); }
    NodeRef concat(std::vector<NodeRef> parts) { return nodes.prim(core::Op::Concat, std::move(parts)); }
    NodeRef node(ir::NodeKind kind, std::vector<NodeRef> args);
    NodeRef tagIs(const char* name);
    NodeRef present(NodeRef optional) { return node(ir::NodeKind::Present, {optional}); }
    NodeRef negate(NodeRef guard) { return nodes.prim(core::Op::Not, {guard}); }
    NodeRef payload(NodeRef optional);
    NodeRef choice(std::vector<std::pair<NodeRef, NodeRef>> arms);
    Entry entry(std::string key, NodeRef value, NodeRef guard = nullptr);
    Entry item(NodeRef value, NodeRef guard = nullptr) { return entry("", value, guard); }
    Entry spread(NodeRef value);
    NodeRef rec(std::vector<Entry> entries) { return nodes.record(std::move(entries)); }
    NodeRef list(std::vector<Entry> entries) { return nodes.list(std::move(entries)); }
    NodeRef some(NodeRef late) { return nodes.prim(core::Op::NonEmpty, {late}); }
    /// A collection that holds something only where that is true.
    NodeRef mayBeEmpty(NodeRef collection, NodeRef some) {
        ir::Node node = *collection;
        node.args = {some};
        return nodes.intern(std::move(node));
    }
    NodeRef metadata(NodeRef name);
    NodeRef env(std::string name, NodeRef value) {
        return rec({entry("name", text(std::move(name))), entry("value", value)});
    }
    NodeRef podTemplate();
    NodeRef peersText();
    void addFiles();
    void add(std::string name, std::string apiVersion, std::string kind, NodeRef guard, NodeRef object);

    NodeRef fullname_ = nullptr;
    NodeRef labels_ = nullptr;
    NodeRef selector_ = nullptr;
    NodeRef pod_ = nullptr;
};

} // namespace stackc::emit::test
