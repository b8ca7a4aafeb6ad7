#include "values/schema_scalars.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <re2/re2.h>

#include "text/numbers.h"
#include "text/patterns.h"
#include "values/constraints.h"
#include "values/schema_words.h"

namespace stackc::values {

using core::Domain;
using core::Type;
using core::TypeKind;
using Json = nlohmann::ordered_json;

namespace {

Json string(const Type& type) {
    Json result = {{"type", "string"}};
    if (type.minLength > 0)
        result["minLength"] = type.minLength;
    if (type.maxLength >= 0)
        result["maxLength"] = type.maxLength;
    if (!type.pattern.empty())
        result["pattern"] = type.pattern;
    if (type.domain != Domain::Quantity)
        return result;
    addType(result, "number");
    bool isMore = !re2::RE2::PartialMatch("0", type.pattern);
    result.update({{isMore ? "exclusiveMinimum" : "minimum", 0}, {"maximum", text::maxSafeInteger}});
    return result;
}

} // namespace

Json scalar(const Type& type) {
    switch (type.kind) {
    case TypeKind::Bool:
        return {{"type", "boolean"}};
    case TypeKind::Int:
        return {{"type", "integer"}, {"minimum", type.minInt}, {"maximum", type.maxInt}};
    case TypeKind::Float: {
        Json result = {{"type", "number"}};
        if (std::isfinite(type.minFloat))
            result["minimum"] = type.minFloat;
        if (std::isfinite(type.maxFloat))
            result["maximum"] = type.maxFloat;
        return result;
    }
    case TypeKind::Enum: {
        Json keys = Json::array();
        for (const core::Case& item : type.cases)
            keys.push_back(item.key);
        return {{"enum", keys}};
    }
    case TypeKind::IntOrPercent:
        return {{"type", {"integer", "string"}},
                {"minimum", 0},
                {"maximum", text::greatestPart},
                {"pattern", text::partPattern}};
    case TypeKind::String:
    case TypeKind::Sensitive:
        return string(type);
    default:
        return Json::object();
    }
}

Json blankable(const Type& type) {
    if (admitsEmpty(type))
        return scalar(type);
    if (type.kind == TypeKind::Enum) {
        Json result = scalar(type);
        result["enum"].push_back("");
        return result;
    }
    // No shorter text than the pattern's matches: a plain alternative keeps messages readable.
    if ((type.kind == TypeKind::String || type.kind == TypeKind::Sensitive) && type.minLength <= 1) {
        Type open = type;
        open.minLength = 0;
        bool patternRefuses = !admitsEmpty(open);
        if (patternRefuses)
            open.pattern = "^$|" + type.pattern;
        if (patternRefuses || type.pattern.empty())
            return string(open);
    }
    return alternatives(scalar(type), {{"enum", {""}}});
}

} // namespace stackc::values
