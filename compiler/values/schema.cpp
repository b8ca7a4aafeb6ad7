#include "values/schema.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <re2/re2.h>

#include "core/layout.h"
#include "kube/json_schema.h"
#include "text/characters.h"
#include "text/numbers.h"
#include "text/patterns.h"
#include "text/utf8.h"
#include "values/constraints.h"
#include "values/doc_text.h"
#include "values/encode.h"
#include "values/members.h"
#include "values/renamed.h"

namespace stackc::values {

using core::Domain;
using core::Field;
using core::Type;
using core::TypeId;
using core::TypeKind;
using Json = nlohmann::ordered_json;

namespace {

/// Relaxed: inside an off record or an inactive case, or what may be one. Types only; what is demanded where it is
/// active stands in demand().
struct Place {
    bool element = false;
    bool strict = true;
    ir::NodeRef preset = nullptr; ///< what a default says of the fields here, in elements

    /// Where the fields of that field stand, or what the case so called holds.
    Place of(const Context& context, const Field& field) const {
        return {element, strict, element ? heldByPreset(presetOf(context, field, preset)) : nullptr};
    }
    Place relaxed() const { return {element, false, preset}; }
};

Json refTo(const std::string& name) { return {{"$ref", "#/definitions/" + name}}; }

/// Adds the members of `more`; `properties` and `dependencies` are joined by key, `allOf` and `required` appended.
void join(Json& target, const Json& more) {
    for (const auto& [key, value] : more.items()) {
        if ((key == "properties" || key == "dependencies") && target.contains(key)) {
            for (const auto& [name, inner] : value.items())
                join(target[key][name], inner);
        } else if ((key == "allOf" || key == "required") && target.contains(key))
            target[key].insert(target[key].end(), value.begin(), value.end());
        else
            target[key] = value;
    }
}

/// Holds nothing that is said elsewhere.
bool isPlain(const Json& json) { return !json.is_structured() || json.empty(); }

const Json* memberOf(const Json* json, const std::string& key) {
    if (json == nullptr || !json->is_object())
        return nullptr;
    auto found = json->find(key);
    return found == json->end() ? nullptr : &*found;
}

class Builder {
public:
    explicit Builder(const Context& context) : context_(context) {}

    Json root() {
        const core::Program& program = context_.program;
        Json defaults = encode(context_, program.valuesType, context_.evalConst(program.defaults));
        definitions_["carried"] = carried();
        Json result = {{"$schema", "http://json-schema.org/draft-07/schema#"}, {"title", program.chart.name}};
        if (!program.chart.description.empty())
            result["description"] = program.chart.description;
        Json body = record(context_.type(program.valuesType), {}, &defaults);
        for (const core::RenamedField& one : core::renamedFields(program.types, context_.type(program.valuesType)))
            addOld(body, one);
        // A parent chart may put more into it.
        if (auto global = body["properties"].find("global"); global != body["properties"].end())
            (*global)["additionalProperties"] = true;
        // Where the chart is another's dependency under a condition, Helm hands it what the condition reads.
        if (!body["properties"].contains("enabled"))
            body["properties"]["enabled"] = {{"type", "boolean"}};
        if (Tags known = tagsOf(program); known.areThere)
            body["properties"]["tags"] = tags(known);
        body["patternProperties"] = openKeys();
        join(result, body);
        join(result, {{"allOf", {refTo("carried")}}});
        result["definitions"] = std::move(definitions_);
        return result;
    }

private:
    /// Are all texts of a value carried unharmed by YAML, Helm and Go templates, keys too? Asked once, of all values.
    static Json carried() {
        // YAML merges what stands below `<<`, also where it is quoted.
        Json keys = {{"pattern", text::carriedPattern()}, {"not", {{"pattern", "<no value>|^<<$"}}}};
        return {{"pattern", text::carriedPattern()},
                {"not", {{"type", "string"}, {"pattern", "<no value>"}}},
                {"items", refTo("carried")},
                {"propertyNames", keys},
                {"additionalProperties", refTo("carried")}};
    }

    /// What Helm reads for itself: it takes or leaves dependencies by them, where no condition decides.
    static Json tags(const Tags& known) {
        const Json truth = {{"type", {"boolean", "null"}}};
        Json properties = Json::object();
        for (const std::string& name : known.names)
            properties[name] = truth;
        return {{"type", {"object", "null"}},
                {"properties", properties},
                {"additionalProperties", known.areAll ? Json(false) : truth},
                {"description", "Tags of dependencies, which their conditions override"}};
    }

