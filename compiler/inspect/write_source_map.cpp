#include "inspect/source_map_format.h"
#include "inspect/source_map_json.h"

#include <nlohmann/json.hpp>

namespace stackc::inspect {

using Json = nlohmann::ordered_json;

namespace {

/// In ASCII: what ends a line for some readers is not there as it is.
std::string text(const Json& json) { return json.dump(-1, ' ', true, Json::error_handler_t::replace); }

/// `"name": [`, a line for each, `]`.
template <typename List, typename Write>
std::string listed(const char* name, const List& list, const std::string& indent, const Write& write) {
    std::string out = indent + text(name) + ": [";
    for (size_t i = 0; i < list.size(); ++i)
        out += (i == 0 ? "\n " : ",\n ") + indent + write(list[i]);
    return out + (list.empty() ? "]" : "\n" + indent + "]");
}

constexpr const char* innerIndent = "     "; ///< in resources and templates

Json withPlace(Json json, size_t place) {
    if (place != SourceMap::none)
        json["at"] = place;
    return json;
}

std::string lineText(const SourceMap::Line& line) {
    return text({{"file", line.file}, {"line", line.number}, {"source", line.source}});
}

std::string placeText(const SourceMap::Place& place) { return text({{"in", place.line}, {"column", place.column}}); }

std::string stepText(const SourceMap::Step& step) {
    Json json = Json::object();
    if (step.in != SourceMap::none)
        json["in"] = step.in;
    if (step.isElement) {
        json["element"] = step.index;
        if (!step.key.empty())
            json["name"] = step.key;
        if (step.mayLack)
            json["mayLack"] = true;
        if (step.mayRepeat)
            json["mayRepeat"] = true;
    } else if (step.in != SourceMap::none) {
        json["key"] = step.key;
    }
    return text(withPlace(std::move(json), step.place));
}

std::string resourceText(const SourceMap::Resource& resource) {
    return "{" + text("kind") + ": " + text(resource.kind) + ", " + text("name") + ": " + text(resource.name) + ",\n" +
           listed("fields", resource.steps, innerIndent, stepText) + "}";
}

std::string templateText(const SourceMap::Template& file) {
    return "{" + text("file") + ": " + text(file.file) + ", " + text("resources") + ": " + text(file.resources) +
           ",\n" + listed("lines", file.fields, innerIndent, [](const std::string& field) { return text(field); }) +
           "}";
}

std::string checkText(const SourceMap::Check& check) { return text(withPlace({{"says", check.said}}, check.place)); }

std::string valueText(const SourceMap::Value& value) { return text(withPlace({{"path", value.path}}, value.place)); }

std::string chartText(const SourceMap::Chart& chart) {
    const std::string indent = "   ";
    return "{" + text("name") + ": " + text(chart.name) + ", " + text("valuesAt") + ": " + text(chart.at) + ",\n" +
           listed("resources", chart.resources, indent, resourceText) + ",\n" +
           listed("templates", chart.templates, indent, templateText) + ",\n" +
           listed("checks", chart.checks, indent, checkText) + ",\n" +
           listed("values", chart.values, indent, valueText) + "}";
}

} // namespace

std::string writeSourceMap(const SourceMap& map) {
    const std::string indent = " ";
    std::string name = map.charts.empty() ? "" : map.charts.front().name;
    return "{\n" + indent + text(sourceMapMark) + ": " + text(sourceMapVersion) + ",\n" + indent + text("chart") +
           ": " + text({{"name", name}, {"version", map.version}, {"digest", std::string(digestMark) + map.digest}}) +
           ",\n" + listed("files", map.files, indent, [](const std::string& file) { return text(file); }) + ",\n" +
           listed("lines", map.lines, indent, lineText) + ",\n" + listed("places", map.places, indent, placeText) +
           ",\n" + listed("charts", map.charts, indent, chartText) + "\n}\n";
}

} // namespace stackc::inspect
