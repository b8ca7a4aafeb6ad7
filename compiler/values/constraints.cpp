#include "values/constraints.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/layout.h"
#include "core/numbers.h"
#include "core/types.h"
#include "diag/suggest.h"
#include "text/regex.h"
#include "text/utf8.h"
#include "values/carried.h"

namespace stackc::values {

using core::Domain;
using core::Type;
using core::TypeKind;

bool isSwitched(const Type& payload) {
    return payload.kind == TypeKind::Record || (payload.kind == TypeKind::Variant && !payload.tagKey.empty());
}

bool isUnsetByEmpty(const Type& payload) { return core::isText(payload) || payload.isTextual(); }

bool isClearable(const core::TypeTable& types, const Type& type) {
    if (type.kind == TypeKind::List || type.kind == TypeKind::Map)
        return true;
    if (type.kind != TypeKind::Native)
        return false;
    kube::Type native = types.natives().type(type.native);
    bool isCollection =
        native.shape == kube::Shape::Object || native.shape == kube::Shape::List || native.shape == kube::Shape::Map;
    bool needsField = false;
    for (kube::Field field : native.fields)
        needsField = needsField || field.required;
    return isCollection && !needsField && native.minItems.value_or(0) == 0;
}

bool isRequiredOnSpine(const Context& context, const core::Field& field) {
    const Type& type = context.type(field.type);
    if (type.kind == TypeKind::Optional)
        return isSwitched(context.type(type.element));
    return !isClearable(context.program.types, type);
}

bool admitsEmpty(const Type& type) {
    if (type.kind == TypeKind::Enum)
        return std::ranges::any_of(type.cases, [](const core::Case& item) { return item.key.empty(); });
    if ((type.kind != TypeKind::String && type.kind != TypeKind::Sensitive) || type.minLength > 0)
        return false;
    return type.pattern.empty() || text::matches(type.pattern, "");
}

bool isTextOf(const Type& type, const std::string& text) {
    auto length = static_cast<int64_t>(text::countRunes(text));
    if (!isSafeString(text) || length < type.minLength || (type.maxLength >= 0 && length > type.maxLength))
        return false;
    return type.pattern.empty() || text::matches(type.pattern, text);
}

bool isBlankable(const Context& context, const core::Field& field) {
    return core::isText(context.type(field.type)) && !hasDefault(context, field);
}

bool refusesBlank(const Type& type, bool element) { return !element || !admitsEmpty(type); }

namespace {

/// Has a chart that is included below the record a chart from elsewhere? Only the values of such are open.
bool includesOthers(const core::TypeTable& types, const Type& record) {
    return std::any_of(record.fields.begin(), record.fields.end(), [&](const core::Field& field) {
        const Type& held = types[field.type];
        if (held.kind != TypeKind::Record)
            return false;
        return (held.open && record.subchart) || (held.subchart && includesOthers(types, held));
    });
}

} // namespace

Tags tagsOf(const core::Program& program) {
    Tags tags;
    for (const core::ExternalChart& external : program.externals)
        tags.names.insert(external.tags.begin(), external.tags.end());
    tags.areAll = !includesOthers(program.types, program.types[program.valuesType]);
    std::vector<std::string> keys = core::keysOfRecord(program.types, program.types[program.valuesType]);
    bool isTaken = std::find(keys.begin(), keys.end(), "tags") != keys.end();
    tags.areThere = !isTaken && (!tags.names.empty() || !tags.areAll);
    return tags;
}

namespace {

std::string ofInt(const Type& type) {
    bool low = type.minInt > -core::maxInt;
    bool high = type.maxInt < core::maxInt;
    if (low && high)
        return fmt::format("an integer from {} to {}", type.minInt, type.maxInt);
    if (low)
        return fmt::format("an integer of {} or more", type.minInt);
    return high ? fmt::format("an integer of {} or less", type.maxInt) : "an integer";
}

std::string ofFloat(const Type& type) {
    bool low = std::isfinite(type.minFloat);
    bool high = std::isfinite(type.maxFloat);
    if (low && high)
        return fmt::format("a number from {} to {}", core::numberText(type.minFloat), core::numberText(type.maxFloat));
    if (low)
        return fmt::format("a number of {} or more", core::numberText(type.minFloat));
    return high ? fmt::format("a number of {} or less", core::numberText(type.maxFloat)) : "a number";
}

std::string_view ofDomain(Domain domain) {
    switch (domain) {
    case Domain::Plain:
        return "a string";
    case Domain::Url:
        return "a URL such as `http://host:80/path`";
    case Domain::Quantity:
        return "a quantity such as `10Gi` or `500m`";
    case Domain::Duration:
        return "a duration such as `30s`";
    case Domain::Percent:
        return "a percentage such as `25%`";
    case Domain::Tag:
        return "an image tag";
    case Domain::Cron:
        return "a cron schedule such as `0 3 * * *`";
    case Domain::Semver:
        return "a semantic version such as `1.2.3`";
    case Domain::DnsLabel:
        return "a DNS label (lower case letters, digits and `-`, at most 63)";
    case Domain::DnsName:
        return "a DNS name";
    }
    return "a string";
}

std::string ofString(const Type& type) {
    std::string text(ofDomain(type.domain));
    if (type.domain != Domain::Plain)
        return text;
    if (type.minLength > 0 && type.maxLength >= 0)
        text += fmt::format(" of {} to {} characters", type.minLength, type.maxLength);
    else if (type.minLength == 1)
        text += " that is not empty";
    else if (type.minLength > 0)
        text += fmt::format(" of {} characters or more", type.minLength);
    else if (type.maxLength >= 0)
        text += fmt::format(" of at most {} characters", type.maxLength);
    if (!type.pattern.empty())
        text += fmt::format(" that matches `{}`", type.pattern);
    return text;
}

} // namespace

std::string expectation(const Context& context, const Type& type) {
    switch (type.kind) {
    case TypeKind::Bool:
        return "true or false";
    case TypeKind::Int:
        return ofInt(type);
    case TypeKind::Float:
        return ofFloat(type);
    case TypeKind::String:
    case TypeKind::Sensitive:
        return ofString(type);
    case TypeKind::IntOrPercent:
        return "an integer of 0 or more, or a percentage such as `25%`, at most `100%`";
    case TypeKind::Enum: {
        std::string text = "one of ";
        for (const core::Case& item : type.cases)
            text += (&item == &type.cases.front() ? "" : ", ") + item.key;
        return text;
    }
    case TypeKind::List:
        return "a list";
    case TypeKind::Optional:
        return expectation(context, context.type(type.element));
    default:
        return "a map";
    }
}

std::string brief(const nlohmann::ordered_json& value) {
    if (value.is_object())
        return value.empty() ? "{}" : "a map";
    if (value.is_array())
        return value.empty() ? "[]" : "a list";
    if (value.is_number_float())
        return core::numberText(value.get<double>());
    std::string text = value.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
    if (text.size() <= 60)
        return text;
    return text::shortened(text, 56) + "\"";
}

std::string didYouMean(const std::string& word, const std::vector<std::string>& candidates) {
    return diag::didYouMean(diag::suggestName(word, candidates));
}

} // namespace stackc::values
