#include "values/renamed.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/layout.h"
#include "values/constraints.h"

namespace stackc::values {

using core::Field;
using core::KeyPath;
using core::Type;
using core::TypeKind;
using Json = nlohmann::ordered_json;

namespace {

KeyPath at(KeyPath path, const std::string& key) {
    path.push_back(key);
    return path;
}

/// The parts of one renamed value.
class Parts {
public:
    explicit Parts(const Context& context) : context_(context) {}

    std::vector<Move> moves;

    struct Place {
        KeyPath from, to;
        size_t sure;
        bool isSure;

        Place at(const std::string& key) const {
            return {values::at(from, key), values::at(to, key), sure + (isSure ? 1 : 0), isSure};
        }
    };

    void field(const Field& field, const Place& place) {
        const Type& type = context_.type(field.type);
        bool isOptional = type.kind == TypeKind::Optional;
        const Type& payload = isOptional ? context_.type(type.element) : type;
        if (!isSwitched(payload) || payload.open) {
            bool isMap = payload.kind == TypeKind::Map || payload.kind == TypeKind::Native ||
                         payload.kind == TypeKind::Data || payload.open;
            add(place, isBlankable(context_, field), isMap);
            return;
        }
        if (isOptional)
            add(place.at("enabled"), false, false);
        if (payload.kind == TypeKind::Record)
            record(payload, place);
        else
            tagged(payload, place);
    }

    void record(const Type& type, const Place& place) {
        for (const core::Placed& placed : core::layout(context_.program.types, type)) {
            if (placed.field->flat)
                tagged(context_.type(placed.field->type), place);
            else
                field(*placed.field, place.at(placed.field->key));
        }
    }

    void tagged(const Type& type, const Place& place) {
        add(place.at(type.tagKey), true, false);
        Place inner = place;
        inner.isSure = false;
        for (const Field& member : payloadFields(type))
            field(member, inner.at(member.key));
    }

private:
    void add(const Place& place, bool skipsEmpty, bool isMap) {
        moves.push_back({place.from, place.to, std::min(place.sure, place.to.size() - 1), skipsEmpty, isMap});
    }

    const Context& context_;
};

/// What must be there at and below renamed values where the schema can't say so.
class Demands {
public:
    explicit Demands(const Context& context) : context_(context) {}

    std::vector<Demand> demands;

    struct Place {
        KeyPath path;
        std::vector<Demand::Condition> when;
        std::string because; ///< " when queue.backend is redis"
        bool isRenamed = false;
        bool isOpen = false; ///< without a default, or under conditions
    };

    void record(const Type& type, const Place& place) {
        for (const Field& field : type.fields)
            this->field(field, place);
    }

private:
    void field(const Field& field, const Place& outer) {
        Place place = outer;
        const Type& type = context_.type(field.type);
        place.isRenamed |= !field.was.empty();
        place.isOpen |= place.isRenamed && !hasDefault(context_, field);
        if (field.flat) {
            type.kind == TypeKind::Record ? record(type, place) : tagged(type, place);
            return;
        }
        place.path.push_back(field.key);
        if (isRequiredOnSpine(context_, field))
            ask(place, isBlankable(context_, field) && refusesBlank(type, false));
        value(type, place);
    }

    void value(const Type& type, const Place& place) {
        if (type.kind == TypeKind::Record) {
            record(type, place);
        } else if (type.kind == TypeKind::Variant && !type.tagKey.empty()) {
            tagged(type, place);
        } else if (type.kind == TypeKind::Optional && isSwitched(context_.type(type.element))) {
            Place inner = place;
            inner.path.push_back("enabled");
            ask(inner, false);
            Place on = under(place, {inner.path, ""}, pathText(inner.path) + " is true");
            value(context_.type(type.element), on);
        }
    }

