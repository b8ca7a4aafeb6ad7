#include "testing/value.h"

#include "text/utf8.h"
#include "values/yaml_text.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace stackc::testing {

namespace {

constexpr size_t longestShown = 60;

bool isResource(const Json& data) {
    return data.is_object() && data.contains("kind") && data.contains("apiVersion") && data.contains("metadata") &&
           data["metadata"].is_object() && data["metadata"].contains("name");
}

/// The same with the keys of objects in the order of another one's.
Json ordered(const Json& data, const Json& other) {
    bool areObjects = data.is_object() && other.is_object();
    if (!areObjects && !(data.is_array() && other.is_array()))
        return data;
    Json result = areObjects ? Json::object() : Json::array();
    if (!areObjects) {
        for (size_t i = 0; i < data.size(); ++i)
            result.push_back(i < other.size() ? ordered(data[i], other[i]) : data[i]);
        return result;
    }
    for (const auto& [key, value] : other.items())
        if (auto found = data.find(key); found != data.end())
            result[key] = ordered(*found, value);
    for (const auto& [key, value] : data.items())
        if (!other.contains(key))
            result[key] = value;
    return result;
}

std::string text(const Json& data) { return data.is_string() ? data.get<std::string>() : data.dump(); }

} // namespace

Value valueOf(Json data) {
    if (data.is_null())
        return {};
    return {Value::Kind::Data, std::make_shared<const Json>(std::move(data)), nullptr, Value::Amount::None, ""};
}

Value valueOf(Json data, Json seen) {
    bool isSame = data == seen;
    Value value = valueOf(std::move(data));
    if (value.isData() && !isSame)
        value.seen = std::make_shared<const Json>(std::move(seen));
    return value;
}

const Json& seenOf(const Value& value) { return value.seen != nullptr ? *value.seen : *value.data; }

namespace {

/// Of what is hidden as a whole, such as the data of a secret text, each part is.
template <typename Step> Value partAt(const Value& whole, const Step& step) {
    const Json& seen = seenOf(whole);
    return valueOf(whole.data->at(step), seen.is_structured() ? seen.at(step) : seen);
}

} // namespace

Value partOf(const Value& whole, const std::string& key) { return partAt(whole, key); }
Value partOf(const Value& whole, size_t index) { return partAt(whole, index); }

Value fault(std::string why) { return {Value::Kind::Fault, nullptr, nullptr, Value::Amount::None, std::move(why)}; }

Value missing(std::string why) { return {Value::Kind::Missing, nullptr, nullptr, Value::Amount::None, std::move(why)}; }

std::string shown(const Value& value) {
    if (!value.isData())
        return value.kind == Value::Kind::Absent ? "none" : value.why;
    if (isResource(*value.data))
        return fmt::format("{} {}", text((*value.data)["kind"]), text((*value.data)["metadata"]["name"]));
    return value.amount == Value::Amount::Unit ? text(*value.data)
                                               : text::shortened(seenOf(value).dump(), longestShown);
}

std::string written(const Value& value) {
    return value.isData() ? values::writeYaml(*value.data) : shown(value) + "\n";
}

std::vector<std::string> keysInOrder(const Json& object) {
    std::vector<std::string> keys;
    for (const auto& item : object.items())
        keys.push_back(item.key());
    std::ranges::sort(keys);
    return keys;
}

Value inOrderOf(const Value& value, const Value& other) {
    if (!value.isData() || !other.isData())
        return value;
    return valueOf(ordered(*value.data, *other.data), ordered(seenOf(value), seenOf(other)));
}

std::string writtenSeen(const Value& value) {
    return value.isData() ? values::writeYaml(seenOf(value)) : written(value);
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
