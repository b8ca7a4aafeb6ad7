#include "values/schema.h"

#include <utility>

#include <nlohmann/json.hpp>

#include "core/layout.h"
#include "kube/json_schema.h"
#include "text/characters.h"
#include "values/constraints.h"
#include "values/doc_text.h"
#include "values/encode.h"
#include "values/members.h"
#include "values/renamed.h"
#include "values/schema_demands.h"
#include "values/schema_laid.h"
#include "values/schema_scalars.h"
#include "values/schema_words.h"

namespace stackc::values {

using core::Field;
using core::KeyPath;
using core::Type;
using core::TypeId;
using core::TypeKind;
using Json = nlohmann::ordered_json;

namespace {

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
            addOld(body, one, defaults);
        Json laid = Json::array();
        for (const Renamed& one : renamedValues(context_).all)
            for (const Move& move : one.moves)
                if (move.object.valid())
                    demandLaidIn(context_.type(move.object), move.from, move.to, given(defaults, move.to), laid);
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
        join(result, {{"allOf", std::move(laid)}});
        result["definitions"] = std::move(definitions_);
        placeDefinitionsOfOnce(result);
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
    void addOld(Json& body, const core::RenamedField& one, const Json& defaults) {
        Json* at = &body;
        for (size_t i = 0; i + 1 < one.from.size(); ++i) {
            Json& properties = (*at)["properties"];
            if (!properties.contains(one.from[i]))
                properties[one.from[i]] = {
                    {"type", {"object", "null"}}, {"properties", Json::object()}, {"additionalProperties", false}};
            at = &properties[one.from[i]];
        }
        isOld_ = true;
        under_ = Under::Laid;
        Json old = property(*one.field, SchemaPlace{}.relaxed(), one.field->flat ? nullptr : given(defaults, one.to));
        isOld_ = false;
        under_ = Under::New;
        old.erase("description");
        std::string text = one.field->flat ? "Deprecated: its keys stand in `" + pathText(one.to) + "` now."
                                           : "Deprecated: it is `" + pathText(one.to) + "` now.";
        if (one.to.empty())
            text = "Deprecated: its keys stand at the top now.";
        (*at)["properties"][one.from.back()] = {
            {"description", text}, {"deprecated", true}, {"anyOf", {old, {{"type", "null"}}}}};
    }

    // ---- types