    void tagged(const Type& type, const Place& place) {
        KeyPath tag = at(place.path, type.tagKey);
        Place tagPlace = place;
        tagPlace.path = tag;
        ask(tagPlace, true);
        for (const Field& member : payloadFields(type))
            field(member, under(place, {tag, member.key}, pathText(tag) + " is " + member.key));
    }

    static Place under(Place place, Demand::Condition condition, const std::string& because) {
        place.when.push_back(std::move(condition));
        place.because = " when " + because;
        place.isOpen = true;
        return place;
    }

    void ask(const Place& place, bool refusesEmpty) {
        if (place.isRenamed && place.isOpen)
            demands.push_back(
                {place.when, place.path, refusesEmpty, pathText(place.path) + " is required" + place.because});
    }

    const Context& context_;
};

void lay(Json& into, const Json& from, bool isMap) {
    if (!isMap || !into.is_object() || !from.is_object()) {
        into = from;
        return;
    }
    for (const auto& [key, value] : from.items())
        if (!value.is_null())
            lay(into[key], value, true);
}

} // namespace

std::string pathText(const KeyPath& path) {
    std::string text;
    for (const std::string& key : path)
        text = joinPath(text, key);
    return text;
}

RenamedValues renamedValues(const Context& context) {
    RenamedValues result;
    const core::TypeTable& types = context.program.types;
    const Type& values = context.type(context.program.valuesType);
    for (const core::RenamedField& one : core::renamedFields(types, values)) {
        Parts parts(context);
        Parts::Place place{one.from, one.to, one.sure, one.sure == one.to.size()};
        if (!one.field->flat) {
            parts.field(*one.field, place);
            result.all.push_back({one.from, one.to, std::move(parts.moves)});
            continue;
        }
        const Type& type = context.type(one.field->type);
        type.kind == TypeKind::Record ? parts.record(type, place) : parts.tagged(type, place);
        for (Move& move : parts.moves) // each key has another place
            result.all.push_back({move.from, move.to, {move}});
    }
    if (result.all.empty())
        return result;
    Demands demands(context);
    demands.record(values, {});
    result.demands = std::move(demands.demands);
    return result;
}

const Json* given(const Json& values, const KeyPath& path) {
    const Json* at = &values;
    for (const std::string& key : path) {
        auto found = at->is_object() ? at->find(key) : at->end();
        if (!at->is_object() || found == at->end())
            return nullptr;
        at = &*found;
    }
    return at->is_null() ? nullptr : at;
}

namespace {

/// Takes the path out, and of the maps that led there those that hold nothing more, but none of the first `kept`.
void takeOut(Json& values, const KeyPath& path, size_t step, size_t kept) {
    auto found = values.is_object() ? values.find(path[step]) : values.end();
    if (!values.is_object() || found == values.end())
        return;
    bool isLast = step + 1 == path.size();
    if (!isLast)
        takeOut(*found, path, step + 1, kept);
    bool isHollow = found->is_null() || (found->is_object() && found->empty());
    if (isLast || (step >= kept && isHollow))
        values.erase(found);
}

} // namespace

Json withoutOld(const Context& context, Json values) {
    const core::TypeTable& types = context.program.types;
    const Type& root = context.type(context.program.valuesType);
    for (const core::RenamedField& one : core::renamedFields(types, root)) {
        const Field* found = nullptr;
        size_t kept = core::stepsInto(types, root, one.from, one.root, found);
        takeOut(values, one.from, 0, kept);
    }
    return values;
}

Json carried(const RenamedValues& renamed, const Json& user, Json values) {
    for (const Renamed& one : renamed.all)
        for (const Move& move : one.moves) {
            const Json* old = given(user, move.from);
            if (old == nullptr || (move.skipsEmpty && *old == ""))
                continue;
            Json* into = &values;
            for (const std::string& key : move.to) {
                if (!into->is_object())
                    *into = Json::object();
                into = &(*into)[key];
            }
            lay(*into, *old, move.isMap);
        }
    return values;
}

} // namespace stackc::values
