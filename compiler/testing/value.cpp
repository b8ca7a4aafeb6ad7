#include "testing/value.h"

#include "values/yaml_text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace stackc::testing {

namespace {

constexpr size_t longestShown = 60;

/// Cuts between characters.
std::string cut(std::string text) {
    if (text.size() <= longestShown)
        return text;
    size_t end = longestShown - 1;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U)
        --end;
    return text.substr(0, end) + "…";
}

bool isResource(const Json& data) {
    return data.is_object() && data.contains("kind") && data.contains("apiVersion") && data.contains("metadata") &&
           data["metadata"].is_object() && data["metadata"].contains("name");
}

std::string text(const Json& data) { return data.is_string() ? data.get<std::string>() : data.dump(); }

} // namespace

Value valueOf(Json data) {
    if (data.is_null())
        return {};
    return {Value::Kind::Data, std::make_shared<const Json>(std::move(data)), false, ""};
}

Value fault(std::string why) { return {Value::Kind::Fault, nullptr, false, std::move(why)}; }

Value missing(std::string why) { return {Value::Kind::Missing, nullptr, false, std::move(why)}; }

std::string shown(const Value& value) {
    if (!value.isData())
        return value.kind == Value::Kind::Absent ? "none" : value.why;
    if (isResource(*value.data))
        return fmt::format("{} {}", text((*value.data)["kind"]), text((*value.data)["metadata"]["name"]));
    return value.isAmount ? text(*value.data) : cut(value.data->dump());
}

std::string written(const Value& value) {
    return value.isData() ? values::writeYaml(*value.data) : shown(value) + "\n";
}

std::string kindOf(const Value& value) {
    if (!value.isData())
        return "nothing";
    if (value.data->is_string())
        return "a text";
    if (value.data->is_number())
        return "a number";
    if (value.data->is_boolean())
        return "a truth";
    return value.data->is_array() ? "a list" : "an object";
}

} // namespace stackc::testing
