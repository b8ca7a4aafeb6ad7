#include "judge/generated.h"

#include "core/layout.h"

#include <fmt/format.h>
#include <map>
#include <unordered_set>

namespace stackc::judge {

using ir::NodeKind;

namespace {

/// Where a text is kept.
struct Keeper {
    NodeRef secret;
    std::string key; ///< empty where it isn't known
    NodeRef keyNode; ///< null: as written, or those of a map that is taken in
    const ir::Document* document;
    NodeRef context; ///< where both are there
};

/// Is it the same key of the same Secret?
bool isSame(const Keeper& one, const Keeper& other) {
    bool isKnown = !one.key.empty() || !other.key.empty();
    return one.secret == other.secret && (isKnown ? one.key == other.key : one.keyNode == other.keyNode);
}

/// The place of the values that says how long its text is, from its name on; null if none does.
NodeRef lengthOf(NodeRef node) {
    if (node->kind == NodeKind::Ref)
        return node;
    for (NodeRef argument : node->args)
        if (NodeRef found = argument->late ? lengthOf(argument) : nullptr)
            return found;
    for (const ir::Entry& entry : node->entries)
        if (NodeRef found = entry.value != nullptr && entry.value->late ? lengthOf(entry.value) : nullptr)
            return found;
    return nullptr;
}

/// A place without the default that stands for it where it isn't given.
NodeRef placeOf(NodeRef node) {
    node = unshared(node);
    return node->kind == NodeKind::Default ? placeOf(node->args[0]) : node;
}

/// The names of fields that lead to a place: `values.db.password`, `values.dbs[].password`; of one that isn't the
/// values' the last ones.
std::string placeText(NodeRef node) {
    NodeRef ref = placeOf(node);
    if (ref->kind != NodeKind::Ref)
        return "";
    if (ref->base == ir::RefBase::Input)
        return "values";
    if (ref->base == ir::RefBase::Element && placeOf(ref->loop->source)->kind == NodeKind::Ref)
        return placeText(ref->loop->source) + "[]";
    if (ref->base != ir::RefBase::Field)
        return "";
    std::string above = placeText(ref->args[0]);
    if (core::isFlatKey(ref->text))
        return above;
    return above.empty() || ref->text.empty() ? above + ref->text : above + "." + ref->text;
}

/// The value: what stands above `generated.length`.
std::string valueText(const std::string& place) {
    constexpr std::string_view below = ".generated.length";
    return place.ends_with(below) ? place.substr(0, place.size() - below.size()) : "a secret";
}

class Generated {
public:
    Generated(const core::Program& program, View& view, Findings& findings)
        : program_(program), view_(view), findings_(findings) {}

    void visit(const ir::Document& document) {
        document_ = &document;
        context_ = view_.yes();
        for (const ir::Scope& scope : document.scopes)
            context_ = view_.both(context_, scope.guard);
        seen_.clear();
        look(document.object);
    }

private:
    void look(NodeRef node) {
        if (node == nullptr || !node->late || !seen_.insert(node).second)
            return;
        if (node->kind == NodeKind::Prim && node->op == core::Op::KeptText)
            return kept(node);
        for (NodeRef argument : node->args)
            look(argument);
        look(node->entries);
    }

    void look(const std::vector<ir::Entry>& entries) {
        for (const ir::Entry& entry : entries) {
            look(entry.value);
            look(entry.body);
        }
    }

    using Steps = std::vector<std::string>;

    /// By the length, which each value says for itself.
    void kept(NodeRef text) {
        NodeRef length = text->args[3];
        if (!length->late)
            return; // written out in the source, where it is another text each time
        NodeRef place = lengthOf(length);
        follow({text->args[1], shown(text->args[2]), unshared(text->args[2]), document_, context_},
               place != nullptr ? place : length, {});
    }

