// What takes statements where an expression is wanted becomes a named template of its own. Inside of a loop its
// argument is a dict with the chart's root and the variables of the loops around it.
#include "emit/helm/helpers.h"
#include "emit/helm/statements.h"

#include <algorithm>
#include <fmt/format.h>
#include <unordered_set>
#include <utility>

namespace stackc::emit::helm {

namespace {

/// The variables of loops around a node that it reads.
class FreeVariables {
public:
    std::set<LoopVariable> found;

    void in(NodeRef node) {
        if (node == nullptr || node->around.empty() || !seen_.insert(node).second)
            return;
        bool isVariable = node->kind == NodeKind::Ref && node->loop != nullptr;
        if (isVariable && !bound_.contains(node->loop))
            found.insert({node->loop, node->base == ir::RefBase::Key});
        for (NodeRef arg : node->args)
            in(arg);
        for (const Entry& entry : node->entries)
            inEntry(entry);
    }

private:
    void inEntry(const Entry& entry) {
        in(entry.guard);
        in(entry.keyNode);
        in(entry.value);
        if (entry.loop == nullptr)
            return;
        in(entry.loop->source);
        FreeVariables body;
        body.bound_ = bound_;
        body.bound_.insert(entry.loop);
        for (const Entry& inner : entry.body)
            body.inEntry(inner);
        found.insert(body.found.begin(), body.found.end());
    }

