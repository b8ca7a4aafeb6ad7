#include "verify/spoilt.h"

#include "values/constraints.h"
#include "values/merge.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace stackc::verify {

using core::Type;
using core::TypeKind;

namespace {

using Pointer = Json::json_pointer;

/// A value that can't stand at a place.
struct Fault {
    Pointer place;
    Json value;
};

/// Goes through values beside their type and finds what to spoil, at places that were not met before.
class Spoiler {
public:
    explicit Spoiler(const core::Program& program) : program_(program) {}

    std::vector<Fault> in(const Json& values) {
        faults_.clear();
        record(program_.types[program_.valuesType], values, {Pointer(), ""});
        return std::exchange(faults_, {});
    }

private:
    struct Place {
        Pointer at;
        std::string path; ///< the same for all elements of a collection

        Place below(const std::string& key) const { return {at / key, path + "." + key}; }
        Place element(const std::string& key) const { return {at / key, path + "[]"}; }
        Place element(size_t index) const { return {at / index, path + "[]"}; }
    };

    /// Each of the values, if this is the first time that the place is met.
    void spoil(const Place& place, std::vector<Json> wrong) {
        if (met_.insert(place.path).second)
            for (Json& value : wrong)
                faults_.push_back({place.at, std::move(value)});
    }

    void value(core::TypeId id, const Json& json, const Place& place) {
        const Type& type = program_.types[id];
        switch (type.kind) {
        case TypeKind::Record:
            spoil(place, {"a text"});
            return record(type, json, place);
        case TypeKind::Optional:
            return optional(program_.types[type.element], type.element, json, place);
        case TypeKind::Variant:
            return variant(type, json, place);
        case TypeKind::List:
        case TypeKind::Map:
            return collection(type, json, place);
        case TypeKind::Data:
        case TypeKind::Partial:
        case TypeKind::Error:
            return;
        case TypeKind::Native:
            return spoil(place, {json.is_string() ? Json(Json::array({1})) : Json("a text")});
        default:
            return spoil(place, wrongFor(type));
        }
    }

    /// What a scalar isn't. What its type takes all the same is left out later, by our side.
    static std::vector<Json> wrongFor(const Type& type) {
        std::vector<Json> wrong{Json::array({1}), "no such text"};
        switch (type.kind) {
        case TypeKind::Int:
            wrong.insert(wrong.end(), {type.minInt - 1, type.maxInt + 1, 0.5});
            break;
        case TypeKind::Float:
            wrong.insert(wrong.end(), {type.minFloat - 1, type.maxFloat + 1});
            break;
        case TypeKind::String:
        case TypeKind::Sensitive: {
            constexpr int64_t few = 5000;
            wrong.insert(wrong.end(), {7, "", "-", "x y", "Ä"});
            if (type.maxLength >= 0 && type.maxLength < few)
                wrong.push_back(std::string(static_cast<size_t>(type.maxLength) + 1, 'a'));
            if (type.minLength > 0 && type.minLength < few)
                wrong.push_back(std::string(static_cast<size_t>(type.minLength) - 1, 'a'));
            break;
        }
        default:
            wrong.push_back(7);
        }
        return wrong;
    }

    void record(const Type& type, const Json& json, const Place& place) {
        if (!json.is_object())
            return;
        if (!type.open)
            spoil(place.below("notDeclared"), {1});
        fields(type, json, place);
    }

    void fields(const Type& type, const Json& json, const Place& place) {
        for (const core::Field& field : type.fields)
            if (field.flat)
                flat(program_.types[field.type], json, place);
            else
                member(field, json, place);
    }

    /// Elements are written without what they have by default.
    void member(const core::Field& field, const Json& json, const Place& place) {
        auto found = json.find(field.key);
        value(field.type, found != json.end() ? *found : Json(), place.below(field.key));
    }

    /// Its keys stand among those of the record around it.
    void flat(const Type& type, const Json& json, const Place& place) {
        if (type.kind == TypeKind::Record)
            fields(type, json, place);
        else if (type.kind == TypeKind::Variant)
            tagged(type, json, place);
    }

    void optional(const Type& payload, core::TypeId id, const Json& json, const Place& place) {
        if (!values::isSwitched(payload))
            return value(id, json, place);
        if (!json.is_object())
            return;
        const Place enabled = place.below("enabled");
        spoil(enabled, {"a text"});
        if (auto found = json.find("enabled"); found != json.end() && *found == false)
            return;
        payload.kind == TypeKind::Record ? record(payload, json, place) : tagged(payload, json, place);
    }

    void variant(const Type& type, const Json& json, const Place& place) {
        if (!type.tagKey.empty())
            return tagged(type, json, place);
        spoil(place, {7, Json{{"noSuchCase", Json::object()}}});
        for (const core::Case& item : type.cases)
            if (json.is_object() && item.payload.valid() && json.contains(item.key))
                value(item.payload, json[item.key], place.below(item.key));
    }

    void tagged(const Type& type, const Json& json, const Place& place) {
        if (!json.is_object())
            return;
        spoil(place.below(type.tagKey), {"noSuchCase", 7});
        auto tag = json.find(type.tagKey);
        for (const core::Case& item : type.cases)
            if (tag != json.end() && *tag == item.key && item.payload.valid() && json.contains(item.key))
                value(item.payload, json[item.key], place.below(item.key));
    }

    void collection(const Type& type, const Json& json, const Place& place) {
        spoil(place, {"a text", 7});
        if (json.is_array())
            for (size_t i = 0; i < json.size(); ++i)
                value(type.element, json[i], place.element(i));
        if (!json.is_object())
            return;
        for (const auto& [key, element] : json.items()) {
            value(type.element, element, place.element(key));
            // A key that its type refuses, with an element that is right.
            for (const char* wrong : {"Not a key", "-"})
                spoil({place.at / wrong, place.path + "{}" + wrong}, {element});
        }
    }

    const core::Program& program_;
    std::vector<Fault> faults_;
    std::set<std::string> met_;
};

/// The outermost list around a place.
std::optional<Pointer> outermostList(const Json& whole, Pointer place) {
    std::optional<Pointer> list;
    while (!place.empty()) {
        place.pop_back();
        if (whole.contains(place) && whole[place].is_array())
            list = place;
    }
    return list;
}

} // namespace

std::vector<Set> spoiltSets(Stack& stack, const std::vector<Set>& sets) {
    session::Compilation& chart = stack.compilation();
    Spoiler spoiler(chart.program);
    std::vector<Set> spoilt;
    for (const Set& set : sets) {
        if (set.environment != nullptr || stack.evaluate(set, Make::Ways).kind != Ours::Kind::Taken)
            continue;
        const Json whole = values::mergeFiles(chart.defaults(), *set.values);
        for (Fault& fault : spoiler.in(whole)) {
            Set wrong = set;
            Json given = *set.values;
            if (const std::optional<Pointer> list = outermostList(whole, fault.place))
                given[*list] = whole[*list]; // values replace lists
            given[fault.place] = std::move(fault.value);
            wrong.values = std::move(given);
            wrong.label = fmt::format("spoilt {}", spoilt.size() + 1);
            if (stack.evaluate(wrong, Make::Ways).kind == Ours::Kind::Refused)
                spoilt.push_back(std::move(wrong));
        }
    }
    return spoilt;
}

} // namespace stackc::verify
