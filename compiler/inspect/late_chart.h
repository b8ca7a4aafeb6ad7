#pragma once
// A chart of a release, as it is looked at.

#include "ir/package.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace stackc::inspect {

struct LateChart {
    const ir::Package* package = nullptr; ///< late
    ir::NodeTable* nodes = nullptr;
    const nlohmann::ordered_json* defaults = nullptr; ///< its values; null: none is known
    std::string place;                                ///< where they stand in the outermost ones: "", "cache."
    std::string release;                              ///< by default: what the outermost chart is called
    std::vector<std::string> switches; ///< the places in the outermost ones that make it part of the release

    /// Where its values stand in conditions: `values.cache`.
    std::string values() const { return place.empty() ? "values" : "values." + place.substr(0, place.size() - 1); }
    /// A condition with that under which the chart is part of the release, in the words of the source.
    std::string under(const std::string& condition) const;
};

} // namespace stackc::inspect
