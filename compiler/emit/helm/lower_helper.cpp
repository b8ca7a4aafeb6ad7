// What takes statements where an expression is wanted becomes a named template of its own. Inside of a loop its
// argument is a dict with the chart's root and the variables of the loops around it.
#include "emit/helm/lowering.h"
#include "values/amount.h"
#include "values/own_templates.h"
#include "values/url.h"

#include <algorithm>
#include <cctype>
#include <fmt/format.h>
#include <unordered_set>
#include <utility>

namespace stackc::emit::helm {

namespace own_templates = values::own_templates;

namespace {

using Variable = std::pair<const ir::Loop*, bool>;

/// The variables of loops around a node that it reads.
class FreeVariables {
public:
    std::set<Variable> found;

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

/// The key of a place of the values, as far as it may stand in a name; empty: it is none.
std::string keyOfPlace(NodeRef place) {
    if (place != nullptr && place->kind == NodeKind::Default)
        place = place->args[0];
    std::string word;
    if (place != nullptr && place->kind == NodeKind::Ref)
        for (char c : place->text)
            word += std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-' ? c : '-';
    return word;
}

/// The key of the first place that the guard asks.
std::string keyOfAsked(NodeRef guard) {
    if (std::string word = keyOfPlace(guard); !word.empty())
        return word;
    for (NodeRef part : guard->args)
        if (std::string word = keyOfAsked(part); !word.empty())
            return word;
    return {};
}

} // namespace

std::string wordFor(const std::vector<Entry>& entries) {
    for (const Entry& entry : entries)
        if (std::string word = keyOfPlace(entry.kind == EntryKind::Each ? entry.loop->source : entry.value);
            !word.empty())
            return word;
    for (const Entry& entry : entries) {
        if (std::string word = keyOfAsked(entry.guard); !word.empty())
            return word;
        bool isWalked = entry.kind == EntryKind::Each && !entry.loop->source->entries.empty();
        if (std::string word = isWalked ? wordFor(entry.loop->source->entries) : "items"; word != "items")
            return word;
    }
    return "items";
}

/// The include of a template that `body` fills; made once for each node and name.
ExprPtr Lowering::helper(NodeRef node, const std::string& name, Define define, const std::function<void(Body&)>& body) {
    auto [place, fresh] = helpers_.try_emplace({node, name}, Helper{});
    Helper& made = place->second;
    if (!fresh)
        return callOf(made);
    if (usedNames_.empty()) {
        usedNames_.insert(own_templates::all.begin(), own_templates::all.end());
        for (NodeRef shared : defines_.shared)
            usedNames_.insert(shared->text);
        for (NodeRef text : defines_.texts)
            usedNames_.insert(defines_.textNames.at(text));
    }
    made.name = name;
    for (int i = 2; !usedNames_.insert(made.name).second; ++i)
        made.name = name + "-" + std::to_string(i);
    FreeVariables free;
    free.in(node);
    for (const auto& [loop, isKey] : free.found) {
        const LoopNames& names = around_.loops.at(loop);
        made.parameters.emplace_back(Variable{loop, isKey}, isKey ? names.key : names.element);
    }
    std::sort(made.parameters.begin(), made.parameters.end(),
              [](const auto& a, const auto& b) { return a.second < b.second; });
    ExprPtr include = callOf(made);

    Surroundings saved = std::exchange(around_, {});
    bool isText = define.trim == Trim::Right;
    for (const auto& [variable, parameter] : made.parameters) {
        LoopNames& names = around_.loops[variable.first];
        (variable.second ? names.key : names.element) = parameter;
        around_.variables.insert(parameter);
        define.body.push_back({Assign{.indent = 0, .name = parameter, .expr = field(box(), parameter)}});
    }
    define.name = chart_ + "." + made.name;
    define.boxed = !made.parameters.empty();
    body(define.body);
    around_ = std::move(saved);
    (isText ? textHelperDefines_ : helperDefines_).push_back({std::move(define)});
    return include;
}

ExprPtr Lowering::callOf(const Helper& helper) {
    ExprPtr argument = root();
    if (!helper.parameters.empty()) {
        std::vector<ExprPtr> box{stringLiteral("root"), root()};
        for (const auto& [given, parameter] : helper.parameters) {
            const LoopNames& names = around_.loops.at(given.first);
            box.push_back(stringLiteral(parameter));
            box.push_back(variable(given.second ? names.key : names.element));
        }
        argument = call("dict", std::move(box));
    }
    return call("include", {stringLiteral(chart_ + "." + helper.name), argument});
}

/// The include of a template that every chart has alike.
ExprPtr Lowering::callOfOwn(std::string_view own, ExprPtr argument) {
    return call("include", {stringLiteral(fmt::format("{}.{}", chart_, own)), std::move(argument)});
}

/// `found` for each entry, `whole` for a late list or map that is spread.
void Lowering::forEachEntry(const std::vector<Entry>& entries, Body& out, const Block& found,
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
            item.emit = [this, &entry, &found, &whole](Body& body) {
                each(entry, 0, body, [&](Body& inner) { forEachEntry(entry.body, inner, found, whole); });
            };
            break;
        }
        items.push_back(std::move(item));
    }
    guarded(std::move(items), 0, out);
}