    Json typed(TypeId id, SchemaPlace place, const Json* defaults, const Field* field = nullptr) {
        const Type& type = context_.type(id);
        switch (type.kind) {
        case TypeKind::Record:
            return record(type, place, defaults);
        case TypeKind::Optional:
            return optional(type, place, defaults);
        case TypeKind::Variant:
            if (type.tagKey.empty())
                return untagged(type, field);
            return place.strict ? strictly(type, demand(context_, id, place), place, defaults)
                                : tagged(type, place, false, defaults);
        case TypeKind::List: // elements are never put together of what two keys give
            return {{"type", "array"},
                    {"items", as(Under::New, [&] { return typed(type.element, elementPlace(false), nullptr); })}};
        case TypeKind::Map:
            return map(type, place.renamed, defaults);
        case TypeKind::Native:
            return native(type);
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
    Json strictly(const Type& variant, const Json& demands, SchemaPlace place, const Json* defaults) {
        Json result = tagged(variant, place, false, defaults);
        join(result, demands);
        result["properties"][variant.tagKey].erase("minLength");
        return result;
    }

    Json record(const Type& type, SchemaPlace place, const Json* defaults) {
        Json result = {{"type", "object"}, {"properties", Json::object()}};
        Json required = Json::array();
        Json variants = Json::object(); // what flat ones ask for
        for (const core::Placed& placed : core::layout(context_.program.types, type)) {
            const Field& field = *placed.field;
            SchemaPlace own = placeIn(context_, type, placed, place).orRenamed(placed.renamed != nullptr);
            own.strict = place.strict && !isLeft(context_, placed);
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
            if (own.strict && isRequired(context_, field, own))
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
    Json flatVariant(const Field& field, SchemaPlace place, const Json* defaults) {
        const Type& type = context_.type(field.type);
        Json result = place.strict
                          ? strictly(type, demandFlat(context_, field, place), place.of(context_, field), defaults)
                          : tagged(type, place.of(context_, field), false, defaults);
        Json& tag = result["properties"][type.tagKey];
        if (std::string doc = describe(context_, field); !doc.empty())
            tag["description"] = doc;
        if (ir::NodeRef unset = unsetOf(context_, field, place))
            tag["default"] = unset->text;
        return result;
    }

    /// What Helm hands to a chart, and what its users keep beside its values.
    static Json openKeys() { return {{"^(global|x-[ -~]*)$", true}}; }

    Json property(const Field& field, const SchemaPlace& outer, const Json* defaults) {
        const Type& type = context_.type(field.type);
        const SchemaPlace place = outer.orRenamed(!field.was.empty());
        Json result;
        if (!isBlankable(context_, field)) {
            result = typed(field.type, place.of(context_, field), defaults, &field);
            ir::NodeRef unset = unsetOf(context_, field, place);
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
        if (isOld_)
            return result;
        Json fallback;
        if (ir::NodeRef unset = unsetOf(context_, field, place))
            fallback = encode(context_, field.type, unset);
        else if (defaults != nullptr && !isBlankable(context_, field) && isPlain(*defaults))
            fallback = *defaults;
        if (!fallback.is_null() && isPlain(fallback))
            result["default"] = std::move(fallback);
        return result;
    }

    Json optional(const Type& type, SchemaPlace place, const Json* defaults) {
        const Type& payload = context_.type(type.element);
        if (payload.kind == TypeKind::Record) {
            Json result = record(payload, place.relaxed(), defaults);
            return switched(std::move(result), type, place);
        }
        if (isSwitched(payload)) {
            Json result = tagged(payload, place.relaxed(), true, defaults);
            return switched(std::move(result), type, place);
        }
        if (core::isText(payload))
            return orNull(blankable(payload));
        Json result = isScalar(payload) ? scalar(payload) : typed(type.element, place, nullptr);
        return orNull(payload.isTextual() ? orBlank(std::move(result)) : std::move(result));
    }

    /// With what says whether it is on. In an element it may be `null`, which says no more than if it weren't there.
    Json switched(Json object, const Type& optional, const SchemaPlace& place) {
        Json properties = {{"enabled", {{"type", "boolean"}}}};
        properties.update(object["properties"]);
        object["properties"] = std::move(properties);
        if (place.strict)
            object = demanded(std::move(object), optional, place);
        return place.element ? orNull(std::move(object)) : object;
    }

    Json demanded(Json relaxed, const Type& optional, const SchemaPlace& place) {
        join(relaxed, demandOptional(context_, optional, place));
        return relaxed;
    }

    /// The tag, and one property per case with a payload, relaxed.
    Json tagged(const Type& type, SchemaPlace place, bool optional, const Json* defaults) {
        Json tags = Json::array();
        for (const core::Case& item : type.cases)
            tags.push_back(item.key);
        if (optional || !place.strict)
            tags.push_back("");
        Json tag = {{"enum", tags}};
        if (const Json* chosen = isOld_ ? nullptr : memberOf(defaults, type.tagKey))
            tag["default"] = *chosen;
        Json properties = {{type.tagKey, tag}};
        for (const Field& member : payloadFields(type))
            properties[member.key] = property(member, place.relaxed(), memberOf(defaults, member.key));
        return {{"type", "object"}, {"properties", properties}, {"additionalProperties", false}};
    }

    Json untagged(const Type& type, const Field* field) {
        const SchemaPlace whole{true}; // one key gives all of it
        Json choices = Json::array();
        for (const core::Case& item : type.cases) {
            if (type.isTextual() && item.fromText) {
                const Type& text = context_.type(item.payload);
                choices.push_back(meantByEmpty(context_, type, field) != nullptr ? blankable(text) : scalar(text));
                continue;
            }
            Json payload = {{"type", "object"}, {"additionalProperties", false}};
            if (item.payload.valid())
                payload = as(Under::New, [&] { return typed(item.payload, whole, nullptr); });
            choices.push_back({{"type", "object"},
                               {"properties", {{item.key, payload}}},
                               {"required", {item.key}},
                               {"additionalProperties", false}});
        }
        return {{"oneOf", choices}};
    }

    /// Under an old key, null takes an entry away, and objects of Kubernetes are laid over those of the default.
    void overEntries(Json& schema, const Type& type, bool isRenamed, const Json* defaults) {
        const Json null = {{"type", "null"}};
        schema["additionalProperties"] = alternatives(std::move(schema["additionalProperties"]), null);
        const TypeKind element = context_.type(type.element).kind;
        bool isLaid = under_ == Under::Laid && (element == TypeKind::Native || element == TypeKind::Map);
        if (!isLaid || defaults == nullptr || !defaults->is_object())
            return;
        for (const auto& [key, value] : defaults->items())
            schema["properties"][key] = alternatives(typed(type.element, elementPlace(isRenamed), &value), null);
    }

    Json native(const Type& type) {
        Json result = kube::jsonSchema(context_.program.types.natives(), type.native, definitions_,
                                       context_.program.chart.kubeRange.newest());
        return under_ == Under::New
                   ? result
                   : withNulls(std::move(result), under_ == Under::Laid ? Given::Part : Given::Whole, definitions_);
    }

    /// What objects of Kubernetes need that are laid over others.
    void demandLaidIn(const Type& type, const KeyPath& from, const KeyPath& to, const Json* preset, Json& demands) {
        if (type.kind == TypeKind::Native)
            demandLaid(native(type), definitions_, from, to, demands);
        else if (type.kind == TypeKind::Map && preset != nullptr && preset->is_object())
            for (const auto& [key, value] : preset->items()) {
                KeyPath below = from, over = to;
                below.push_back(key);
                over.push_back(key);
                demandLaidIn(context_.type(type.element), below, over, &value, demands);
            }
    }

    /// Lists and maps of scalars, at any depth, without null.
    Json data() {
        if (under_ != Under::New) {
            definitions_["dataOrNull"] = {{"type", {"boolean", "number", "string", "array", "object", "null"}},
                                          {"items", refTo("data")},
                                          {"additionalProperties", refTo("dataOrNull")}};
            definitions_["oldData"] = {{"allOf", {refTo("dataOrNull")}}, {"not", {{"type", "null"}}}};
        }
        definitions_["data"] = {{"type", {"boolean", "number", "string", "array", "object"}},
                                {"items", refTo("data")},
                                {"additionalProperties", refTo("data")}};
        return refTo(under_ != Under::New ? "oldData" : "data");
    }

    /// Of the keys of a map; patterns of types that have a name are written once. Definitions of others begin with a
    /// small letter.
    Json keysOf(const Type& type) {
        Json keys = scalar(type);
        const bool isNamed = !type.name.empty() && type.name.front() >= 'A' && type.name.front() <= 'Z';
        if (!isNamed || !keys.contains("pattern"))
            return keys;
        Json& known = definitions_[type.name];
        if (known.is_null())
            known = keys;
        return known == keys ? refTo(type.name) : keys;
    }

    Json map(const Type& type, bool isRenamed, const Json* defaults) {
        Json result = {{"type", "object"}};
        if (type.key.valid())
            if (Json keys = keysOf(context_.type(type.key)); keys != Json{{"type", "string"}})
                result["propertyNames"] = std::move(keys);
        result["additionalProperties"] = as(under_ == Under::New ? Under::New : Under::Whole,
                                            [&] { return typed(type.element, elementPlace(isRenamed), nullptr); });
        if (under_ != Under::New)
            overEntries(result, type, isRenamed, defaults);
        return result;
    }

    /// What is laid over what.
    enum class Under : uint8_t {
        New,   ///< nothing: no old key, or a list below one
        Whole, ///< of an old key whose nulls take keys away: what is required is given with it
        Laid,  ///< of an old key, over what stands under the new one
    };

    /// The schema of something below, which is laid otherwise.
    template <typename Made> Json as(Under under, const Made& made) {
        const Under outer = std::exchange(under_, under);
        Json result = made();
        under_ = outer;
        return result;
    }

    const Context& context_;
    Members members_;
    Json definitions_ = Json::object();
    bool isOld_ = false; ///< under a key of before, whose defaults stand under the new one
    Under under_ = Under::New;
};

} // namespace

Json schema(const Context& context) { return Builder(context).root(); }

} // namespace stackc::values
