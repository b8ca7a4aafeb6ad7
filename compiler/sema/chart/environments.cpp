#include "sema/chart/environments.h"

#include "diag/suggest.h"
#include "sema/chart/environment_parts.h"
#include "sema/expr/edits.h"
#include "sema/expr/infer.h"
#include "sema/expr/records.h"
#include "sema/expr/texts.h"
#include "sema/make.h"
#include "sema/names/probe.h"
#include "sema/notes.h"
#include "sema/suggest.h"
#include "sema/types/inputs.h"
#include "sema/types/releases.h"

#include <algorithm>
#include <fmt/core.h>

namespace stackc::sema {

namespace {

void takeBackOrphans(Checking& in, size_t first);
void ungivenValues(Checking& in);
void environment(Checking& in, const ast::EnvironmentDecl& decl, const ast::Decl& node);
void environmentEntry(Checking& in, core::Environment& env, const ast::Entry& entry, ExprId base, PathTree& paths);
void environmentAssign(Checking& in, core::Environment& env, const ast::AssignEntry& assign, Span span);
void noEntry(Checking& in, const ast::Entry& entry);
void unknownInEnvironment(Checking& in, const std::string& key, Span span);
void clusterEntry(Checking& in, core::Environment& env, ast::BlockId block);
void assignments(const PathTree& tree, std::vector<std::string>& path, std::vector<core::Assignment>& out);

} // namespace

void environments(Checking& in) {
    const ast::Module& tree = *in.modules[0].tree;
    std::map<std::string, const ast::Decl*> known;
    std::vector<std::string> names;
    for (const ast::Decl& decl : tree.decls) {
        const auto* node = std::get_if<ast::EnvironmentDecl>(&decl.node);
        if (node == nullptr)
            continue;
        auto [it, isNew] = known.try_emplace(node->name.text, &decl);
        if (!isNew)
            in.sink.report(Code::E2002, node->name.span, node->name.text)
                .note(std::get<ast::EnvironmentDecl>(it->second->node).name.span, "first declared here");
        else
            names.push_back(node->name.text);
    }
    // What an environment may extend: one that extends it would make a circle.
    auto others = [&](const std::string& name) {
        std::vector<std::string> result;
        for (const std::string& other : names) {
            std::set<std::string> chain;
            const std::string* at = &other;
            while (*at != name && known.count(*at) != 0 && chain.insert(*at).second) {
                const auto& node = std::get<ast::EnvironmentDecl>(known.at(*at)->node);
                if (!node.parent)
                    break;
                at = &node.parent->text;
            }
            if (*at != name)
                result.push_back(other);
        }
        return result;
    };
    std::set<std::string> done, busy;
    std::function<bool(const std::string&)> visit = [&](const std::string& name) {
        if (done.count(name) != 0)
            return true;
        const ast::Decl& decl = *known.at(name);
        const auto& node = std::get<ast::EnvironmentDecl>(decl.node);
        if (!busy.insert(name).second)
            return false;
        note(in, node.name, EntityKind::Environment, node.name.span);
        if (node.parent) {
            if (isProbe(in, *node.parent))
                probeOneOf(in, *node.parent, Probe::Place::Exported, EntityKind::Environment, others(name));
            if (auto parent = known.find(node.parent->text); parent != known.end())
                note(in, *node.parent, EntityKind::Environment,
                     std::get<ast::EnvironmentDecl>(parent->second->node).name.span);
        }
        if (node.parent && known.count(node.parent->text) == 0) {
            in.sink.report(Code::E2021, node.parent->span, node.parent->text)
                .suggest(diag::nearestOf(node.parent->text, others(name)));
            in.chart.orphans.insert(name);
        } else if (node.parent && !visit(node.parent->text)) {
            std::string chain = name;
            for (const std::string* at = &node.parent->text; *at != name;
                 at = &std::get<ast::EnvironmentDecl>(known.at(*at)->node).parent->text)
                chain += " → " + *at;
            in.sink.report(Code::E2010, node.parent->span, name).note(node.name.span, chain + " → " + name);
            in.chart.orphans.insert(name);
        } else if (node.parent && in.chart.orphans.count(node.parent->text) != 0) {
            in.chart.orphans.insert(name);
        }
        size_t before = in.sink.diagnostics().size();
        environment(in, node, decl);
        if (in.chart.orphans.count(name) != 0)
            takeBackOrphans(in, before);
        done.insert(name);
        return true;
    };
    for (const std::string& name : names)
        visit(name);
    ungivenValues(in);
}

void environmentBlock(Checking& in, core::Environment& env, ast::BlockId block, ExprId base, const PartTaker& part) {
    in.env.isKnown = true;
    env.values = {};
    PathTree paths, valuePaths;
    std::vector<const ast::PartEntry*> parts;
    for (ast::EntryId id : block.valid() ? in.tree()[block].entries : std::vector<ast::EntryId>()) {
        const ast::Entry& entry = in.tree()[id];
        if (const auto* one = std::get_if<ast::PartEntry>(&entry.node)) {
            parts.push_back(one);
            continue;
        }
        Edit edit = editOf(entry);
        if (edit.target != nullptr && edit.target->steps.size() == 1) {
            const ast::Name& key = edit.target->steps[0].name;
            if (!claim(in, paths, key.text, Claim::set, key.span))
                continue;
        }
        environmentEntry(in, env, entry, base, valuePaths);
    }
    if (!env.values.valid()) {
        PathTree none;
        env.values = recordValue(in, in.program.valuesType, base, {.span = env.span}, none, false);
    }
    for (const ast::PartEntry* one : parts)
        part(*one, valuePaths);
    std::vector<std::string> path;
    assignments(valuePaths, path, env.assignments);
    if (!isStatic(in, env.values))
        in.sink.report(Code::E3032, env.span);
}

namespace {

/// Of an environment whose parent is not known, what depends on what the parent says is not worth saying: which case is
/// chosen, what is on, which elements and keys are there, what is complete.
void takeBackOrphans(Checking& in, size_t first) {
    in.sink.takeBack(first, [](const diag::Diagnostic& found) {
        switch (found.code) {
        case Code::E3003:
        case Code::E3012:
        case Code::E3013:
        case Code::E3035:
        case Code::E3036:
        case Code::E3041:
        case Code::E3080:
        case Code::E3081:
        case Code::E3085:
        case Code::E5002:
            return true;
        default:
            return false;
        }
    });
}

/// Reports each value without a default once, with the environments that don't give it. A list or map is empty then.
void ungivenValues(Checking& in) {
    // By place and path: two values may be of one type.
    std::map<std::pair<Span, std::string>, std::string> missing;
    std::string at;
    std::function<void(TypeId, ExprId, const std::string&)> walk = [&](TypeId record, ExprId value,
                                                                       const std::string& prefix) {
        const auto* literal = in.nodeAs<core::RecordExpr>(value);
        if (literal == nullptr || literal->base.valid())
            return;
        for (const core::Field& field : in.type(record).fields) {
            auto given = std::find_if(literal->entries.begin(), literal->entries.end(),
                                      [&](const core::Entry& entry) { return entry.key == field.name; });
            if (given != literal->entries.end() && in.kindOf(field.type) == TypeKind::Record)
                walk(field.type, given->value, prefix + field.name + ".");
            const TypeKind kind = in.kindOf(field.type);
            bool isEmptyThen = kind == TypeKind::List || kind == TypeKind::Map;
            if (given != literal->entries.end() || isEmptyThen || kind == TypeKind::Error)
                continue;
            std::string& environments = missing[{field.span, prefix + field.name}];
            environments += (environments.empty() ? "`" : ", `") + at + "`";
        }
    };
    for (const core::Environment& environment : in.program.environments) {
        at = environment.name;
        if (in.chart.orphans.count(at) == 0 && in.chart.orphans.count(environment.parent) == 0)
            walk(in.program.valuesType, environment.values, "");
    }
    for (const auto& [value, environments] : missing)
        in.sink.report(Code::E3067, value.first, value.second, environments)
            .suggest("give it a default, or a value in " + environments);
}

void environment(Checking& in, const ast::EnvironmentDecl& decl, const ast::Decl& node) {
    const EnvScope scope(in, 0);
    core::Environment env;
    ExprId base = in.program.defaults;
    if (decl.parent)
        for (const core::Environment& parent : in.program.environments)
            if (parent.name == decl.parent->text) {
                env = parent;
                env.assignments.clear();
                base = parent.values;
            }
    env.name = decl.name.text;
    env.parent = decl.parent ? decl.parent->text : "";
    env.doc = node.doc.text;
    env.span = decl.name.span;
    environmentBlock(in, env, decl.block, base,
                     [&](const ast::PartEntry& part, PathTree& paths) { environmentPart(in, env, part, paths); });
    in.program.environments.push_back(std::move(env));
}

void environmentEntry(Checking& in, core::Environment& env, const ast::Entry& entry, ExprId base, PathTree& paths) {
    if (const auto* assign = std::get_if<ast::AssignEntry>(&entry.node))
        return environmentAssign(in, env, *assign, entry.span);
    const auto* amendEntry = std::get_if<ast::AmendEntry>(&entry.node);
    const std::string key =
        amendEntry && !amendEntry->target.steps.empty() ? amendEntry->target.steps[0].name.text : "";
    if (key == "cluster")
        return clusterEntry(in, env, amendEntry->block);
    if (key.empty())
        return noEntry(in, entry);
    if (key != "values") {
        unknownInEnvironment(in, key, amendEntry->target.span);
        return;
    }
    Amendment amendment{.block = amendEntry->block, .span = entry.span};
    if (amendEntry->target.steps.size() > 1) {
        in.sink
            .report(Code::E3002, amendEntry->target.span, "values." + amendEntry->target.steps[1].name.text,
                    "environment")
            .suggest("write `values { … }`");
        return;
    }
    const Meanwhile lacking(in.env.emptyLists, true);
    env.values = recordValue(in, in.program.valuesType, base, amendment, paths, false);
}

void environmentAssign(Checking& in, core::Environment& env, const ast::AssignEntry& assign, Span span) {
    const std::string key = assign.target.steps.empty() ? "" : assign.target.steps[0].name.text;
    TypeId label = in.program.types.domain(core::Domain::DnsLabel);
    if (key == "release" || key == "namespace") {
        ExprId value = check(in, assign.value, label);
        if (const std::string* text = literalText(in, value))
            (key == "release" ? env.release : env.ns) = *text;
        else if (!in.isError(value))
            in.sink.report(Code::E3027, in.spanOf(value), "`" + key + "`");
        return;
    }
    if (key == "cluster")
        if (const auto* block = std::get_if<ast::BlockExpr>(&in.tree()[assign.value].node))
            return clusterEntry(in, env, block->block);
    if (key == "values") {
        in.sink.report(Code::E3030, span, "`values = …`", "an environment")
            .suggest("an environment amends: `values { … }`");
        return;
    }
    unknownInEnvironment(in, key, assign.target.span);
}

/// Not an entry with a key, but a `for` or the like.
void noEntry(Checking& in, const ast::Entry& entry) {
    const char* what = std::holds_alternative<ast::IfEntry>(entry.node)       ? "an `if`"
                       : std::holds_alternative<ast::MatchEntry>(entry.node)  ? "a `match`"
                       : std::holds_alternative<ast::ForEntry>(entry.node)    ? "a `for`"
                       : std::holds_alternative<ast::LetEntry>(entry.node)    ? "a `let`"
                       : std::holds_alternative<ast::SpreadEntry>(entry.node) ? "a spread"
                                                                              : "this";
    in.sink.report(Code::E3030, entry.span, what, "an environment")
        .suggest("write an environment for each way: `environment a extends b { … }` has what `b` says, and more");
}

void unknownInEnvironment(Checking& in, const std::string& key, Span span) {
    bool isValue = in.type(in.program.valuesType).field(key) != nullptr;
    std::string hint = isValue ? fmt::format("it is a value: `values {{ {} … }}`", key)
                               : didYouMean(key, {"release", "namespace", "cluster", "values"});
    if (hint.empty())
        hint = "an environment says what differs in `values { … }`";
    in.sink.report(Code::E3002, span, key, "environment").suggest(hint);
}

void clusterEntry(Checking& in, core::Environment& env, ast::BlockId block) {
    for (ast::EntryId id : in.tree()[block].entries) {
        const auto* assign = std::get_if<ast::AssignEntry>(&in.tree()[id].node);
        const std::string key = assign && !assign->target.steps.empty() ? assign->target.steps[0].name.text : "";
        if (key == "version") {
            if (constant(in, assign->value, env.kubeVersion))
                checkVersion(in, env.kubeVersion, in.tree()[assign->value].span);
        } else if (key == "apis") {
            env.apis.clear();
            const auto* list = std::get_if<ast::ListExpr>(&in.tree()[assign->value].node);
            if (list == nullptr) {
                in.sink.report(Code::E3027, in.tree()[assign->value].span, "`apis`");
                continue;
            }
            for (ast::ItemId item : list->items) {
                std::string text;
                const auto* element = std::get_if<ast::ValueItem>(&in.tree()[item].node);
                if (element != nullptr && constant(in, element->value, text))
                    env.apis.push_back(text);
            }
        } else {
            in.sink.report(Code::E3002, in.tree()[id].span, key.empty() ? "this" : key, "cluster")
                .suggest(didYouMean(key, {"version", "apis"}));
        }
    }
}

void assignments(const PathTree& node, std::vector<std::string>& path, std::vector<core::Assignment>& out) {
    for (const auto& [key, child] : node.children) {
        path.push_back(key);
        if (child.leaf || child.children.empty())
            out.push_back({path, child.span});
        else
            assignments(child, path, out);
        path.pop_back();
    }
}

} // namespace

} // namespace stackc::sema
