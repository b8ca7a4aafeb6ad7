#include "compare/shown.h"
#include "text/json_lookup.h"

#include <nlohmann/json.hpp>

namespace stackc::compare {

namespace {

using Json = nlohmann::ordered_json;

std::string_view nameOf(Effect effect) {
    switch (effect) {
    case Effect::InPlace:
        return "inPlace";
    case Effect::Restarts:
        return "restarts";
    case Effect::Replaced:
        return "replaced";
    case Effect::LosesData:
        break;
    }
    return "losesData";
}

Json toJson(const FieldChange& field) {
    Json json = {{"path", field.path}, {"effect", nameOf(field.effect)}};
    if (field.isSecret)
        json["secret"] = true;
    if (field.before && !field.isSecret)
        json["before"] = Json::parse(*field.before);
    if (field.after && !field.isSecret)
        json["after"] = Json::parse(*field.after);
    return json;
}

Json toJson(const ResourceChange& change) {
    Json json = {{"change", wordOf(change.kind)}, {"apiVersion", change.apiVersion}, {"kind", change.type}};
    if (!change.ns.empty())
        json["namespace"] = change.ns;
    json["name"] = change.name;
    if (change.kind == ChangeKind::Renamed)
        json["formerName"] = change.formerName;
    json["effect"] = nameOf(change.effect);
    if (!change.fields.empty()) {
        json["fields"] = Json::array();
        for (const FieldChange& field : change.fields)
            json["fields"].push_back(toJson(field));
    }
    return json;
}

} // namespace

std::string asJson(const Difference& difference) {
    Json list = Json::array();
    for (const EnvironmentChange& environment : difference.environments) {
        using Presence = EnvironmentChange::Presence;
        Json json = {{"name", environment.name}};
        if (environment.presence != Presence::Both)
            json["presence"] = environment.presence == Presence::New ? "new" : "gone";
        if (!environment.unmade.empty())
            json["notCompared"] = environment.unmade;
        json["resources"] = Json::array();
        for (const ResourceChange& change : environment.resources)
            json["resources"].push_back(toJson(change));
        list.push_back(std::move(json));
    }
    Json late = Json::array();
    for (const LateChange& change : difference.late) {
        Json json = {{"kind", change.type}, {"name", change.name}};
        if (!change.path.empty())
            json["path"] = change.path;
        json["values"] = change.values;
        late.push_back(std::move(json));
    }
    Json whole = {
        {"environments", std::move(list)}, {"otherValues", std::move(late)}, {"effect", nameOf(difference.effect())}};
    return text::wholeJson(whole);
}

} // namespace stackc::compare
