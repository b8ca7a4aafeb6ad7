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

/// Is the last key of the path there, whatever it holds?
ExprPtr isThere(const KeyPath& path) {
    ExprPtr map = at(path, path.size() - 1);
    if (path.size() > 1)
        map = call("default", {call("dict", {}), std::move(map)});
    return call("hasKey", {std::move(map), stringLiteral(path.back())});
}

ExprPtr isMap(ExprPtr value) { return call("kindIs", {stringLiteral("map"), std::move(value)}); }
ExprPtr isNothing(ExprPtr value) { return call("kindIs", {stringLiteral("invalid"), std::move(value)}); }
/// An empty map at the key.
Block emptied(ExprPtr map, const std::string& key) {
    return ignored(call("set", {std::move(map), stringLiteral(key), call("dict", {})}));
}
/// The entries of a map laid over those of another one, by the template `lay`.
Block lain(const std::string& lay, ExprPtr into, ExprPtr from) {
    ExprPtr sides = call("dict", {stringLiteral("into"), std::move(into), stringLiteral("from"), std::move(from)});
    return {Action{0, call("include", {stringLiteral(lay), std::move(sides)})}};
}
ExprPtr isEmptyText(ExprPtr value) { return call("eq", {call("toString", {std::move(value)}), stringLiteral("")}); }

/// What stands at the new path is taken out, if anything does.
Body takenOut(const values::Move& move) {
    const KeyPath& to = move.to;
    Body body;
    body.push_back(ignored(call("unset", {at(to, to.size() - 1), stringLiteral(to.back())})));
    if (move.sure + 1 >= to.size())
        return body;
    return {when(isMap(at(to, to.size() - 1)), std::move(body))};
}

Block taken(const values::Move& move, const std::string& chart) {
    const KeyPath& to = move.to;
    Body body;
    for (size_t steps = move.sure + 1; steps < to.size(); ++steps)
        body.push_back(when(negate(isMap(at(to, steps))), {emptied(at(to, steps - 1), to[steps - 1])}));
    ExprPtr old = at(move.from);
    Block put = ignored(call("set", {at(to, to.size() - 1), stringLiteral(to.back()), old}));
    if (move.isMap) {
        Body laid;
        laid.push_back(when(negate(isMap(at(to))), {emptied(at(to, to.size() - 1), to.back())}));
        laid.push_back(lain(chart + ".renamed.lay", at(to), old));
        If block{.indent = 0, .branches = {}};
        block.branches.push_back({isMap(old), std::move(laid)});
        block.branches.push_back({nullptr, {std::move(put)}});
        body.push_back({std::move(block)});
    } else {
        body.push_back(std::move(put));
    }
    ExprPtr isGiven = negate(isNothing(old));
    if (move.skipsEmpty)
        isGiven = call("and", {isGiven, negate(isEmptyText(old))});
    If block{.indent = 0, .branches = {}};
    block.branches.push_back({std::move(isGiven), std::move(body)});
    if (move.isCleared)
        block.branches.push_back({isThere(move.from), takenOut(move)});
    return {std::move(block)};
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
    define.comment = "Lays the entries of `from` over those of `into`; null takes a key away.";
    ExprPtr key = variable("key"), value = variable("value");
    ExprPtr into = field(root(), "into"), there = call("get", {into, key});
    Body laid;
    laid.push_back(when(negate(isMap(there)), {ignored(call("set", {into, key, call("dict", {})}))}));
    laid.push_back(lain(define.name, there, value));
    If block{.indent = 0, .branches = {}};
    block.branches.push_back({isMap(value), std::move(laid)});
    block.branches.push_back({isNothing(value), {ignored(call("unset", {into, key}))}});
    block.branches.push_back({nullptr, {ignored(call("set", {into, key, value}))}});
    define.body.push_back({Range{.indent = 0,
                                 .key = "key",
                                 .element = "value",
                                 .source = field(root(), "from"),
                                 .body = {{std::move(block)}},
                                 .otherwise = {}}});
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
        bool isCleared = std::ranges::any_of(
            one.moves, [&](const values::Move& move) { return move.isCleared && move.from == one.from; });
        ExprPtr isGiven = isCleared ? isThere(one.from) : negate(isNothing(at(one.from)));
        out.push_back(when(std::move(isGiven), {textLine(0, ""), textLine(0, text)}));
    }
    return out;
}

} // namespace stackc::emit::helm