    // ---- renamed values

    /// The old key takes what the new one does; what conditions ask for is asked for by the templates.
    void addOld(Json& body, const core::RenamedField& one) {
        Json* at = &body;
        for (size_t i = 0; i + 1 < one.from.size(); ++i) {
            Json& properties = (*at)["properties"];
            if (!properties.contains(one.from[i]))
                properties[one.from[i]] = {
                    {"type", {"object", "null"}}, {"properties", Json::object()}, {"additionalProperties", false}};
            at = &properties[one.from[i]];
        }
        Json old = property(*one.field, {false, false}, nullptr);
        old.erase("description");
        old.erase("default");
        std::string text = one.field->flat ? "Deprecated: its keys stand in `" + pathText(one.to) + "` now."
                                           : "Deprecated: it is `" + pathText(one.to) + "` now.";
        if (one.to.empty())
            text = "Deprecated: its keys stand at the top now.";
        (*at)["properties"][one.from.back()] = {
            {"description", text}, {"deprecated", true}, {"anyOf", {old, {{"type", "null"}}}}};
    }

    /// Is what the field must have under conditions left to the templates?
    bool isLeft(const Field& field) const { return !field.was.empty() && !hasDefault(context_, field); }
    bool isLeft(const core::Placed& placed) const {
        return isLeft(*placed.field) || (placed.renamed != nullptr && isLeft(*placed.renamed));
    }

    class Renamed {
    public:
        Renamed(Builder& builder, bool isRenamed) : builder_(builder), saved_(builder.isRenamed_) {
            builder.isRenamed_ = isRenamed;
        }
        ~Renamed() { builder_.isRenamed_ = saved_; }
        Renamed(const Renamed&) = delete;
        Renamed& operator=(const Renamed&) = delete;

    private:
        Builder& builder_;
        bool saved_;
    };

    // ---- types

    Json typed(TypeId id, Place place, const Json* defaults, const Field* field = nullptr) {
        const Type& type = context_.type(id);
        switch (type.kind) {
        case TypeKind::Record:
            return record(type, place, defaults);
        case TypeKind::Optional:
            return optional(type, place, defaults);
        case TypeKind::Variant:
            if (type.tagKey.empty())
                return untagged(type, place, field);
            return place.strict ? strictly(type, demand(id, place), place, defaults)
                                : tagged(type, place, false, defaults);
        case TypeKind::List: {
            Renamed whole(*this, false); // elements are never put together of what two keys give
            return {{"type", "array"}, {"items", typed(type.element, {true, true}, nullptr)}};
        }
        case TypeKind::Map:
            return map(type);
        case TypeKind::Native:
            return kube::jsonSchema(context_.program.types.natives(), type.native, definitions_,
                                    context_.program.chart.kubeRange.newest());
        case TypeKind::Data:
            return type.open ? manifest() : data();
        default:
            return scalar(type);
        }
    }

    /// A resource of any kind.
    Json manifest() {
        Json text = {{"type", "string"}, {"minLength", 1}};
        Json metadata = {{"type", "object"}, {"properties", {{"name", text}}}, {"required", {"name"}}};
        return {{"allOf", {data()}},
                {"type", "object"},
                {"properties", {{"apiVersion", text}, {"kind", text}, {"metadata", metadata}}},
                {"required", {"apiVersion", "kind", "metadata"}}};
    }

    /// Where the tag is strict its cases exclude `""` by themselves.
    Json strictly(const Type& variant, const Json& demands, Place place, const Json* defaults) {
        Json result = tagged(variant, place, false, defaults);
        join(result, demands);
        result["properties"][variant.tagKey].erase("minLength");
        return result;
    }

