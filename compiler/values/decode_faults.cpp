#include "values/decode_faults.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/units.h"
#include "text/numbers.h"
#include "values/constraints.h"
#include "values/secrets.h"

namespace stackc::values {

using core::Type;
using core::TypeKind;
using ir::NodeRef;
using Json = nlohmann::ordered_json;

namespace {

/// What stands where a secret is wanted, which may be it: not the text itself, nor the number.
std::string briefSecret(const Type& type, const Json& json) {
    if (json.is_structured())
        return brief(json);
    bool isText = type.kind == TypeKind::Sensitive;
    return json.is_string()   ? (isText ? "another one" : "a string")
           : json.is_number() ? "a number"
           : json.is_null()   ? "none"
                              : "a Bool";
}

/// What was probably meant by a number or text that lacks its unit, or has another one.
std::string meantBy(const Type& type, const Json& json) {
    bool isPercent = type.kind == TypeKind::IntOrPercent;
    if ((type.kind != TypeKind::String && !isPercent) || !(json.is_number() || json.is_string()))
        return "";
    const std::string text = json.is_string() ? json.get<std::string>() : json.dump();
    std::string meant = core::meantText(text, isPercent ? core::Domain::Percent : type.domain);
    return meant == text ? "" : meant;
}

/// The text of an enum's case that was probably meant, where it is no text without quotes.
std::string unquotedCase(const Type& type, const Json& json) {
    std::vector<std::string> words{json.dump()};
    if (json.is_boolean())
        for (const char* word : json.get<bool>() ? std::array{"yes", "on", "y"} : std::array{"no", "off", "n"})
            words.emplace_back(word);
    const std::vector<std::string> keys = keysOf(type);
    auto meant = std::find_first_of(words.begin(), words.end(), keys.begin(), keys.end());
    return meant == words.end() ? "" : *meant;
}

} // namespace

std::vector<std::string> keysOf(const Type& type) {
    std::vector<std::string> keys;
    for (const core::Case& item : type.cases)
        keys.push_back(item.key);
    return keys;
}

NodeRef Faults::fail(const ValuePlace& place, std::string message, std::string suggestion) {
    errors_.push_back({place.path, std::move(message), std::move(suggestion)});
    return nullptr;
}

NodeRef Faults::mismatch(const ValuePlace& place, const Type& type, const Json& json) {
    std::string suggestion;
    if (type.kind == TypeKind::Enum && json.is_string())
        suggestion = didYouMean(json.get<std::string>(), keysOf(type));
    if (type.kind == TypeKind::Enum && (json.is_boolean() || json.is_number()))
        if (std::string meant = unquotedCase(type, json); !meant.empty())
            suggestion = fmt::format("without quotes it is a {}: write `\"{}\"`, or --set-string for Helm",
                                     json.is_boolean() ? "truth" : "number", meant);
    bool isText = type.kind == TypeKind::String || type.kind == TypeKind::Sensitive;
    if (std::string meant = meantBy(type, json); !meant.empty())
        suggestion = fmt::format("write `{}`", meant);
    else if (isText && json.is_number() && (type.domain == core::Domain::Plain || isTextOf(type, json.dump())))
        suggestion = "without quotes it is a number and loses its zeros, as `1.0` does: quote it, or use --set-string";
    else if (isText && json.is_boolean() && type.domain == core::Domain::Plain)
        suggestion = "without quotes it is a truth: quote it, or use --set-string";
    else if (type.domain == core::Domain::Quantity && json.is_number())
        suggestion = fmt::format("a number without a unit lies between 0 and {}", text::maxSafeInteger);
    else if (type.kind == TypeKind::Int && json.is_number() &&
             std::abs(json.get<double>()) > static_cast<double>(text::maxSafeInteger))
        suggestion = fmt::format("integers lie between -{0} and {0}: beyond them JSON's numbers are not exact",
                                 text::maxSafeInteger);
    else if (type.kind == TypeKind::Float && json.is_string() && Json::accept(json.get_ref<const std::string&>()))
        suggestion =
            "it is a text: without quotes it is a number, and `--set` reads only whole ones as numbers, --set-json all";
    bool isSecret = holdsSecret(context_.program.types, type);
    return fail(place,
                fmt::format("{}: expected {}, got {}", place.path, expectation(context_, type),
                            isSecret ? briefSecret(type, json) : brief(json)),
                suggestion);
}

NodeRef Faults::missing(const ValuePlace& place) { return fail(place, place.path + " is required" + place.when); }

NodeRef Faults::spoilt(const ValuePlace& place) {
    return fail(place, place.path + ": the string has a character or sequence that YAML or Helm would spoil");
}

NodeRef Faults::merged(const ValuePlace& place) {
    return fail(place, place.path + ": YAML merges what stands below this key");
}

} // namespace stackc::values
