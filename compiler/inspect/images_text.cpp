#include "inspect/images.h"
#include "inspect/places.h"
#include "text/json_lookup.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace stackc::inspect {

namespace {

using Json = nlohmann::ordered_json;

std::string usersText(const Image& image) {
    std::string text;
    for (const ImageUser& user : image.users)
        text += fmt::format("{}{}{}{}", text.empty() ? "" : ", ", user.resource,
                            user.container.empty() ? "" : " (" + user.container + ")", user.isTest ? ", a test" : "");
    return text;
}

} // namespace

std::string asText(const ImageList& list, const source::SourceManager& sources) {
    std::string out;
    for (const Image& image : list.images) {
        out += image.reference + "\n";
        if (!image.condition.empty())
            out += fmt::format("  if    {}\n", image.condition);
        if (!image.value.empty())
            out += fmt::format("  value {}\n", image.value);
        out += fmt::format("  at    {}\n  of    {}\n", placeText(image.place, sources), usersText(image));
    }
    for (const std::string& other : list.others)
        out += fmt::format("and those of {}\n", other);
    return out;
}

std::string asJson(const ImageList& list, const source::SourceManager& sources) {
    Json images = Json::array();
    for (const Image& image : list.images) {
        Json json = {{"image", image.reference}, {"whole", image.isWhole}, {"condition", image.condition}};
        json["value"] = image.value;
        json["values"] = image.values;
        addPlace(json, image.place, sources);
        json["usedBy"] = Json::array();
        for (const ImageUser& user : image.users)
            json["usedBy"].push_back(
                {{"resource", user.resource}, {"container", user.container}, {"test", user.isTest}});
        images.push_back(std::move(json));
    }
    Json whole = {{"chart", list.chart}, {"version", list.version}, {"images", std::move(images)}};
    whole["otherCharts"] = list.others;
    return text::wholeJson(whole);
}

} // namespace stackc::inspect
