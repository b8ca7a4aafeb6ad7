#include "api/report.h"
#include "text/json_lookup.h"

#include <nlohmann/json.hpp>

namespace stackc::api {

namespace {

using Json = nlohmann::ordered_json;

std::string_view nameOf(What what) {
    switch (what) {
    case What::Removed:
        return "removed";
    case What::Renamed:
        return "renamed";
    case What::Narrowed:
        return "narrowed";
    case What::Required:
        return "required";
    case What::Moved:
        return "moved";
    case What::Default:
        return "default";
    case What::Changed:
        return "changed";
    case What::Widened:
        return "widened";
    case What::Added:
        break;
    }
    return "added";
}

Json toJson(const Witness& witness) {
    if (!witness.kubeVersion.empty())
        return {{"kubeVersion", witness.kubeVersion}, {"why", witness.why}};
    return {{"values", *witness.values}, {"why", witness.why}};
}

Json toJson(const Change& change) {
    Json json = {{"area", nameOf(change.area)},
                 {"change", nameOf(change.what)},
                 {"verdict", nameOf(change.verdict)},
                 {"subject", change.subject}};
    if (!change.before.empty())
        json["before"] = change.before;
    if (!change.after.empty())
        json["after"] = change.after;
    if (change.witness)
        json["witness"] = toJson(*change.witness);
    return json;
}

} // namespace

std::string asJson(const Report& report) {
    Json changes = Json::array();
    for (const Change& change : report.changes)
        changes.push_back(toJson(change));
    const Due& due = report.due;
    const Json whole = {{"chart", report.chart},
                        {"former", due.former},
                        {"new", due.fresh},
                        {"changes", std::move(changes)},
                        {"resourcesDiffer", report.differsInPlace},
                        {"notCompared", report.lacks},
                        {"change", nameOf(due.change)},
                        {"due", {{"step", nameOf(due.step)}, {"version", due.least}, {"met", due.isMet}}}};
    return text::wholeJson(whole);
}

} // namespace stackc::api
