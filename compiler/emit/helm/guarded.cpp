// Entries with guards to ifs: neighbours that share a guard share its block, a guard and its opposite become if and
// else, the cases of a variant else-ifs.
#include "emit/helm/statements.h"

#include <algorithm>
#include <unordered_set>

namespace stackc::emit::helm {

using core::Op;

namespace {

bool contains(const std::vector<NodeRef>& list, NodeRef node) {
    return std::find(list.begin(), list.end(), node) != list.end();
}

bool isOtherCase(NodeRef a, NodeRef b) {
    return a->kind == NodeKind::TagIs && b->kind == NodeKind::TagIs && a->args[0] == b->args[0] && a->index != b->index;
}

/// Is the last guard just the truth of the place that is printed, so that `with` says it?
bool usesWith(const Lowering& in, const Item& item) {
    if (item.place == nullptr || item.conjuncts.size() != 1 || !item.extra.empty() || in.writing.style == Style::Text)
        return false;
    NodeRef guard = item.conjuncts[0];
    if (guard->kind == NodeKind::Present)
        return samePlace(guard->args[0], item.place) && guard->args[0]->kind == NodeKind::Ref &&
               (in.kinds.formOf(item.place) == Form::String || in.kinds.formOf(item.place) == Form::Int) &&
               in.kinds.isTrueWhereGiven(item.place);
    return guard->kind == NodeKind::Prim && guard->op == Op::NonEmpty && samePlace(guard->args[0], item.place);
}

/// Does the guard read the place for more than whether it is given?
bool reads(NodeRef guard, NodeRef place) {
    std::unordered_set<NodeRef> seen;
    auto visit = [&](auto& self, NodeRef node) -> bool {
        if (node == nullptr || !seen.insert(node).second)
            return false;
        bool asksOnly = node->kind == NodeKind::Present || isPrim(node, Op::NonEmpty);
        if (asksOnly && samePlace(node->args[0], place))
            return false;
        if (node->kind == NodeKind::Ref && samePlace(node, place))
            return true;
        auto inside = [&](NodeRef part) { return self(self, part); };
        return std::any_of(node->args.begin(), node->args.end(), inside) ||
               std::any_of(node->entries.begin(), node->entries.end(),
                           [&](const Entry& arm) { return inside(arm.guard) || inside(arm.value); });
    };
    return visit(visit, guard);
}

/// The body of a `with` around the place that an item prints, and the tests that only make sense of what is given.
Body atPlace(Lowering& in, const Item& item, const std::vector<NodeRef>& tests, int indent) {
    Body body;
    const AtDot dot(in.around, item.place);
    underAll(in, tests, indent, body, [&](Body& inner) { item.emit(inner); });
    return body;
}

void guardedOne(Lowering& in, Item item, int indent, Body& out) {
    if (item.conjuncts.empty() && item.extra.empty()) {
        item.emit(out);
        return;
    }
    if (usesWith(in, item)) {
        out.push_back({With{
            .indent = indent, .source = ref(in, item.place), .body = atPlace(in, item, {}, indent), .otherwise = {}}});
        return;
    }
    // The with stands inside of the other guards.
    Item inner{.conjuncts = {}, .extra = {}, .place = item.place, .emit = item.emit};
    for (NodeRef guard : item.conjuncts) {
        Item alone{.conjuncts = {guard}, .extra = {}, .place = item.place, .emit = {}};
        if (item.conjuncts.size() > 1 && inner.conjuncts.empty() && item.extra.empty() && usesWith(in, alone))
            inner.conjuncts.push_back(guard);
    }
    std::vector<NodeRef> outer, tests;
    for (NodeRef guard : item.conjuncts)
        if (!contains(inner.conjuncts, guard))
            (!inner.conjuncts.empty() && reads(guard, item.place) ? tests : outer).push_back(guard);
    if (!tests.empty()) {
        underAll(in, outer, indent, out, [&](Body& body) {
            body.push_back({With{.indent = indent,
                                 .source = ref(in, item.place),
                                 .body = atPlace(in, item, tests, indent),
                                 .otherwise = {}}});
        });
        return;
    }
    if (item.extra.empty()) {
        underAll(in, outer, indent, out, [&](Body& body) { guardedOne(in, std::move(inner), indent, body); });
        return;
    }
    // Beside the last of them, which are asked where those before hold.
    std::vector<std::vector<NodeRef>> layers = layersOf(in, outer);
    std::vector<NodeRef> last;
    if (!layers.empty()) {
        last = std::move(layers.back());
        layers.pop_back();
    }
    std::vector<NodeRef> before;
    for (const std::vector<NodeRef>& layer : layers)
        before.insert(before.end(), layer.begin(), layer.end());
    underAll(in, before, indent, out, [&](Body& body) {
        std::vector<ExprPtr> conditions;
        {
            const Eager eager(in);
            for (NodeRef guard : last)
                conditions.push_back(condition(in, guard));
        }
        conditions.insert(conditions.end(), item.extra.begin(), item.extra.end());
        If block{.indent = indent, .branches = {}};
        block.branches.push_back({conditions.size() == 1 ? conditions[0] : call("and", conditions), {}});
        const Known known(in.around, outer);
        guardedOne(in, std::move(inner), indent, block.branches[0].body);
        if (!block.branches[0].body.empty())
            body.push_back({std::move(block)});
    });
}

} // namespace

void underAll(Lowering& in, const std::vector<NodeRef>& guards, int indent, Body& out,
              const std::function<void(Body&)>& body) {
    const std::vector<std::vector<NodeRef>> layers = layersOf(in, guards);
    std::function<void(size_t, Body&)> write = [&](size_t layer, Body& target) {
        if (layer == layers.size()) {
            const Known known(in.around, guards); // those that others imply, too
            body(target);
            return;
        }
        If block{.indent = indent, .branches = {}};
        block.branches.push_back({allOf(in, layers[layer]), {}});
        const Known known(in.around, layers[layer]);
        write(layer + 1, block.branches[0].body);
        if (!block.branches[0].body.empty())
            target.push_back({std::move(block)});
    };
    write(0, out);
}

void guarded(Lowering& in, std::vector<Item> items, int indent, Body& out) {
    for (size_t i = 0; i < items.size();) {
        if (items[i].conjuncts.empty()) {
            guardedOne(in, std::move(items[i++]), indent, out);
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
            guardedOne(in, std::move(items[i]), indent, out);
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
            underAll(in, common, indent, out, [&](Body& body) { guarded(in, std::move(inner), indent, body); });
            i = end;
            continue;
        }
        If block{.indent = indent, .branches = {}};
        for (size_t r = 0; r < runs.size(); ++r) {
            const std::vector<NodeRef> common{leads[r]};
            Branch branch{closed && r + 1 == runs.size() ? nullptr : allOf(in, common), {}};
            const Known known(in.around, common);
            guarded(in, without(runs[r], common), indent, branch.body);
            block.branches.push_back(std::move(branch));
        }
        out.push_back({std::move(block)});
        i = end;
    }
}

If chooseArm(Lowering& in, const std::vector<Entry>& arms, int indent,
             const std::function<void(size_t arm, Body& body)>& write) {
    If block{.indent = indent, .branches = {}};
    for (size_t arm = 0; arm < arms.size(); ++arm) {
        bool isLast = arm + 1 == arms.size();
        Branch branch{isLast ? nullptr : allOf(in, conjunctsOf(arms[arm].guard)), {}};
        const Known known = inArm(in.around, arms, arm);
        write(arm, branch.body);
        block.branches.push_back(std::move(branch));
    }
    return block;
}

} // namespace stackc::emit::helm
