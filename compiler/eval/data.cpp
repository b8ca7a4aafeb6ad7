#include "eval/evaluator.h"

namespace stackc::eval {

using ir::EntryKind;
using ir::NodeKind;

/// A value as plain data: late records become their fields, late lists and maps iterations, and what is none is left
/// out. In a resource, named templates, native objects and lists and maps of scalars may stay whole; a text file writes
/// everything itself.
NodeRef Evaluator::dataOf(NodeRef node, DataUse use, const core::Expr& expr) {
    switch (node->kind) {
    case NodeKind::Shared:
        if (use == DataUse::Resource)
            return node;
        return isCollection(node->args[0]) ? dataOf(node->args[0], use, expr) : node;
    case NodeKind::Record: {
        ir::Node copy = *node; // a record that was given stays one
        copy.entries = dataEntries(node->entries, use, expr);
        return nodes_.intern(std::move(copy));
    }
    case NodeKind::List:
        return nodes_.list(dataEntries(node->entries, use, expr));
    case NodeKind::Choice: {
        ir::Node copy = *node;
        for (Entry& arm : copy.entries)
            arm.value = dataOf(arm.value, use, expr);
        return nodes_.intern(std::move(copy));
    }
    case NodeKind::Ref:
    case NodeKind::Default:
        return dataOfRef(node, use, expr);
    case NodeKind::Variant:
        return unsupported(expr, "a variant as data");
    default:
        return node;
    }
}

/// Does it stand for entries, which a text file writes itself?
bool Evaluator::isCollection(NodeRef node) const {
    if (!isPlace(node))
        return node->kind == NodeKind::Record || node->kind == NodeKind::List;
    core::TypeKind kind = typeOf(node).kind;
    return kind == core::TypeKind::Record || kind == core::TypeKind::List || kind == core::TypeKind::Map ||
           kind == core::TypeKind::Native || kind == core::TypeKind::Data;
}

/// Is a value of the type the same in values.yaml and in a resource?
bool Evaluator::isWhole(core::TypeId id) const {
    const core::Type& type = typeOf(id);
    switch (type.kind) {
    case core::TypeKind::Record:
    case core::TypeKind::Variant:
    case core::TypeKind::Optional:
        return false;
    case core::TypeKind::List:
    case core::TypeKind::Map:
        return isWhole(type.element);
    default:
        return true;
    }
}

NodeRef Evaluator::refuseOrder(const core::Expr& text) {
    report(diag::Code::E4021, text.span)
        .suggest("give the map a type with fields, or say byte order: `{ for key, value in map { (key) = value } }`");
    return nodes_.none();
}

NodeRef Evaluator::dataOfRef(NodeRef ref, DataUse use, const core::Expr& expr) {
    if (use == DataUse::Text) {
        NodeRef ordered = inWrittenOrder(ref);
        if (ordered == nullptr)
            return refuseOrder(expr);
        if (ordered != ref)
            return dataOf(ordered, use, expr);
    }
    const core::Type& type = typeOf(ref);
    auto iterate = [&](core::TypeId element) {
        Entry round;
        round.kind = EntryKind::Each;
        round.guard = yes();
        bool isMap = type.kind == core::TypeKind::Map;
        round.loop = nodes_.loop(ref, loopDepth_, "item", isMap ? "key" : "");
        Around around(*this, round.loop);
        Entry inner = ir::NodeTable::item(yes(), dataOf(nodes_.element(round.loop, element), use, expr));
        if (isMap)
            inner.keyNode = nodes_.key(round.loop, type.key);
        round.body = {std::move(inner)};
        return round;
    };
    bool nests = type.kind == core::TypeKind::List || type.kind == core::TypeKind::Map;
    if (use == DataUse::Resource && (type.kind == core::TypeKind::Native || (nests && isWhole(type.element))))
        return ref;
    switch (type.kind) {
    case core::TypeKind::Record:
        return dataOf(expand(ref), use, expr);
    case core::TypeKind::List:
        return nodes_.list({iterate(type.element)});
    case core::TypeKind::Map:
        return nodes_.record({iterate(type.element)});
    case core::TypeKind::Variant:
        return unsupported(expr, "a variant as data");
    default:
        return ref;
    }
}

std::vector<Entry> Evaluator::dataEntries(const std::vector<Entry>& entries, DataUse use, const core::Expr& expr) {
    std::vector<Entry> out;
    for (Entry entry : entries) {
        if (entry.kind == EntryKind::Each) {
            if (use == DataUse::Text && unordered_.contains(entry.loop))
                refuseOrder(expr);
            Around around(*this, entry.loop);
            entry.body = dataEntries(entry.body, use, expr);
        } else if (entry.kind == EntryKind::Spread) {
            NodeRef whole = dataOf(entry.value, use, expr);
            if (whole->kind != NodeKind::Record && whole->kind != NodeKind::List) {
                entry.value = whole;
                out.push_back(std::move(entry));
                continue;
            }
            for (Entry inner : whole->entries) {
                inner.guard = guards_.both(entry.guard, inner.guard);
                out.push_back(std::move(inner));
            }
            continue;
        } else {
            entry.guard = guards_.both(entry.guard, present(entry.value));
            if (entry.guard->isFalse())
                continue;
            entry.value = dataOf(payload(entry.value), use, expr);
        }
        out.push_back(std::move(entry));
    }
    return out;
}

} // namespace stackc::eval