    Json record(const Type& type, Place place, const Json* defaults) {
        Json result = {{"type", "object"}, {"properties", Json::object()}};
        Json required = Json::array();
        Json variants = Json::object(); // what flat ones ask for
        for (const core::Placed& placed : core::layout(context_.program.types, type)) {
            const Field& field = *placed.field;
            Renamed around(*this, isRenamed_ || placed.renamed != nullptr);
            Place own = placeIn(type, placed, place);
            own.strict = place.strict && !isLeft(placed);
            if (field.flat) {
                Json flat = flatVariant(field, own, defaults);
                for (auto& [key, inner] : flat["properties"].items())
                    append(result["properties"], key, std::move(inner));
                for (const char* key : {"type", "properties", "additionalProperties"})
                    flat.erase(key);
                join(variants, flat);
                continue;
            }
            const Json* preset = defaults == nullptr ? nullptr : members_.find(*defaults, field.key);
            append(result["properties"], field.key, property(field, own, preset));
            if (own.strict && isRequired(field, own))
                required.push_back(field.key);
        }
        if (!required.empty())
            result["required"] = std::move(required);
        join(result, variants);
        result["additionalProperties"] = type.open;
        if (type.subchart)
            result["patternProperties"] = openKeys();
        return result;
    }

    /// The keys of a variant that stand among others.
    Json flatVariant(const Field& field, Place place, const Json* defaults) {
        const Type& type = context_.type(field.type);
        Json result = place.strict ? strictly(type, demandFlat(field, place), place.of(context_, field), defaults)
                                   : tagged(type, place.of(context_, field), false, defaults);
        Json& tag = result["properties"][type.tagKey];
        if (std::string doc = describe(context_, field); !doc.empty())
            tag["description"] = doc;
        if (ir::NodeRef unset = unsetOf(field, place))
            tag["default"] = unset->text;
        return result;
    }

    /// What Helm hands to a chart, and what its users keep beside its values.
    static Json openKeys() { return {{"^(global|x-[ -~]*)$", true}}; }

    /// What the field of an element has where its key is absent; null on the spine, and where it is required.
    ir::NodeRef unsetOf(const Field& field, const Place& place) {
        return place.element ? absentOf(context_, field, place.preset) : nullptr;
    }

    bool isRequired(const Field& field, const Place& place) {
        return place.element ? unsetOf(field, place) == nullptr : isRequiredOnSpine(context_, field);
    }

    /// What is said of the record in which the field stands: the one itself, or a flat one in it.
    Place placeIn(const Type& type, const core::Placed& placed, const Place& place) {
        if (!place.element || placed.outer == placed.field)
            return place;
        for (const Field& field : type.fields)
            if (&field == placed.outer && field.flat) {
                Place inner = place.of(context_, field);
                const Type& held = context_.type(field.type);
                for (const core::Placed& deeper : core::layout(context_.program.types, held))
                    if (deeper.field == placed.field)
                        return placeIn(held, deeper, inner);
                return inner;
            }
        return place;
    }

    Json property(const Field& field, Place place, const Json* defaults) {
        const Type& type = context_.type(field.type);
        Renamed around(*this, isRenamed_ || !field.was.empty());
        Json result;
        if (!isBlankable(context_, field)) {
            result = typed(field.type, place.of(context_, field), defaults, &field);
            ir::NodeRef unset = unsetOf(field, place);
            bool isOn = type.kind == TypeKind::Optional && unset != nullptr && !unset->isNone(); // `""` says none
            if (isOn && !isSwitched(context_.type(type.element)) && !isUnsetByEmpty(context_.type(type.element)))
                result = orBlank(std::move(result));
        } else if (!place.strict) {
            result = blankable(type);
        } else {
            result = scalar(type);
            if (admitsEmpty(type) && refusesBlank(type, place.element))
                result["minLength"] = 1;
        }
        if (!place.element && isClearable(context_.program.types, type))
            result = orNull(std::move(result));
        if (result.contains("$ref"))
            result = {{"allOf", {result}}};
        if (!field.doc.empty())
            result["description"] = field.doc;
        Json fallback;
        if (ir::NodeRef unset = unsetOf(field, place))
            fallback = encode(context_, field.type, unset);
        else if (defaults != nullptr && !isBlankable(context_, field) && isPlain(*defaults))
            fallback = *defaults;
        if (!fallback.is_null() && isPlain(fallback))
            result["default"] = std::move(fallback);
        return result;
    }

