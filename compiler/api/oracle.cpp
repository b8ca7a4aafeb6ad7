#include "api/oracle.h"

#include "api/clusters.h"
#include "session/parts.h"
#include "verify/shrink.h"

#include <nlohmann/json.hpp>

namespace stackc::api {

namespace {

/// Does the one path lead to the other, or below it?
bool isWithin(const std::string& path, const std::string& outer) {
    return path.starts_with(outer) &&
           (path.size() == outer.size() || outer.empty() || path[outer.size()] == '.' || path[outer.size()] == '[');
}

/// With half of the keys, and half of these, as long as one half alone shows the same: of many most say nothing.
Json halved(Json values, const std::function<bool(const Json&)>& holds) {
    auto half = [&](bool isFirst) {
        Json kept = Json::object();
        size_t at = 0;
        for (const auto& [key, value] : values.items())
            if ((at++ < values.size() / 2) == isFirst)
                kept[key] = value;
        return kept;
    };
    while (values.is_object() && values.size() > 3)
        if (Json first = half(true); holds(first))
            values = std::move(first);
        else if (Json second = half(false); holds(second))
            values = std::move(second);
        else
            break;
    return values;
}

} // namespace

Oracle::Oracle(session::Compilation& former, session::Compilation& fresh)
    : former_(former), fresh_(fresh),
      kubeVersion_(commonVersion(former.program.chart.kubeRange, fresh.program.chart.kubeRange)),
      release_{former.program.chart.name, "default"} {}

verify::Set Oracle::setOf(const Json& values) {
    verify::Set set;
    set.values = values;
    set.release = release_.name;
    set.ns = release_.ns;
    set.kubeVersion = kubeVersion_.value_or("");
    return set;
}

bool Oracle::isTaken(const Json& values) {
    return formerly(values, verify::Make::Ways).kind != verify::Ours::Kind::Refused;
}

std::optional<std::string> Oracle::refusalAt(const Json& values, const Place& place) {
    ir::NodeRef decoded = nullptr;
    for (const values::Error& error : session::decodeValues(fresh(), session::valuesOf(fresh(), values), decoded))
        for (const std::string& path : {place.fresh, place.former})
            if (!error.path.empty() && (isWithin(error.path, path) || isWithin(path, error.path)))
                return error.message;
    return std::nullopt;
}

verify::Ours Oracle::formerly(const Json& values, verify::Make make) { return former_.evaluate(setOf(values), make); }

verify::Ours Oracle::now(const Json& values, verify::Make make) { return fresh_.evaluate(setOf(values), make); }

Json smallest(Json values, const std::function<bool(const Json&)>& holds) {
    constexpr size_t tries = 400;
    verify::Set set;
    set.values = halved(std::move(values), holds);
    return *verify::shrunk(
                std::move(set), [&](const verify::Set& one) { return holds(one.values); }, tries)
                .values;
}

} // namespace stackc::api
