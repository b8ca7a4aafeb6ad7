#include "api/witness.h"

#include "values/encode.h"
#include "values/merge.h"
#include "values/renamed.h"

#include <nlohmann/json.hpp>

namespace stackc::api {

const std::vector<Json>& Witnesses::bases() {
    if (std::exchange(areMade_, true))
        return bases_;
    session::Compilation& former = oracle_.former();
    auto add = [&](Json values) {
        bool isTaken = oracle_.isTaken(values);
        if (isTaken)
            bases_.push_back(std::move(values));
        return isTaken;
    };
    if (add(Json::object()))
        return bases_;
    for (const core::Environment& environment : former.program.environments)
        add(former.overlay(environment));
    constexpr size_t most = 60;
    for (size_t i = 0; bases_.empty() && i < most; ++i)
        if (auto made = samples_.of(former.program.valuesType))
            add(std::move(*made));
    return bases_;
}

bool Witnesses::isShown(const Json& values, const Place& place) {
    return oracle_.refusalAt(values, place) && oracle_.isTaken(values);
}

Change Witnesses::shown(const Finding& finding) {
    constexpr size_t surroundings = 4; // other values beside it, which checks of the former chart may want
    Change change = finding.change;
    if (change.verdict != Verdict::Unknown)
        return change;
    const core::TypeTable& types = oracle_.former().program.types;
    const Place& place = finding.place;
    std::vector<std::optional<Json>> leaves;
    if (finding.isLeftOut)
        leaves.emplace_back(std::nullopt);
    for (const verify::Value& one : finding.tries)
        leaves.emplace_back(*one);
    for (const Json& base : bases()) {
        if (finding.isLeftOut && isShown(base, place))
            return broken(std::move(change), base, place);
        for (const std::optional<Json>& leaf : leaves)
            for (size_t i = 0; i < surroundings; ++i) {
                Json values = values::mergeFiles(base, place.holding(leaf, samples_, types));
                if (!oracle_.refusalAt(values, place))
                    break; // what stands beside it is nothing to the new chart
                if (oracle_.isTaken(values))
                    return broken(std::move(change), std::move(values), place);
            }
    }
    return change;
}

Change Witnesses::broken(Change change, Json values, const Place& place) {
    bool isAtPlace = values::given(values, place.keys) != nullptr; // else what is lacking would be shown
    values = smallest(std::move(values), [&](const Json& one) {
        return (!isAtPlace || values::given(one, place.keys) != nullptr) && isShown(one, place);
    });
    change.verdict = Verdict::Breaks;
    change.witness = Witness{values, "", oracle_.refusalAt(values, place).value_or("")};
    return change;
}

} // namespace stackc::api
