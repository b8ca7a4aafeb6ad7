#include "api/types.h"

#include "api/comparison.h"
#include "api/scalars.h"

#include <nlohmann/json.hpp>

namespace stackc::api {

Comparison::Comparison(const Side& former, const Side& fresh, Samples& samples)
    : former_(former), fresh_(fresh), samples_(samples),
      renamed_(core::renamedFields(fresh.types(), fresh.type(fresh.context.program.valuesType))) {}

std::vector<Finding> Comparison::run() {
    record(former_.context.program.valuesType, fresh_.context.program.valuesType, {});
    oldNames();
    for (const auto& [field, place] : underOldName_)
        if (!isOfFormer(place.newKeys))
            tellAdded(*field, place);
    return std::move(found_);
}

Change Comparison::change(What what, Verdict verdict, const Place& place) const {
    return {Area::Values, what, verdict, place.shown, "", "", std::nullopt};
}

void Comparison::certain(What what, Verdict verdict, const Place& place, std::string before, std::string after) {
    Change one = change(what, verdict, place);
    one.before = std::move(before);
    one.after = std::move(after);
    found_.push_back({std::move(one), place, {}, false});
}

void Comparison::mayBreak(What what, const Place& place, std::vector<verify::Value> tries, std::string before,
                          std::string after) {
    certain(what, Verdict::Unknown, place, std::move(before), std::move(after));
    found_.back().tries = std::move(tries);
}

void Comparison::mayLack(const Place& place) {
    certain(What::Required, Verdict::Unknown, place);
    found_.back().isLeftOut = true;
}

void Comparison::narrowed(TypeId fromId, TypeId toId, const Place& place) {
    const Type& from = former_.type(fromId);
    const Type& to = fresh_.type(toId);
    std::string before = takenBy(former_.context, from), after = takenBy(fresh_.context, to);
    if (before == after) { // the words of both are the same
        before = former_.types().show(fromId);
        after = fresh_.types().show(toId);
    }
    mayBreak(What::Narrowed, place, triesAt(former_.context, fromId, to, samples_), std::move(before),
             std::move(after));
}

void Comparison::widened(const Place& place, std::string before, std::string after) {
    certain(What::Widened, Verdict::Fine, place, std::move(before), std::move(after));
}

Side sideOf(session::Compilation& chart) { return {chart.context(), chart.defaults()}; }

std::vector<Finding> changesOfValues(const Side& former, const Side& fresh, Samples& samples) {
    return Comparison(former, fresh, samples).run();
}

} // namespace stackc::api
