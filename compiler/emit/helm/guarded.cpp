// Entries with guards to ifs: neighbours that share a guard share its block, a guard and its opposite become if and
// else, the cases of a variant else-ifs.
#include "emit/helm/lowering.h"

#include <algorithm>

namespace stackc::emit::helm {

using core::Op;

namespace {

bool contains(const std::vector<NodeRef>& list, NodeRef node) {
    return std::find(list.begin(), list.end(), node) != list.end();
}

bool isOtherCase(NodeRef a, NodeRef b) {
    return a->kind == NodeKind::TagIs && b->kind == NodeKind::TagIs && a->args[0] == b->args[0] && a->index != b->index;
}

} // namespace

bool isOpposite(NodeRef a, NodeRef b) {
    auto negates = [](NodeRef x, NodeRef y) {
        return x->kind == NodeKind::Prim && x->op == Op::Not && x->args[0] == y;
    };
    return negates(a, b) || negates(b, a);
}

/// Is the last guard just the truth of the place that is printed, so that `with` says it?
bool Lowering::usesWith(const Item& item) const {
    if (item.place == nullptr || item.conjuncts.size() != 1 || !item.extra.empty() || style_ == Style::Text)
        return false;
    NodeRef guard = item.conjuncts[0];
    if (guard->kind == NodeKind::Present)
        return samePlace(guard->args[0], item.place) && guard->args[0]->kind == NodeKind::Ref &&
               (formOf(item.place) == Form::String || formOf(item.place) == Form::Int) && isTrueWhereGiven(item.place);
    return guard->kind == NodeKind::Prim && guard->op == Op::NonEmpty && samePlace(guard->args[0], item.place);
}

/// What `body` writes where all of the guards hold, in as many `if`s as they have layers; nothing if that is nothing.
void Lowering::underAll(const std::vector<NodeRef>& guards, int indent, Body& out,
                        const std::function<void(Body&)>& body) {
    const std::vector<std::vector<NodeRef>> layers = layersOf(guards);
    std::function<void(size_t, Body&)> write = [&](size_t layer, Body& target) {
        if (layer == layers.size()) {
            Known known(*this, guards); // those that others imply, too
            body(target);
            return;
        }
        If block{.indent = indent, .branches = {}};
        block.branches.push_back({allOf(layers[layer]), {}});
        Known known(*this, layers[layer]);
        write(layer + 1, block.branches[0].body);
        if (!block.branches[0].body.empty())
            target.push_back({std::move(block)});
    };
    write(0, out);
}

void Lowering::guardedOne(Item item, int indent, Body& out) {
    if (item.conjuncts.empty() && item.extra.empty()) {
        item.emit(out);
        return;
    }
    if (usesWith(item)) {
        With with{.indent = indent, .source = ref(item.place), .body = {}};
        NodeRef before = around_.dot;
        around_.dot = item.place;
        item.emit(with.body);
        around_.dot = before;
        out.push_back({std::move(with)});
        return;
    }
    // The with stands inside of the other guards.
    Item inner{.conjuncts = {}, .extra = {}, .place = item.place, .emit = item.emit};
    for (NodeRef guard : item.conjuncts) {
        Item alone{.conjuncts = {guard}, .extra = {}, .place = item.place, .emit = {}};
        if (item.conjuncts.size() > 1 && inner.conjuncts.empty() && item.extra.empty() && usesWith(alone))
            inner.conjuncts.push_back(guard);
    }
    std::vector<NodeRef> outer;
    for (NodeRef guard : item.conjuncts)
        if (!contains(inner.conjuncts, guard))
            outer.push_back(guard);
    if (item.extra.empty()) {
        underAll(outer, indent, out, [&](Body& body) { guardedOne(std::move(inner), indent, body); });
        return;
    }
    std::vector<ExprPtr> tests;
    ++eager_;
    for (NodeRef guard : outer)
        tests.push_back(condition(guard));
    --eager_;
    tests.insert(tests.end(), item.extra.begin(), item.extra.end());
    If block{.indent = indent, .branches = {}};
    block.branches.push_back({tests.size() == 1 ? tests[0] : call("and", tests), {}});
    Known known(*this, outer);
    guardedOne(std::move(inner), indent, block.branches[0].body);
    if (!block.branches[0].body.empty())
        out.push_back({std::move(block)});
}

void Lowering::guarded(std::vector<Item> items, int indent, Body& out) {
    for (size_t i = 0; i < items.size();) {
        if (items[i].conjuncts.empty()) {
            guardedOne(std::move(items[i++]), indent, out);
            continue;
        }
        NodeRef lead = items[i].conjuncts[0];
        size_t end = i + 1;
        while (end < items.size() && contains(items[end].conjuncts, lead))
            ++end;
        // Further runs under the opposite, or under other cases of the same variant, continue the chain.
        std::vector<std::pair<size_t, size_t>> runs{{i, end}};
        std::vector<NodeRef> leads{lead};
        bool closed = false;
        while (end < items.size() && !closed) {
            NodeRef next = nullptr;
            for (NodeRef guard : items[end].conjuncts) {
                bool opposite = runs.size() == 1 && isOpposite(lead, guard);
                if (opposite || (isOtherCase(lead, guard) && !contains(leads, guard))) {
                    next = guard;
                    closed = opposite;
                    break;
                }
            }
            if (next == nullptr)
                break;
            size_t begin = end;
            while (end < items.size() && contains(items[end].conjuncts, next))
                ++end;
            runs.emplace_back(begin, end);
            leads.push_back(next);
        }
        if (runs.size() == 1 && end == i + 1) {
            guardedOne(std::move(items[i]), indent, out);
            i = end;
            continue;
        }
        // The items of a run without the guards that all of them have.
        auto without = [&](const std::pair<size_t, size_t>& run, const std::vector<NodeRef>& common) {
            std::vector<Item> inner;
            for (size_t k = run.first; k < run.second; ++k) {
                std::erase_if(items[k].conjuncts, [&](NodeRef guard) { return contains(common, guard); });
                inner.push_back(std::move(items[k]));
            }
            return inner;
        };
        if (runs.size() == 1) {
            std::vector<NodeRef> common;
            for (NodeRef guard : items[i].conjuncts)
                if (std::all_of(items.begin() + static_cast<long>(i), items.begin() + static_cast<long>(end),
                                [&](const Item& item) { return contains(item.conjuncts, guard); }))
                    common.push_back(guard);
            std::vector<Item> inner = without(runs[0], common);
            underAll(common, indent, out, [&](Body& body) { guarded(std::move(inner), indent, body); });
            i = end;
            continue;
        }
        If block{.indent = indent, .branches = {}};
        for (size_t r = 0; r < runs.size(); ++r) {
            const std::vector<NodeRef> common{leads[r]};
            Branch branch{closed && r + 1 == runs.size() ? nullptr : allOf(common), {}};
            Known known(*this, common);
            guarded(without(runs[r], common), indent, branch.body);
            block.branches.push_back(std::move(branch));
        }
        out.push_back({std::move(block)});
        i = end;
    }
}

} // namespace stackc::emit::helm
