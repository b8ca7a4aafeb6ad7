#include "api/sets.h"

#include "core/renamed.h"
#include "values/merge.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace stackc::api {

namespace {

/// The values with what stands under present names under those that it had before.
Json underOldNames(const core::Program& fresh, Json values) {
    for (const core::RenamedField& one : core::renamedFields(fresh.types, fresh.types[fresh.valuesType])) {
        Json* at = &values;
        for (size_t i = 0; at != nullptr && i + 1 < one.to.size(); ++i)
            at = at->contains(one.to[i]) ? &(*at)[one.to[i]] : nullptr;
        if (at == nullptr || one.to.empty() || !at->is_object() || !at->contains(one.to.back()))
            continue;
        Json moved = std::move((*at)[one.to.back()]);
        at->erase(one.to.back());
        for (auto key = one.from.rbegin(); key != one.from.rend(); ++key)
            moved = Json::object({{*key, std::move(moved)}});
        values = values::mergeFiles(values, moved);
    }
    return values;
}

} // namespace

const std::vector<Json>& Sets::all() {
    if (!std::exchange(areFound_, true)) {
        add(oracle_.formerStack());
        add(oracle_.freshStack());
    }
    return sets_;
}

void Sets::add(verify::Stack& stack) {
    session::Compilation& chart = stack.compilation();
    verify::SearchRequest request;
    for (const core::Environment& environment : chart.program.environments)
        request.environments.push_back(&environment);
    for (const verify::Set& set : verify::search(stack, request, progress_).sets) {
        Json values = set.values;
        if (set.environment != nullptr)
            values = values::mergeFiles(chart.overlay(*set.environment), values);
        for (Json& one : std::array{values, underOldNames(oracle_.fresh().program, values)})
            if (std::ranges::find(sets_, one) == sets_.end() && oracle_.isTaken(one))
                sets_.push_back(std::move(one));
    }
}

} // namespace stackc::api
