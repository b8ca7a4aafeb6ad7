#include "eval/read_data.h"

#include "core/data_fields.h"
#include "eval/optionals.h"
#include "eval/places.h"
#include "eval/primitives.h"

#include <unordered_map>
#include <utility>

namespace stackc::eval {

using ir::NodeKind;

namespace {

/// Takes what is generated out of values.
class Kept {
public:
    explicit Kept(Evaluation& in) : in_(in) {}

    NodeRef of(NodeRef node) {
        if (node == nullptr || !node->late)
            return node;
        auto [place, fresh] = made_.try_emplace(node, node);
        if (!fresh)
            return place->second;
        NodeRef result = made(node);
        made_[node] = result;
        return result;
    }

private:
    NodeRef made(NodeRef node) {
        switch (node->kind) {
        case NodeKind::Shared: {
            NodeRef held = of(node->args[0]);
            return held == node->args[0] ? node : held;
        }
        case NodeKind::Prim: {
            if (node->op == core::Op::KeptText)
                return in_.nodes.string("");
            std::vector<NodeRef> args;
            for (NodeRef arg : node->args)
                args.push_back(of(arg));
            return args == node->args ? node : primitive(in_, node->op, std::move(args), nullptr);
        }
        case NodeKind::Record:
        case NodeKind::List:
        case NodeKind::Choice: {
            ir::Node left = *node;
            left.entries = entriesOf(node->entries);
            return left.entries == node->entries ? node : in_.nodes.intern(std::move(left));
        }
        default:
            return node;
        }
    }

    std::vector<Entry> entriesOf(std::vector<Entry> entries) {
        for (Entry& entry : entries) {
            entry.value = of(entry.value);
            entry.body = entriesOf(std::move(entry.body));
        }
        return entries;
    }

    Evaluation& in_;
    std::unordered_map<NodeRef, NodeRef> made_;
};

} // namespace

NodeRef readData(Evaluation& in, NodeRef object, const core::Statement& following) {
    const core::Expr asked{in.trace.here(), in.program[following.second].type, {}};
    Kept kept(in);
    std::vector<Entry> fields;
    for (std::string_view key : core::dataFields) {
        const std::string name(key);
        NodeRef field = fieldOf(in, object, name, asked);
        NodeRef guard = in.simplify(present(in, field));
        if (guard->isFalse())
            continue;
        Under under(in, guard);
        in.vars[following.second.value] = kept.of(payload(in, field));
        fields.push_back(ir::NodeTable::value(guard, name, in.evaluate(following.value)));
    }
    return in.nodes.record(std::move(fields));
}

} // namespace stackc::eval
