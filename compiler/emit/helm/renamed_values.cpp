#include "emit/helm/renamed_values.h"

#include "diag/diagnostic.h"

#include <algorithm>
#include <fmt/format.h>

namespace stackc::emit::helm {

namespace {

using core::KeyPath;

/// The place in the values; nothing where a map on the way is missing.
ExprPtr at(const KeyPath& path, size_t steps) {
    ExprPtr place = field(root(), "Values");
    for (size_t i = 0; i < steps; ++i)
        place = field(place, path[i], i > 0);
    return place;
}
ExprPtr at(const KeyPath& path) { return at(path, path.size()); }

Block ignored(ExprPtr expr) { return {Assign{.indent = 0, .name = "_", .expr = std::move(expr)}}; }
Block when(ExprPtr condition, Body body) {
    If block{.indent = 0, .branches = {}};
    block.branches.push_back({std::move(condition), std::move(body)});
    return {std::move(block)};
}

ExprPtr isMap(ExprPtr value) { return call("kindIs", {stringLiteral("map"), std::move(value)}); }
ExprPtr isNothing(ExprPtr value) { return call("kindIs", {stringLiteral("invalid"), std::move(value)}); }
ExprPtr isEmptyText(ExprPtr value) { return call("eq", {call("toString", {std::move(value)}), stringLiteral("")}); }

Block taken(const values::Move& move, const std::string& chart) {
    const KeyPath& to = move.to;
    Body body;
    for (size_t steps = move.sure + 1; steps < to.size(); ++steps)
        body.push_back(
            when(negate(isMap(at(to, steps))),
                 {ignored(call("set", {at(to, steps - 1), stringLiteral(to[steps - 1]), call("dict", {})}))}));
    ExprPtr old = at(move.from);
    Block put = ignored(call("set", {at(to, to.size() - 1), stringLiteral(to.back()), old}));
    if (move.isMap) {
        ExprPtr sides = call("dict", {stringLiteral("into"), at(to), stringLiteral("from"), old});
        If block{.indent = 0, .branches = {}};
        block.branches.push_back({call("and", {isMap(old), isMap(at(to))}),
                                  {{Action{0, call("include", {stringLiteral(chart + ".renamed.lay"), sides})}}}});
        block.branches.push_back({nullptr, {std::move(put)}});
        body.push_back({std::move(block)});
    } else {
        body.push_back(std::move(put));
    }
    ExprPtr isGiven = negate(isNothing(old));
    if (move.skipsEmpty)
        isGiven = call("and", {isGiven, negate(isEmptyText(old))});
    return when(isGiven, std::move(body));
}

Block asked(const values::Demand& demand) {
    std::vector<ExprPtr> parts;
    for (const auto& [path, is] : demand.when)
        parts.push_back(call("eq", {call("toString", {at(path)}), stringLiteral(is.empty() ? "true" : is)}));
    ExprPtr place = at(demand.path);
    ExprPtr isMissing = isNothing(place);
    if (demand.refusesEmpty)
        isMissing = call("or", {isMissing, isEmptyText(place)});
    parts.push_back(isMissing);
    return when(parts.size() == 1 ? parts[0] : call("and", parts),
                {{Action{0, call("fail", {stringLiteral(demand.message)})}}});
}

/// Lays the entries of `from` over those of `into`, as Helm lays what users give over the defaults.
Define layDefine(const std::string& chart) {
    Define define;
    define.name = chart + ".renamed.lay";
    define.comment = "Lays the entries of `from` over those of `into`.";
    ExprPtr key = variable("key"), value = variable("value");
    ExprPtr into = field(root(), "into"), there = call("get", {into, key});
    ExprPtr sides = call("dict", {stringLiteral("into"), there, stringLiteral("from"), value});
    If block{.indent = 0, .branches = {}};
    block.branches.push_back({call("and", {isMap(value), isMap(there)}),
                              {{Action{0, call("include", {stringLiteral(define.name), sides})}}}});
    block.branches.push_back({negate(isNothing(value)), {ignored(call("set", {into, key, value}))}});
    define.body.push_back({Range{
        .indent = 0, .key = "key", .element = "value", .source = field(root(), "from"), .body = {{std::move(block)}}}});
    return define;
}

} // namespace

Body renamedDefines(const values::RenamedValues& renamed, const std::string& chart) {
    Define define;
    define.name = chart + ".renamed";
    define.comment = "Reads values under the keys that they had before.";
    bool hasMaps = false;
    for (const values::Renamed& one : renamed.all)
        for (const values::Move& move : one.moves) {
            hasMaps |= move.isMap;
            define.body.push_back(taken(move, chart));
        }
    for (const values::Demand& demand : renamed.demands)
        define.body.push_back(asked(demand));
    Body out;
    out.push_back({std::move(define)});
    if (hasMaps)
        out.push_back({layDefine(chart)});
    return out;
}

std::string takesRenamed(const std::string& chart) {
    return fmt::format("{{{{- include \"{}.renamed\" . -}}}}\n", chart);
}

Body renamedNotes(const values::RenamedValues& renamed) {
    Body out;
    for (const values::Renamed& one : renamed.all) {
        std::string text = fmt::format("`{}` is `{}` now: rename it in your values.", values::pathText(one.from),
                                       values::pathText(one.to));
        out.push_back(when(negate(isNothing(at(one.from))), {textLine(0, ""), textLine(0, text)}));
    }
    return out;
}

} // namespace stackc::emit::helm