    Json optional(const Type& type, Place place, const Json* defaults) {
        const Type& payload = context_.type(type.element);
        if (payload.kind == TypeKind::Record) {
            Json result = record(payload, place.relaxed(), defaults);
            addSwitch(result);
            return place.strict ? demanded(std::move(result), type, place) : result;
        }
        if (isSwitched(payload)) {
            Json result = tagged(payload, place.relaxed(), true, defaults);
            addSwitch(result);
            return place.strict ? demanded(std::move(result), type, place) : result;
        }
        if (core::isText(payload))
            return orNull(blankable(payload));
        Json result = isScalar(payload) ? scalar(payload) : typed(type.element, place, nullptr);
        return orNull(payload.isTextual() ? orBlank(std::move(result)) : std::move(result));
    }

    /// What the schema admits, or null. Words beside the types hold for values of their own type alone.
    static Json orNull(Json schema) {
        if (schema.contains("enum"))
            schema["enum"].push_back(nullptr);
        else if (schema.contains("type") && !schema.contains("allOf"))
            addType(schema, "null");
        else
            schema = alternatives(std::move(schema), {{"type", "null"}});
        return schema;
    }

    /// What the schema admits, or `""`.
    static Json orBlank(Json schema) {
        if (schema.contains("enum"))
            schema["enum"].push_back("");
        else if (schema.contains("type") && !schema.contains("allOf") && !hasType(schema, "string")) {
            addType(schema, "string");
            schema["maxLength"] = 0;
        } else if (hasType(schema, "string") && schema.contains("pattern") && !schema.contains("minLength"))
            schema["pattern"] = "^$|" + schema["pattern"].get<std::string>();
        else
            schema = alternatives(std::move(schema), {{"enum", {""}}});
        return schema;
    }

    static bool hasType(const Json& schema, const char* type) {
        auto found = schema.find("type");
        return found != schema.end() &&
               (*found == type || (found->is_array() && std::find(found->begin(), found->end(), type) != found->end()));
    }

    static void addType(Json& schema, const char* type) {
        Json& types = schema["type"];
        if (!types.is_array())
            types = Json::array({types});
        types.push_back(type);
    }

    static Json alternatives(Json schema, const Json& other) {
        bool isOpen = schema.size() == 1 && schema.contains("anyOf");
        Json result = isOpen ? std::move(schema) : Json{{"anyOf", Json::array({std::move(schema)})}};
        result["anyOf"].push_back(other);
        return result;
    }

    static void addSwitch(Json& object) {
        Json properties = {{"enabled", {{"type", "boolean"}}}};
        properties.update(object["properties"]);
        object["properties"] = std::move(properties);
    }

    Json demanded(Json relaxed, const Type& optional, const Place& place) {
        join(relaxed, demandOptional(optional, place));
        return relaxed;
    }

    /// The tag, and one property per case with a payload, relaxed.
    Json tagged(const Type& type, Place place, bool optional, const Json* defaults) {
        Json tags = Json::array();
        for (const core::Case& item : type.cases)
            tags.push_back(item.key);
        if (optional || !place.strict)
            tags.push_back("");
        Json tag = {{"enum", tags}};
        if (const Json* chosen = memberOf(defaults, type.tagKey))
            tag["default"] = *chosen;
        Json properties = {{type.tagKey, tag}};
        for (const Field& member : payloadFields(type))
            properties[member.key] = property(member, place.relaxed(), memberOf(defaults, member.key));
        return {{"type", "object"}, {"properties", properties}, {"additionalProperties", false}};
    }

    Json untagged(const Type& type, Place place, const Field* field) {
        Renamed whole(*this, false); // one key gives all of it
        Json choices = Json::array();
        for (const core::Case& item : type.cases) {
            if (type.isTextual() && item.fromText) {
                const Type& text = context_.type(item.payload);
                choices.push_back(meantByEmpty(context_, type, field) != nullptr ? blankable(text) : scalar(text));
                continue;
            }
            Json payload = {{"type", "object"}, {"additionalProperties", false}};
            if (item.payload.valid())
                payload = typed(item.payload, {place.element || type.isTextual(), true}, nullptr);
            choices.push_back({{"type", "object"},
                               {"properties", {{item.key, payload}}},
                               {"required", {item.key}},
                               {"additionalProperties", false}});
        }
        return {{"oneOf", choices}};
    }

    /// Lists and maps of scalars, at any depth, without null.
    Json data() {
        definitions_["data"] = {{"type", {"boolean", "number", "string", "array", "object"}},
                                {"items", refTo("data")},
                                {"additionalProperties", refTo("data")}};
        return refTo("data");
    }