/// Text where the collection has an entry, none where it has not.
ExprPtr Lowering::anyEntry(NodeRef collection) {
    const std::string word = wordFor(collection->entries);
    Define define;
    define.comment = fmt::format("Says `true` where one of `{}` counts, nothing where none does.", word);
    return helper(collection, "any-" + word, std::move(define), [&](Body& body) {
        ++eager_;
        const Block found = textLine(0, "true");
        forEachEntry(collection->entries, body, found, [&](NodeRef whole, Body& out) {
            out.push_back({If{.indent = 0, .branches = {{nonEmpty(whole, false), {found}}}}});
        });
        --eager_;
    });
}

/// The number of a list's entries, as an int64.
ExprPtr Lowering::countOf(NodeRef list) {
    const std::string word = wordFor(list->entries);
    Define define;
    define.comment = fmt::format("How many there are of `{}` and what counts with it.", word);
    ExprPtr text = helper(list, "count-" + word, std::move(define), [&](Body& body) {
        ++eager_;
        ExprPtr count = variable("count");
        around_.variables.insert("count");
        auto set = [](ExprPtr value) {
            return Block{Assign{.indent = 0, .name = "count", .expr = std::move(value), .again = true}};
        };
        body.push_back({Assign{.indent = 0, .name = "count", .expr = intLiteral(0)}});
        forEachEntry(list->entries, body, set(call("add1", {count})), [&](NodeRef whole, Body& out) {
            out.push_back(set(call("add", {count, lengthOf(whole)})));
        });
        body.push_back({Action{0, count}});
        --eager_;
    });
    return call("int64", {text});
}

ExprPtr Lowering::lengthOf(NodeRef collection) {
    if (collection->kind == NodeKind::Shared)
        return lengthOf(collection->args[0]);
    if (collection->kind == NodeKind::List && collection->late)
        return countOf(collection);
    if (collection->kind == NodeKind::Record && collection->late)
        return call("len", {computed(collection)});
    if (collection->kind == NodeKind::Prim && collection->op == core::Op::Range)
        return intOf(collection->args[0]);
    return call("len", {isScalar(collection) ? textOf(collection) : orEmpty(collection, "list")});
}

/// A text file whose content depends on the loop around it.
ExprPtr Lowering::textInLoop(NodeRef node) {
    Define define;
    define.trim = Trim::Right;
    define.finalNewline = true;
    return helper(node, defines_.textNames.at(node), std::move(define), [&](Body& body) {
        Style saved = style_;
        ++eager_; // the include may be an operand
        textBody(node, body);
        --eager_;
        style_ = saved;
    });
}

/// What a `let` or parameter is in a loop, as text.
ExprPtr Lowering::scalarInLoop(NodeRef shared) {
    return helper(shared, shared->text, {}, [&](Body& body) {
        ++eager_; // the include may be an operand
        scalarBody(shared->args[0], body);
        --eager_;
    });
}

/// The digits of a quantity, times what its suffix stands for.
static Body amountBody() {
    std::vector<ExprPtr> factors;
    for (const auto& [suffix, factor] : values::amountFactors) {
        factors.push_back(stringLiteral(std::string(suffix)));
        factors.push_back(stringLiteral(std::string(factor)));
    }
    ExprPtr digits = variable("digits");
    ExprPtr suffix = call("trimPrefix", {digits, root()});
    ExprPtr factor = call("get", {call("dict", std::move(factors)), std::move(suffix)});
    return {{Assign{0, "digits", call("regexFind", {stringLiteral(values::amountDigits), root()})}},
            {Action{0, call("mulf", {std::move(digits), std::move(factor)})}}};
}

/// With those that every chart has alike, as far as this one asks for them.
Body Lowering::takeHelpers() {
    Body all = std::move(helperDefines_);
    auto add = [&](std::string_view own, const char* comment, bool boxed, Body what) {
        Define define{
            .name = fmt::format("{}.{}", chart_, own), .comment = comment, .boxed = boxed, .body = std::move(what)};
        all.push_back({std::move(define)});
    };
    auto partOf = [](ExprPtr url, const char* part) {
        return call("regexReplaceAll", {stringLiteral(values::urlParts), std::move(url), stringLiteral(part)});
    };
    if (asksAmounts_)
        add(own_templates::amount, "The number that a quantity stands for: `500m` is 0.5, `1Ki` is 1024.", false,
            amountBody());
    if (asksKeys_)
        add(own_templates::caseOf, "The only key of a map; nothing where a text stands in its place.", false,
            {{If{.indent = 0,
                 .branches = {{call("kindIs", {stringLiteral("map"), root()}),
                               {{Action{0, pipe(call("keys", {root()}), "first")}}}}}}}});
    if (asksHosts_)
        add(own_templates::urlHost, "The host of a URL.", false, {{Action{0, partOf(root(), "${1}")}}});
    if (asksGiven_)
        add(own_templates::isSet, "Says `true` where something is given, be it 0; nothing for null and the empty text.",
            false,
            {{If{.indent = 0,
                 .branches = {{negate(call("has", {call("toString", {root()}),
                                                   call("list", {stringLiteral(""), stringLiteral("<nil>")})})),
                               {textLine(0, "true")}}}}}});
    if (asksRepeated_)
        add(own_templates::repeated, "Says `true` where two elements of a list are equal, nothing where all differ.",
            false,
            {{If{.indent = 0,
                 .branches = {{call("ne", {call("len", {root()}), call("len", {call("uniq", {root()})})}),
                               {textLine(0, "true")}}}}}});
    if (asksPorts_)
        add(own_templates::urlPort, "The port of a URL. Takes `url`, and a `default` for one that has none.", true,
            {{Action{0, pipe(partOf(field(box(), "url"), "${2}"), "default", {field(box(), "default")})}}});
    return all;
}

} // namespace stackc::emit::helm
