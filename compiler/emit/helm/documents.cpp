#include "emit/helm/documents.h"

#include "emit/helm/standing_checks.h"
#include "emit/helm/statements.h"
#include "values/own_templates.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>
#include <string>
#include <utility>

namespace stackc::emit::helm {

namespace {

/// Is the opposite no longer than the condition itself?
bool hasOpposite(const ExprPtr& e) { return !isCallOf(negate(e), "not"); }

void scoped(Lowering& in, const std::vector<ir::Scope>& scopes, size_t index, Body& out,
            const std::function<void(Body&)>& body) {
    if (index == scopes.size()) {
        body(out);
        return;
    }
    const ir::Scope& scope = scopes[index];
    std::vector<NodeRef> guards = conjunctsOf(scope.guard);
    std::erase_if(guards,
                  [&in](NodeRef guard) { return in.around.isKnownTrue(guard) || in.around.isOfVersion(guard); });
    auto inside = [&](Body& target) {
        if (scope.loop == nullptr) {
            scoped(in, scopes, index + 1, target, body);
            return;
        }
        withLoop(in, scope.loop, 0, target, [&](Body& inner) { scoped(in, scopes, index + 1, inner, body); });
    };
    underAll(in, guards, 0, out, inside);
}

/// May the last line of the node be one of a block scalar?
bool endsInBlock(const Lowering& in, NodeRef node) {
    if (in.defines.textNames.contains(node))
        return true;
    if (node->kind == NodeKind::String)
        return isLongText(node);
    if (node->type.valid()) { // what `toYaml` prints may end in one, too
        core::TypeKind kind = in.program.types[node->type].kind;
        return kind == core::TypeKind::Native || kind == core::TypeKind::List || kind == core::TypeKind::Map ||
               kind == core::TypeKind::Data;
    }
    if (node->kind == NodeKind::Shared)
        return endsInBlock(in, node->args[0]);
    bool isChoice = node->kind == NodeKind::Choice;
    if (!isChoice && node->kind != NodeKind::Record && node->kind != NodeKind::List)
        return false;
    std::function<bool(const Entry&)> inBlock = [&](const Entry& entry) {
        return entry.kind == EntryKind::Each ? std::any_of(entry.body.begin(), entry.body.end(), inBlock)
                                             : endsInBlock(in, entry.value);
    };
    for (auto entry = node->entries.rbegin(); entry != node->entries.rend(); ++entry) {
        if (inBlock(*entry))
            return true;
        if (!isChoice && entry->kind == EntryKind::Value && entry->guard->isTrue())
            return false;
    }
    return false;
}

/// The lists and maps that checks want an entry of, where the document is there. (A template may be rendered before the
/// checks are: it must not fail without.)
std::set<NodeRef> checkedFor(const Lowering& in, const ir::Document& document) {
    std::vector<NodeRef> guards; // those that the checks don't say
    for (const ir::Scope& scope : document.scopes)
        for (NodeRef guard : conjunctsOf(scope.guard))
            guards.push_back(guard);
    auto isAsked = [&](const ir::Check& check, NodeRef beside) {
        return std::all_of(check.scopes.begin(), check.scopes.end(), [&](const ir::Scope& scope) {
            std::vector<NodeRef> needed = conjunctsOf(scope.guard);
            return scope.loop == nullptr && std::all_of(needed.begin(), needed.end(), [&](NodeRef guard) {
                       return guard != beside && std::find(guards.begin(), guards.end(), guard) != guards.end();
                   });
        });
    };
    std::set<NodeRef> checked;
    for (const ir::Check& check : in.package.checks) {
        NodeRef condition = check.condition;
        bool isFilled = condition != nullptr && condition->kind == NodeKind::Prim &&
                        condition->op == core::Op::NonEmpty && condition->args[0]->kind == NodeKind::Ref;
        if (!isFilled || !isAsked(check, condition))
            continue;
        checked.insert(condition);
        std::erase(guards, condition);
    }
    return checked;
}

void eachKey(Lowering& in, const std::vector<Entry>& entries, Body& out,
             const std::function<void(NodeRef, Body&)>& found) {
    std::vector<Item> items;
    for (const Entry& entry : entries) {
        Item item{.conjuncts = conjunctsOf(entry.guard), .extra = {}, .place = nullptr, .emit = {}};
        item.emit = [&in, &entry, &found](Body& body) {
            if (entry.kind == EntryKind::Each)
                withLoop(in, entry.loop, 0, body, [&](Body& inner) { eachKey(in, entry.body, inner, found); });
            else
                found(entry.value, body);
        };
        items.push_back(std::move(item));
    }
    guarded(in, std::move(items), 0, out);
}

/// How many keys at the front are always there and differ whatever the values: one at least, if that is always there.
size_t knownKeys(const std::vector<Entry>& entries) {
    std::set<std::string> seen;
    auto isOther = [&](const Entry& entry) {
        return entry.kind == EntryKind::Value && entry.guard->isTrue() && entry.value->kind == NodeKind::String &&
               seen.insert(entry.value->text).second;
    };
    const auto known = static_cast<size_t>(std::ranges::find_if_not(entries, isOther) - entries.begin());
    const bool isFirst = !entries.empty() && entries[0].kind == EntryKind::Value && entries[0].guard->isTrue();
    return isFirst ? std::max<size_t>(known, 1) : known;
}

/// Fails at the first key that is there twice.
void distinctKeys(Lowering& in, NodeRef keys, const std::string& fault, Body& out) {
    const TakenName name(in.around, "seen");
    ExprPtr seen = variable("seen");
    const size_t known = knownKeys(keys->entries);
    std::vector<ExprPtr> first;
    for (size_t i = 0; i < known; ++i) {
        first.push_back(stringOf(in, keys->entries[i].value));
        first.push_back(boolLiteral(true));
    }
    out.push_back({Assign{.indent = 0, .name = "seen", .expr = call("dict", std::move(first))}});
    const std::vector<Entry> others(keys->entries.begin() + static_cast<std::ptrdiff_t>(known), keys->entries.end());
    eachKey(in, others, out, [&](NodeRef key, Body& body) {
        ExprPtr text = stringOf(in, key);
        ExprPtr message = call("printf", {stringLiteral(fault + " `%s`"), text});
        body.push_back(
            {If{.indent = 0, .branches = {{call("hasKey", {seen, text}), {{Action{0, call("fail", {message})}}}}}}});
        body.push_back({Assign{.indent = 0, .name = "_", .expr = call("set", {seen, text, boolLiteral(true)})}});
    });
}

/// Fails where the check doesn't hold.
void refuse(Lowering& in, const ir::Check& check, Body& out) {
    if (check.keys != nullptr) {
        distinctKeys(in, check.keys, check.message->text, out);
        return;
    }
    ExprPtr failing = negate(condition(in, check.condition));
    bool isNegatedOr = check.condition->kind == NodeKind::Prim && check.condition->op == core::Op::Or &&
                       std::all_of(check.condition->args.begin(), check.condition->args.end(), [](NodeRef part) {
                           return part->kind == NodeKind::Prim && part->op == core::Op::Not;
                       });
    if (isNegatedOr) { // not (not a or not b)
        std::vector<NodeRef> parts;
        for (NodeRef part : check.condition->args)
            parts.push_back(part->args[0]);
        failing = allOf(in, parts);
    } else if (ExprPtr holds = negate(failing);
               isCallOf(holds, "or") && std::ranges::any_of(holds->args, hasOpposite)) {
        std::vector<ExprPtr> parts;
        for (const ExprPtr& part : holds->args)
            parts.push_back(negate(part));
        failing = call("and", std::move(parts));
    }
    ExprPtr message = stringOf(in, check.message);
    if (isCallOf(failing, "include"))
        if (ExprPtr said = replaced(message, failing, dot()); said != message) {
            out.push_back(
                {With{.indent = 0, .source = failing, .body = {{Action{0, call("fail", {said})}}}, .otherwise = {}}});
            return;
        }
    If block{.indent = 0, .branches = {}};
    block.branches.push_back({failing, {{Action{0, call("fail", {message})}}}});
    out.push_back({std::move(block)});
}

} // namespace

Body document(Lowering& in, const VersionedDocument& versioned) {
    const ir::Document& document = *versioned.document;
    const std::vector<Version>& versions = versioned.versions;
    const Meanwhile here(in.here, ir::declarationOf(in.program, document));
    Body out;
    bool loops = std::any_of(document.scopes.begin(), document.scopes.end(),
                             [](const ir::Scope& s) { return s.loop != nullptr; });
    auto version = [&in](const std::string& name) {
        return textLine(0, "apiVersion: " + staticString(in, name, false));
    };
    const WhereRefused refused(in.around, in.refused.in(document));
    const InDocument inside(in.around, checkedFor(in, document), versions.empty() ? nullptr : versions[0].guard);
    // Neighbouring guards without a loop between them are one.
    scoped(in, document.scopes, 0, out, [&](Body& body) {
        if (loops)
            body.push_back(textLine(0, "---"));
        if (versions.empty() && !document.kind.empty())
            body.push_back(version(document.apiVersion));
        If choice{.indent = 0, .branches = {}};
        for (size_t i = 0; i < versions.size(); ++i)
            choice.branches.push_back({i + 1 == versions.size() ? nullptr : condition(in, versions[i].guard),
                                       {version(versions[i].apiVersion)}});
        if (!versions.empty())
            body.push_back({std::move(choice)});
        if (!document.kind.empty())
            body.push_back(textLine(0, "kind: " + staticString(in, document.kind, false)));
        record(in, document.object->entries, 0, body);
        if (endsInBlock(in, document.object))
            body.push_back(textLine(0, "...")); // else Helm trims the last line end above
    });
    return out;
}

Body validate(Lowering& in) {
    Define define;
    define.name = fmt::format("{}.{}", in.program.chart.templates, values::own_templates::validate);
    define.comment = "Refuses what the schema can't refuse.";
    addStandingChecks(!in.program.types[in.program.valuesType].fields.empty(), define.body);
    std::vector<Item> items;
    for (const ir::Check& check : in.package.checks) {
        Item item;
        size_t inner = 0; // the first scope that is not just a condition
        for (; inner < check.scopes.size() && check.scopes[inner].loop == nullptr; ++inner)
            for (NodeRef guard : conjunctsOf(check.scopes[inner].guard))
                if (std::find(item.conjuncts.begin(), item.conjuncts.end(), guard) == item.conjuncts.end())
                    item.conjuncts.push_back(guard);
        item.emit = [&in, &check, inner](Body& out) {
            const Meanwhile here(in.here, check.span);
            scoped(in, check.scopes, inner, out, [&](Body& body) { refuse(in, check, body); });
        };
        items.push_back(std::move(item));
    }
    guarded(in, std::move(items), 0, define.body);
    if (define.body.empty())
        return {};
    return {{std::move(define)}};
}

} // namespace stackc::emit::helm