    Json map(const Type& type) {
        Json result = {{"type", "object"}};
        if (type.key.valid())
            if (Json keys = scalar(context_.type(type.key)); keys != Json{{"type", "string"}})
                result["propertyNames"] = std::move(keys);
        result["additionalProperties"] = typed(type.element, {true, true}, nullptr);
        return result;
    }

    // ---- scalars

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
                    {"maximum", maxIntOrPercent},
                    {"pattern", text::partPattern}};
        case TypeKind::String:
        case TypeKind::Sensitive:
            return string(type);
        default:
            return Json::object();
        }
    }

    static Json string(const Type& type) {
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

    /// The string-like type or `""`.
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

    // ---- what an active value must have beyond its types

    Json demand(TypeId id, const Place& place) {
        const Type& type = context_.type(id);
        switch (type.kind) {
        case TypeKind::Record: {
            Json result = Json::object();
            Json required = Json::array();
            Json properties = Json::object();
            Json variants = Json::object();
            for (const core::Placed& placed : core::layout(context_.program.types, type)) {
                const Field& field = *placed.field;
                Renamed around(*this, isRenamed_ || placed.renamed != nullptr);
                if (isLeft(placed))
                    continue;
                const Place own = placeIn(type, placed, place);
                if (field.flat) {
                    join(variants, demandFlat(field, own));
                    continue;
                }
                if (isRequired(field, own))
                    required.push_back(field.key);
                if (Json inner = demandField(field, own); !inner.empty())
                    properties[field.key] = std::move(inner);
            }
            if (!required.empty())
                result["required"] = std::move(required);
            if (!properties.empty())
                result["properties"] = std::move(properties);
            join(result, variants);
            return result;
        }
        case TypeKind::Optional:
            return demandOptional(type, place);
        case TypeKind::Variant:
            return type.tagKey.empty() ? Json::object() : demandTagged(type, place);
        default:
            return Json::object();
        }
    }

    /// In an element a flat variant that has a default is there if its tag is; its other keys are not without it.
    Json demandFlat(const Field& field, const Place& place) {
        const Type& type = context_.type(field.type);
        Renamed around(*this, isRenamed_ || !field.was.empty());
        Json result = demandTagged(type, place.of(context_, field));
        if (unsetOf(field, place) == nullptr)
            return result;
        result.erase("required");
        for (const Field& member : payloadFields(type))
            result["dependencies"][member.key] = {type.tagKey};
        return result;
    }

    Json demandField(const Field& field, const Place& place) {
        Renamed around(*this, isRenamed_ || !field.was.empty());
        if (!isBlankable(context_, field))
            return demand(field.type, place.of(context_, field));
        return refusesBlank(context_.type(field.type), place.element) ? Json{{"minLength", 1}} : Json::object();
    }

    Json demandOptional(const Type& optional, const Place& place) {
        bool element = place.element;
        if (!isSwitched(context_.type(optional.element)))
            return Json::object();
        Json inner = demand(optional.element, place);
        Json condition = {{"properties", {{"enabled", {{"const", !element}}}}}, {"required", {"enabled"}}};
        Json result = Json::object();
        if (!element)
            result["required"] = {"enabled"};
        if (inner.empty() || isRenamed_)
            return result;
        result["if"] = std::move(condition);
        // In an element `enabled` is true where it is absent.
        result[element ? "else" : "then"] = std::move(inner);
        return result;
    }

    Json demandTagged(const Type& type, const Place& place) {
        Json result = {{"properties", {{type.tagKey, {{"minLength", 1}}}}}, {"required", {type.tagKey}}};
        Json cases = Json::array();
        for (const core::Case& item : type.cases) {
            if (!item.payload.valid() || isRenamed_)
                continue;
            Field member;
            member.key = item.key;
            member.type = item.payload;
            Json then = Json::object();
            if (isRequired(member, place))
                then["required"] = {item.key};
            if (Json inner = demandField(member, place); !inner.empty())
                then["properties"] = {{item.key, inner}};
            if (then.empty())
                continue;
            Json tag = {{type.tagKey, {{"const", item.key}}}};
            cases.push_back({{"if", {{"properties", tag}, {"required", {type.tagKey}}}}, {"then", then}});
        }
        if (!cases.empty())
            result["allOf"] = std::move(cases);
        return result;
    }

    const Context& context_;
    Members members_;
    Json definitions_ = Json::object();
    bool isRenamed_ = false; ///< at or below what an old key may give
};

} // namespace