    /// From a place, and steps below it, to where the values say it: that of an entry of a map that the program puts
    /// together is where the entry's value is from.
    void follow(const Keeper& keeper, NodeRef place, Steps steps) {
        NodeRef root = placeOf(place);
        for (; root->kind == NodeKind::Ref && root->base == ir::RefBase::Field; root = placeOf(root->args[0]))
            if (!root->text.empty())
                steps.insert(steps.begin(), root->text);
        bool isOfEntry = root->kind == NodeKind::Ref && root->base == ir::RefBase::Element &&
                         unshared(root->loop->source)->kind == NodeKind::Record;
        if (isOfEntry)
            entries(keeper, unshared(root->loop->source)->entries, steps);
        else
            add(keeper, root, steps);
    }

    void entries(const Keeper& keeper, const std::vector<ir::Entry>& all, const Steps& steps) {
        for (const ir::Entry& entry : all) {
            Keeper one = keeper;
            one.context = view_.both(keeper.context, entry.guard);
            one.key = entry.keyNode != nullptr ? shown(entry.keyNode) : entry.key;
            one.keyNode = entry.keyNode != nullptr ? unshared(entry.keyNode) : nullptr;
            if (entry.kind == ir::EntryKind::Each)
                entries(keeper, entry.body, steps);
            else if (entry.kind == ir::EntryKind::Value)
                below(one, entry.value, steps);
            else
                addElements(one, unshared(entry.value), steps);
        }
    }

    /// A value, or what stands in it at the steps.
    void below(const Keeper& keeper, NodeRef value, const Steps& steps) {
        for (const Part& form : view_.forms(value).known) {
            Keeper one = keeper;
            one.context = view_.both(keeper.context, form.guard);
            if (form.value->kind == NodeKind::Ref && !isText(form.value))
                follow(one, form.value, steps);
            else if (form.value->kind == NodeKind::Record && !steps.empty())
                for (const Part& field : view_.fields(form.value).known)
                    if (field.key == steps.front())
                        below(one, field.value, {steps.begin() + 1, steps.end()});
        }
    }

    /// Nothing stands below a text.
    bool isText(NodeRef ref) const { return core::isStringLike(program_.types[ref->type]); }

    /// Of a list or map of the values.
    void addElements(const Keeper& keeper, NodeRef source, Steps steps) {
        steps.insert(steps.begin(), "[]");
        add(keeper, source, steps);
    }

    /// One more keeper of the text whose length stands at the steps below a place.
    void add(const Keeper& keeper, NodeRef place, const Steps& steps) {
        std::string text = placeText(place);
        for (const std::string& step : steps)
            if (!core::isFlatKey(step))
                text += (text.empty() || step == "[]" ? "" : ".") + step;
        // Places that aren't the values' are the same where the nodes are.
        bool isWhole = text.starts_with("values.");
        std::vector<Keeper>& others = keepers_[isWhole ? text : fmt::format("{}#{}", text, place->id)];
        for (const Keeper& other : others) {
            if (isSame(other, keeper) || !view_.possible(view_.both(other.context, keeper.context)))
                continue;
            const std::string* name = textOf(other.secret);
            std::string where = name != nullptr ? "the Secret `" + *name + "`" : "another Secret";
            if (other.secret == keeper.secret)
                where = "another key of the Secret";
            findings_.report(diag::Code::W5044, *document_, {"data", keeper.key}, "", valueText(text), where)
                .note(findings_.place(*other.document, {"data", other.key}, ""), "this is the other one")
                .suggest("make the Secret once, by `std.secrets.secret`, and read `kept { source, name, key }`");
            return;
        }
        others.push_back(keeper);
    }

    const core::Program& program_;
    View& view_;
    Findings& findings_;
    const ir::Document* document_ = nullptr;
    NodeRef context_ = nullptr;
    std::unordered_set<NodeRef> seen_;                   ///< of the document
    std::map<std::string, std::vector<Keeper>> keepers_; ///< by the place of the length
};

} // namespace

void checkGenerated(const ir::Package& package, View& view, Findings& findings) {
    Generated generated(*package.program, view, findings);
    for (const ir::Document& document : package.documents)
        if (document.kind == "Secret")
            generated.visit(document);
}

} // namespace stackc::judge
