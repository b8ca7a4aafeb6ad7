#include "eval/data.h"

#include "eval/optionals.h"
#include "eval/places.h"
#include "eval/written_order.h"

namespace stackc::eval {

using ir::EntryKind;
using ir::NodeKind;

namespace {

bool isCollection(Evaluation& in, NodeRef node);
NodeRef dataOfRef(Evaluation& in, NodeRef ref, DataUse use, const core::Expr& expr);
std::vector<Entry> dataEntries(Evaluation& in, const std::vector<Entry>& entries, DataUse use, const core::Expr& expr);

} // namespace

NodeRef dataOf(Evaluation& in, NodeRef node, DataUse use, const core::Expr& expr) {
    if (node->plain)
        return node;
    switch (node->kind) {
    case NodeKind::Shared:
        if (use == DataUse::Resource)
            return node;
        return isCollection(in, node->args[0]) ? dataOf(in, node->args[0], use, expr) : node;
    case NodeKind::Record: {
        ir::Node copy = *node; // a record that was given stays one
        copy.entries = dataEntries(in, node->entries, use, expr);
        return in.nodes.intern(std::move(copy));
    }
    case NodeKind::List:
        return in.nodes.list(dataEntries(in, node->entries, use, expr));
    case NodeKind::Choice: {
        ir::Node copy = *node;
        for (Entry& arm : copy.entries)
            arm.value = dataOf(in, arm.value, use, expr);
        return in.nodes.intern(std::move(copy));
    }
    case NodeKind::Ref:
    case NodeKind::Default:
        return dataOfRef(in, node, use, expr);
    case NodeKind::Variant:
        return in.unsupported(expr, "a variant as data");
    default:
        return node;
    }
}

namespace {

/// Does it stand for entries, which a text file writes itself?
bool isCollection(Evaluation& in, NodeRef node) {
    if (!isPlace(node))
        return node->kind == NodeKind::Record || node->kind == NodeKind::List;
    core::TypeKind kind = in.typeOf(node).kind;
    return kind == core::TypeKind::Record || kind == core::TypeKind::List || kind == core::TypeKind::Map ||
           kind == core::TypeKind::Native || kind == core::TypeKind::Data;
}

/// Is a value of the type the same in values.yaml and in a resource?
bool isWhole(Evaluation& in, core::TypeId id) {
    const core::Type& type = in.typeOf(id);
    switch (type.kind) {
    case core::TypeKind::Record:
    case core::TypeKind::Variant:
    case core::TypeKind::Optional:
        return false;
    case core::TypeKind::List:
    case core::TypeKind::Map:
        return isWhole(in, type.element);
    default:
        return true;
    }
}

NodeRef refuseOrder(Evaluation& in, const core::Expr& text) {
    in.report(diag::Code::E4021, text.span)
        .suggest("give the map a type with fields, or say byte order: `{ for key, value in map { (key) = value } }`");
    return in.nodes.none();
}

/// The elements of a late list, or the entries of what has keys of the type, one by one.
Entry eachOf(Evaluation& in, NodeRef ref, core::TypeId key, core::TypeId element, DataUse use, const core::Expr& expr) {
    Entry round;
    round.kind = EntryKind::Each;
    round.guard = in.yes();
    round.loop = in.nodes.loop(ref, in.place.depth(), "item", key.valid() ? "key" : "");
    Around around(in, round.loop);
    Entry inner = ir::NodeTable::item(in.yes(), dataOf(in, in.nodes.element(round.loop, element), use, expr));
    if (key.valid())
        inner.keyNode = in.nodes.key(round.loop, key);
    round.body = {std::move(inner)};
    return round;
}

/// Is it a place of an object or map of Kubernetes, or of a whole resource of any kind?
bool isWholeMap(Evaluation& in, NodeRef node) {
    if (!isPlace(node))
        return false;
    const core::Type& type = in.typeOf(node);
    return (type.kind == core::TypeKind::Data && type.open) || in.hasShape(node->type, kube::Shape::Object) ||
           in.hasShape(node->type, kube::Shape::Map);
}

NodeRef dataOfRef(Evaluation& in, NodeRef ref, DataUse use, const core::Expr& expr) {
    if (use == DataUse::Text) {
        NodeRef ordered = inWrittenOrder(in, ref);
        if (ordered == nullptr)
            return refuseOrder(in, expr);
        if (ordered != ref)
            return dataOf(in, ordered, use, expr);
    }
    const core::Type& type = in.typeOf(ref);
    bool nests = type.kind == core::TypeKind::List || type.kind == core::TypeKind::Map;
    if (use == DataUse::Resource && (type.kind == core::TypeKind::Native || (nests && isWhole(in, type.element))))
        return ref;
    switch (type.kind) {
    case core::TypeKind::Record:
        return dataOf(in, expand(in, ref), use, expr);
    case core::TypeKind::List:
        return in.nodes.list({eachOf(in, ref, {}, type.element, use, expr)});
    case core::TypeKind::Map:
        return in.nodes.record({eachOf(in, ref, type.key, type.element, use, expr)});
    case core::TypeKind::Variant:
        return in.unsupported(expr, "a variant as data");
    default:
        return ref;
    }
}

std::vector<Entry> dataEntries(Evaluation& in, const std::vector<Entry>& entries, DataUse use, const core::Expr& expr) {
    std::vector<Entry> out;
    for (Entry entry : entries) {
        if (entry.kind == EntryKind::Each) {
            if (use == DataUse::Text && in.memo.unordered.contains(entry.loop))
                refuseOrder(in, expr);
            Around around(in, entry.loop);
            entry.body = dataEntries(in, entry.body, use, expr);
        } else if (entry.kind == EntryKind::Spread) {
            NodeRef whole = dataOf(in, entry.value, use, expr);
            if (use == DataUse::Text && isWholeMap(in, whole))
                whole =
                    in.nodes.record({eachOf(in, whole, in.program.types.string(), in.program.types.data(), use, expr)});
            if (whole->kind != NodeKind::Record && whole->kind != NodeKind::List) {
                entry.value = whole;
                out.push_back(std::move(entry));
                continue;
            }
            for (Entry inner : whole->entries) {
                inner.guard = in.guards.both(entry.guard, inner.guard);
                out.push_back(std::move(inner));
            }
            continue;
        } else {
            entry.guard = in.guards.both(entry.guard, present(in, entry.value));
            if (entry.guard->isFalse())
                continue;
            entry.value = dataOf(in, payload(in, entry.value), use, expr);
        }
        out.push_back(std::move(entry));
    }
    return out;
}

} // namespace

} // namespace stackc::eval