Json schema(const Context& context) { return Builder(context).root(); }

namespace {

/// JSON whose objects and lists stand on one line where they fit, or where they are nested so deep that none would.
class Printer {
public:
    std::string out;

    /// `lead`: the columns that are taken on the line.
    void print(const Json& json, size_t indent, size_t lead) {
        const size_t begin = out.size();
        const bool isDeep = indent >= deepest_;
        if (oneLine(json, isDeep ? SIZE_MAX : begin + std::max(width_, lead) - lead) || !json.is_structured() ||
            json.empty())
            return;
        out.resize(begin);
        out += json.is_object() ? "{" : "[";
        const char* separator = "\n";
        eachMember(json, [&](const std::string* key, const Json& value) {
            out += separator;
            separator = ",\n";
            out.append(indent + 2, ' ');
            const size_t name = out.size();
            addKey(key);
            print(value, indent + 2, indent + 2 + out.size() - name + 1); // a comma may follow
            return true;
        });
        out += '\n';
        out.append(indent, ' ');
        out += json.is_object() ? "}" : "]";
    }

private:
    static constexpr size_t width_ = 120;
    static constexpr size_t deepest_ = 100; ///< columns

    /// Printed up to where `out` would be longer than that; false: it is.
    bool oneLine(const Json& json, size_t most) {
        if (!json.is_structured() || json.empty()) {
            addScalar(json);
            return out.size() <= most;
        }
        out += json.is_object() ? "{" : "[";
        const char* separator = "";
        bool fits = eachMember(json, [&](const std::string* key, const Json& value) {
            out += separator;
            separator = ", ";
            addKey(key);
            return out.size() <= most && oneLine(value, most);
        });
        out += json.is_object() ? "}" : "]";
        return fits && out.size() <= most;
    }

    /// Calls `visit` with key (null in an array) and value of each member, until it returns false; whether it never
    /// did.
    template <typename Visit> static bool eachMember(const Json& json, Visit visit) {
        if (json.is_array())
            return std::all_of(json.begin(), json.end(), [&](const Json& value) { return visit(nullptr, value); });
        const auto& object = json.get_ref<const Json::object_t&>();
        return std::all_of(object.begin(), object.end(),
                           [&](const auto& member) { return visit(&member.first, member.second); });
    }

    void addKey(const std::string* key) {
        if (key == nullptr)
            return;
        addText(*key);
        out += ": ";
    }

    void addScalar(const Json& json) {
        if (json.is_string())
            addText(json.get_ref<const std::string&>());
        else
            out += json.dump();
    }

    /// Few texts have what JSON writes otherwise.
    void addText(const std::string& text) {
        bool isPlain =
            std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~' && c != '"' && c != '\\'; });
        if (!isPlain) {
            out += Json(text).dump();
            return;
        }
        out += '"';
        out += text;
        out += '"';
    }
};

} // namespace

std::string schemaText(const Context& context) {
    Printer printer;
    printer.print(schema(context), 0, 0);
    std::string json = printer.out + "\n";
    std::string out;
    size_t copied = 0;
    for (size_t at = 0; at < json.size();) {
        if (json[at] >= ' ' && json[at] <= '~') {
            ++at;
            continue;
        }
        size_t begin = at;
        char32_t rune = text::nextRune(json, at);
        if (text::isCarried(rune))
            continue;
        out.append(json, copied, begin - copied);
        out += fmt::format("\\u{:04x}", uint32_t{rune}); // none of them is above U+FFFF
        copied = at;
    }
    return out.append(json, copied);
}

bool holdsNextLine(const Json& values) {
    auto has = [](const std::string& text) { return text.find("\u0085") != std::string::npos; };
    if (values.is_string())
        return has(values.get_ref<const std::string&>());
    if (!values.is_structured())
        return false;
    for (const auto& [key, value] : values.items())
        if ((values.is_object() && has(key)) || holdsNextLine(value))
            return true;
    return false;
}

} // namespace stackc::values
