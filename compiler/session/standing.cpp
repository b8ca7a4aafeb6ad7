#include "session/standing.h"

#include "session/parts.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace stackc::session {

Standing outermost(Compilation& compilation) {
    Standing standing;
    standing.release = compilation.program.chart.name;
    standing.values = std::make_shared<Json>(compilation.defaults());
    return standing;
}

Standing partOf(const Compilation& compilation, size_t number, const Standing& around) {
    const core::Include& include = compilation.program.includes[number];
    Standing standing;
    standing.alias = include.alias;
    standing.release = around.release;
    standing.switches = around.switches;
    if (!include.condition.empty())
        standing.switches.push_back(around.place + fmt::format("{}", fmt::join(include.condition, ".")));
    standing.place = around.place + include.alias + ".";
    standing.values = std::make_shared<Json>(partValues(*around.values, include.alias, *compilation.parts[number]));
    standing.isOn = around.isOn && holds(include.condition, *around.values);
    return standing;
}

} // namespace stackc::session
