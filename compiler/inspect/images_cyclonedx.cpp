#include "inspect/images.h"
#include "inspect/places.h"
#include "text/image_name.h"
#include "text/json_lookup.h"
#include "text/percent.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <nlohmann/json.hpp>

namespace stackc::inspect {

namespace {

using text::ImageName;
using text::percentEncoded;
using Json = nlohmann::ordered_json;

/// `pkg:oci/shop@sha256%3A…?repository_url=ghcr.io/acme/shop&tag=1.0.0`
std::string purlOf(const ImageName& name) {
    std::string purl = "pkg:oci/" + percentEncoded(name.last());
    if (!name.digest.empty())
        purl += "@" + percentEncoded(name.digest);
    purl += "?repository_url=" + percentEncoded(name.repository);
    if (!name.tag.empty())
        purl += "&tag=" + percentEncoded(name.tag);
    return purl;
}

Json componentOf(const Image& image) {
    ImageName name = text::parseImage(image.reference);
    std::string purl = purlOf(name);
    Json json = {{"type", "container"}, {"bom-ref", purl}, {"name", name.repository}};
    json["version"] = name.digest.empty() ? name.tag : name.digest;
    json["purl"] = purl;
    json["properties"] = Json::array();
    return json;
}

/// What the bill's own words don't say of an image; one that several values give has them all.
void addProperties(const Image& image, Json& properties) {
    auto add = [&](const char* what, const std::string& value) {
        Json property = {{"name", fmt::format("stackc:{}", what)}, {"value", value}};
        if (!value.empty() && std::find(properties.begin(), properties.end(), property) == properties.end())
            properties.push_back(std::move(property));
    };
    add("condition", image.condition);
    add("value", image.value);
    for (const ImageUser& user : image.users)
        add("usedBy", user.resource);
}

} // namespace

std::string asCycloneDx(const ImageList& list) {
    Json components = Json::array(), refs = Json::array();
    std::map<std::string, size_t> numbers;
    for (const Image& image : list.images) {
        if (!image.isWhole)
            continue;
        auto [number, isNew] = numbers.try_emplace(image.reference, components.size());
        if (isNew) {
            components.push_back(componentOf(image));
            refs.push_back(components.back()["bom-ref"]);
        }
        addProperties(image, components[number->second]["properties"]);
    }
    std::string chart = fmt::format("pkg:helm/{}@{}", percentEncoded(list.chart), percentEncoded(list.version));
    Json tool = {{"type", "application"}, {"name", "stackc"}, {"version", list.tool}};
    Json described = {{"type", "application"}, {"bom-ref", chart}, {"name", list.chart}};
    described["version"] = list.version;
    Json metadata = {{"tools", {{"components", Json::array({std::move(tool)})}}}};
    metadata["component"] = std::move(described);
    Json whole = {{"$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json"}, {"bomFormat", "CycloneDX"}};
    whole["specVersion"] = "1.6";
    whole["version"] = 1;
    whole["metadata"] = std::move(metadata);
    whole["components"] = std::move(components);
    whole["dependencies"] = Json::array({Json{{"ref", chart}, {"dependsOn", std::move(refs)}}});
    return text::wholeJson(whole);
}

} // namespace stackc::inspect
