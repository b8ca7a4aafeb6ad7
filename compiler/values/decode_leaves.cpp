#include "values/decode_leaves.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/numbers.h"
#include "kube/json_schema.h"
#include "text/numbers.h"
#include "text/patterns.h"
#include "values/carried.h"
#include "values/constraints.h"
#include "values/plain.h"

namespace stackc::values {

using core::Type;
using core::TypeKind;
using ir::NodeRef;
using Json = nlohmann::ordered_json;

namespace {

bool isQuantity(const Json& json) {
    double number = json.get<double>();
    return number >= 0 && number <= static_cast<double>(text::maxSafeInteger);
}

bool unsafe(const Json& json) { return json.is_string() && !isSafeString(json.get<std::string>()); }

bool isCase(const Type& type, const std::string& key) {
    return std::any_of(type.cases.begin(), type.cases.end(), [&](const core::Case& item) { return item.key == key; });
}

} // namespace

NodeRef Leaves::scalar(const Type& type, const Json& json, const ValuePlace& place) {
    NodeRef node = nullptr;
    switch (type.kind) {
    case TypeKind::Bool:
        node = json.is_boolean() ? nodes_.boolean(json.get<bool>()) : nullptr;
        break;
    case TypeKind::Int:
        if (auto number = integerOf(json); number && *number >= type.minInt && *number <= type.maxInt)
            node = nodes_.integer(*number);
        break;
    case TypeKind::Float:
        node = floating(type, json);
        break;
    case TypeKind::Enum:
        if (json.is_string() && isCase(type, json.get_ref<const std::string&>()))
            node = nodes_.string(json.get<std::string>());
        break;
    case TypeKind::IntOrPercent:
        node = intOrPercent(json);
        break;
    case TypeKind::String:
    case TypeKind::Sensitive:
        node = text(type, json);
        if (node == nullptr && unsafe(json))
            return faults_.spoilt(place);
        break;
    default:
        return nullptr;
    }
    return node != nullptr ? node : faults_.mismatch(place, type, json);
}

NodeRef Leaves::floating(const Type& type, const Json& json) {
    if (!json.is_number())
        return nullptr;
    double number = json.get<double>();
    bool inside = number >= type.minFloat && number <= type.maxFloat && std::isfinite(number);
    return inside ? nodes_.number(number, core::numberText(number)) : nullptr;
}

NodeRef Leaves::intOrPercent(const Json& json) {
    if (auto number = integerOf(json))
        return *number >= 0 && *number <= text::greatestPart ? plainNode(nodes_, json) : nullptr;
    Type percent = context_.type(context_.program.types.domain(core::Domain::Percent));
    percent.pattern = text::partPattern;
    return json.is_string() && isTextOf(percent, json.get_ref<const std::string&>())
               ? nodes_.string(json.get<std::string>())
               : nullptr;
}

NodeRef Leaves::text(const Type& type, const Json& json) {
    // As Kubernetes takes it, and as it is passed on.
    if (type.domain == core::Domain::Quantity && json.is_number())
        return isQuantity(json) && (json.get<double>() > 0 || isTextOf(type, "0")) ? plainNode(nodes_, json) : nullptr;
    if (!json.is_string() || !isTextOf(type, json.get_ref<const std::string&>()))
        return nullptr;
    return nodes_.string(json.get<std::string>());
}

NodeRef Leaves::native(const Type& type, const Json& json, const ValuePlace& place) {
    auto report = [&](const std::string& path, const std::string& message) {
        std::string whole = place.path;
        if (!path.empty())
            whole += (path[0] == '[' || whole.empty() ? "" : ".") + path;
        ValuePlace at;
        at.path = std::move(whole);
        faults_.fail(at, at.path + ": " + message);
    };
    kube::ValidateOptions options;
    options.safeString = isSafeString;
    options.release = context_.program.chart.kubeRange.newest();
    options.isLaid = isLaid;
    bool fine = kube::validate(context_.program.types.natives(), type.native, nlohmann::json(json), report, options);
    return fine ? plainNode(nodes_, json) : nullptr;
}

NodeRef Leaves::data(const Json& json, const ValuePlace& place) {
    return carriesAll(json, place, Nulls::Refused) ? plainNode(nodes_, json) : nullptr;
}

NodeRef Leaves::manifest(const Json& json, const ValuePlace& place) {
    if (!json.is_object())
        return faults_.fail(place, fmt::format("{}: expected a resource, got {}", place.path, brief(json)));
    bool fine = isText(json, "apiVersion", place) && isText(json, "kind", place);
    auto metadata = json.find("metadata");
    if (metadata == json.end())
        return faults_.missing(place.at("metadata"));
    if (!metadata->is_object())
        return faults_.fail(place.at("metadata"),
                            place.at("metadata").path + ": expected a map, got " + brief(*metadata));
    fine = isText(*metadata, "name", place.at("metadata")) && fine;
    NodeRef whole = data(json, place);
    return fine ? whole : nullptr;
}

bool Leaves::isText(const Json& object, const std::string& key, const ValuePlace& outer) {
    ValuePlace place = outer.at(key);
    auto found = object.find(key);
    if (found == object.end()) {
        faults_.missing(place);
        return false;
    }
    bool fine = found->is_string() && !found->get_ref<const std::string&>().empty();
    if (!fine)
        faults_.fail(place, place.path + ": expected a string that is not empty, got " + brief(*found));
    return fine;
}

void Leaves::key(const Type& type, const std::string& text, const ValuePlace& place) {
    if (!isSafeString(text)) {
        faults_.spoilt(place);
        return;
    }
    if (!isSafeKey(text)) {
        faults_.merged(place);
        return;
    }
    bool fine = type.kind == TypeKind::Enum ? isCase(type, text) : isTextOf(type, text);
    if (!fine)
        faults_.fail(place, fmt::format("{}: expected {} as the key", place.path, expectation(context_, type)));
}

bool Leaves::carriesAll(const Json& json, const ValuePlace& place, Nulls nulls) {
    if (json.is_null() && nulls == Nulls::Refused)
        faults_.fail(place, place.path + ": null is not a value here");
    if (unsafe(json))
        faults_.spoilt(place);
    bool fine = !unsafe(json) && !(json.is_null() && nulls == Nulls::Refused);
    for (size_t i = 0; json.is_array() && i < json.size(); ++i)
        fine = carriesAll(json[i], {joinPath(place.path, i), place.element, place.active, place.when}, nulls) && fine;
    for (auto item = json.begin(); json.is_object() && item != json.end(); ++item) {
        ValuePlace inner = place.at(item.key());
        bool isKeyFine = isSafeString(item.key()) && isSafeKey(item.key());
        if (!isSafeString(item.key()))
            faults_.spoilt(inner);
        else if (!isKeyFine)
            faults_.merged(inner);
        fine = carriesAll(item.value(), inner, nulls) && isKeyFine && fine;
    }
    return fine;
}

} // namespace stackc::values