    std::set<const ir::Loop*> bound_;
    std::unordered_set<NodeRef> seen_;
};

/// The name of the loop's variable where we are.
const std::string& nameOf(const Lowering& in, const LoopVariable& variable) {
    const LoopNames& names = in.around.namesOf(variable.loop);
    return variable.isKey ? names.key : names.element;
}

std::string fullName(const Lowering& in, const NamedTemplate& made) {
    return fmt::format("{}.{}", in.program.chart.templates, made.name);
}

/// The include of a template, with the variables of loops that it takes.
ExprPtr callOf(const Lowering& in, const NamedTemplate& made) {
    ExprPtr argument = root();
    if (!made.parameters.empty()) {
        std::vector<ExprPtr> box{stringLiteral("root"), root()};
        for (const auto& [given, parameter] : made.parameters) {
            box.push_back(stringLiteral(parameter));
            box.push_back(variable(nameOf(in, given)));
        }
        argument = call("dict", std::move(box));
    }
    return call("include", {stringLiteral(fullName(in, made)), argument});
}

/// What a template takes of the loops around, by name.
std::vector<std::pair<LoopVariable, std::string>> parametersOf(const Lowering& in, NodeRef node) {
    FreeVariables free;
    free.in(node);
    std::vector<std::pair<LoopVariable, std::string>> parameters;
    for (const LoopVariable& variable : free.found)
        parameters.emplace_back(variable, nameOf(in, variable));
    std::sort(parameters.begin(), parameters.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    return parameters;
}

/// `found` for each entry, `whole` for a late list or map that is spread.
void forEachEntry(Lowering& in, const std::vector<Entry>& entries, Body& out, const Block& found,
                  const std::function<void(NodeRef, Body&)>& whole) {
    std::vector<Item> items;
    for (const Entry& entry : entries) {
        Item item{.conjuncts = conjunctsOf(entry.guard), .extra = {}, .place = nullptr, .emit = {}};
        switch (entry.kind) {
        case EntryKind::Value:
            item.emit = [&found](Body& body) { body.push_back(found); };
            break;
        case EntryKind::Spread:
            item.emit = [&whole, &entry](Body& body) { whole(entry.value, body); };
            break;
        case EntryKind::Each:
            item.emit = [&in, &entry, &found, &whole](Body& body) {
                withLoop(in, entry.loop, 0, body,
                         [&](Body& inner) { forEachEntry(in, entry.body, inner, found, whole); });
            };
            break;
        }
        items.push_back(std::move(item));
    }
    guarded(in, std::move(items), 0, out);
}

/// The number of a list's entries, as an int64.
ExprPtr countOf(Lowering& in, NodeRef list) {
    const HelperName name = nameOfCount(list);
    ExprPtr text = helper(in, list, name, [&](Body& body) {
        const Eager eager(in);
        ExprPtr count = variable("count");
        const TakenName taken(in.around, "count");
        auto set = [](ExprPtr value) {
            return Block{Assign{.indent = 0, .name = "count", .expr = std::move(value), .again = true}};
        };
        body.push_back({Assign{.indent = 0, .name = "count", .expr = intLiteral(0)}});
        forEachEntry(in, list->entries, body, set(call("add1", {count})), [&](NodeRef whole, Body& out) {
            out.push_back(set(call("add", {count, lengthOf(in, whole)})));
        });
        body.push_back({Action{0, count}});
    });
    return call("int64", {text});
}

} // namespace

ExprPtr helper(Lowering& in, NodeRef node, const std::string& name, Define define,
               const std::function<void(Body&)>& body) {
    auto [made, fresh] = in.named.of(node, name);
    if (!fresh)
        return callOf(in, made);
    made.parameters = parametersOf(in, node);
    ExprPtr include = callOf(in, made);
    std::unordered_map<const ir::Loop*, LoopNames> taken;
    for (const auto& [variable, parameter] : made.parameters) {
        LoopNames& names = taken[variable.loop];
        (variable.isKey ? names.key : names.element) = parameter;
        define.body.push_back({Assign{.indent = 0, .name = parameter, .expr = field(box(), parameter)}});
    }
    define.name = fullName(in, made);
    define.boxed = !made.parameters.empty();
    {
        const InTemplate inside(in.around, std::move(taken));
        body(define.body);
    }
    in.named.add(std::move(define));
    return include;
}

ExprPtr helper(Lowering& in, NodeRef node, const HelperName& name, const std::function<void(Body&)>& body) {
    Define define;
    define.comment = name.comment;
    return helper(in, node, name.text(), std::move(define), body);
}

ExprPtr anyEntry(Lowering& in, NodeRef collection) {
    const HelperName name = nameOfAny(collection);
    return helper(in, collection, name, [&](Body& body) {
        const Eager eager(in);
        const Block found = textLine(0, "true");
        forEachEntry(in, collection->entries, body, found, [&](NodeRef whole, Body& out) {
            out.push_back({If{.indent = 0, .branches = {{nonEmpty(in, whole, false), {found}}}}});
        });
    });
}

ExprPtr lengthOf(Lowering& in, NodeRef collection) {
    if (collection->kind == NodeKind::Shared)
        return lengthOf(in, collection->args[0]);
    if (collection->kind == NodeKind::List && collection->late)
        return countOf(in, collection);
    if (collection->kind == NodeKind::Record && collection->late)
        return call("len", {computed(in, collection)});
    if (collection->kind == NodeKind::Prim && collection->op == core::Op::Range)
        return intOf(in, collection->args[0]);
    return call("len", {in.kinds.isScalar(collection) ? textOf(in, collection) : orEmpty(in, collection, "list")});
}

ExprPtr textInLoop(Lowering& in, NodeRef node) {
    Define define;
    define.comment = commentOfText(in.defines.textNames.at(node));
    define.trim = Trim::Right;
    define.finalNewline = true;
    return helper(in, node, in.defines.textNames.at(node), std::move(define), [&](Body& body) {
        const Eager eager(in); // the include may be an operand
        textBody(in, node, body);
    });
}

ExprPtr scalarInLoop(Lowering& in, NodeRef shared) {
    return helper(in, shared, {shared->text, "", commentOfLet(shared)}, [&](Body& body) {
        const Eager eager(in); // the include may be an operand
        sharedBody(in, shared->args[0], body);
    });
}

} // namespace stackc::emit::helm
