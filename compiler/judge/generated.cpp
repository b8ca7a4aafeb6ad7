#include "judge/generated.h"

#include <map>
#include <unordered_set>

namespace stackc::judge {

using ir::NodeKind;

namespace {

/// Where a text is kept.
struct Keeper {
    NodeRef secret, key;
    const ir::Document* document;
    NodeRef context; ///< where the document is there
};

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

/// The names of fields that lead to a place: `values.db.password`; of one in an element, the last ones.
std::string placeText(NodeRef ref) {
    ref = unshared(ref);
    if (ref->base == ir::RefBase::Input)
        return "values";
    if (ref->base != ir::RefBase::Field)
        return "";
    std::string above = placeText(ref->args[0]);
    return above.empty() || ref->text.empty() ? above + ref->text : above + "." + ref->text;
}

/// The value: what stands above `generated.length`.
std::string valueText(NodeRef length) {
    constexpr std::string_view below = ".generated.length";
    NodeRef place = lengthOf(length);
    std::string text = place != nullptr ? placeText(place) : "";
    return text.ends_with(below) ? text.substr(0, text.size() - below.size()) : "a secret";
}

class Generated {
public:
    Generated(View& view, Findings& findings) : view_(view), findings_(findings) {}

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

    /// By the length, which each value says for itself.
    void kept(NodeRef text) {
        NodeRef length = text->args[3];
        if (!length->late)
            return; // written out in the source, where it is another text each time
        Keeper keeper{text->args[1], text->args[2], document_, context_};
        std::vector<Keeper>& others = keepers_[length];
        for (const Keeper& other : others) {
            bool isSame = other.secret == keeper.secret && other.key == keeper.key;
            if (isSame || !view_.possible(view_.both(other.context, keeper.context)))
                continue;
            const std::string* name = textOf(other.secret);
            std::string where = name != nullptr ? "the Secret `" + *name + "`" : "another Secret";
            if (other.secret == keeper.secret)
                where = "another key of the Secret";
            findings_.report(diag::Code::W5044, *document_, {"data", shown(keeper.key)}, "", valueText(length), where)
                .note(findings_.place(*other.document, {"data", shown(other.key)}, ""), "this is the other one")
                .suggest("make the Secret once, by `std.secrets.secret`, and read `kept { source, name, key }`");
            return;
        }
        others.push_back(keeper);
    }

    View& view_;
    Findings& findings_;
    const ir::Document* document_ = nullptr;
    NodeRef context_ = nullptr;
    std::unordered_set<NodeRef> seen_;               ///< of the document
    std::map<NodeRef, std::vector<Keeper>> keepers_; ///< by the length
};

} // namespace

void checkGenerated(const ir::Package& package, View& view, Findings& findings) {
    Generated generated(view, findings);
    for (const ir::Document& document : package.documents)
        if (document.kind == "Secret")
            generated.visit(document);
}

} // namespace stackc::judge
