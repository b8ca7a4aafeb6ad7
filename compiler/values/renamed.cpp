#include "values/renamed.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "core/layout.h"
#include "values/constraints.h"
#include "values/encode.h"

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
            bool isCleared = isOptional || isClearable(context_.program.types, type);
            add(place, {.isEmptyNothing = isBlankable(context_, field),
                        .isMap = isMap,
                        .object = payload.kind == TypeKind::Native || payload.kind == TypeKind::Map
                                      ? core::TypeId(isOptional ? type.element : field.type)
                                      : core::TypeId{},
                        .isCleared = isCleared});
            return;
        }
        if (isOptional)
            add(place.at("enabled"), {});
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
        add(place.at(type.tagKey), {.isEmptyNothing = true});
        Place inner = place;
        inner.isSure = false;
        for (const Field& member : payloadFields(type))
            field(member, inner.at(member.key));
    }

private:
    /// What is said of a part beside its places.
    struct Part {
        bool isEmptyNothing = false, isMap = false;
        core::TypeId object = {};
        bool isCleared = false;
    };

    void add(const Place& place, const Part& part) {
        moves.push_back({place.from, place.to, std::min(place.sure, place.to.size() - 1), part.isEmptyNothing,
                         part.isMap, part.object, part.isCleared});
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

/// Lays the entries of a map over those of another one, as Helm lays what users give over the defaults.
void lay(Json& into, const Json& from, Taking taking) {
    if (!from.is_object()) {
        into = from;
        return;
    }
    if (!into.is_object())
        into = Json::object();
    for (const auto& [key, value] : from.items())
        if (value.is_null() && taking == Taking::Done)
            into.erase(key);
        else
            lay(into[key], value, taking);
}

/// The map that holds what the path leads to; null if there is none.
Json* around(Json& values, const KeyPath& path) {
    Json* at = &values;
    for (size_t step = 0; step + 1 < path.size() && at != nullptr; ++step) {
        auto found = at->is_object() ? at->find(path[step]) : at->end();
        at = at->is_object() && found != at->end() ? &*found : nullptr;
    }
    return at != nullptr && at->is_object() ? at : nullptr;
}

bool isNullAt(const Json& values, const KeyPath& path) {
    const KeyPath outer(path.begin(), path.end() - 1);
    const Json* map = outer.empty() ? &values : given(values, outer);
    return map != nullptr && map->is_object() && map->contains(path.back()) && (*map)[path.back()].is_null();
}

Json& placeFor(Json& values, const KeyPath& path) {
    Json* into = &values;
    for (const std::string& key : path) {
        if (!into->is_object())
            *into = Json::object();
        into = &(*into)[key];
    }
    return *into;
}

/// What a null at the old path does.
void take(Json& values, const KeyPath& path, Taking taking) {
    if (taking == Taking::Kept)
        placeFor(values, path) = nullptr;
    else if (Json* map = around(values, path))
        map->erase(path.back());
}

void eraseNulls(Json& value) {
    if (!value.is_object())
        return;
    for (auto item = value.begin(); item != value.end();)
        if (item->is_null()) {
            item = value.erase(item);
        } else {
            eraseNulls(*item);
            ++item;
        }
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

bool isGiven(const Renamed& renamed, const Json& values) {
    if (given(values, renamed.from) != nullptr)
        return true;
    return std::ranges::any_of(renamed.moves, [&](const Move& move) {
        return move.from == renamed.from && move.isCleared && isNullAt(values, move.from);
    });
}

Json carried(const RenamedValues& renamed, const Json& user, Json values, Taking taking) {
    for (const Renamed& one : renamed.all)
        for (const Move& move : one.moves) {
            const Json* old = given(user, move.from);
            if (old == nullptr && move.isCleared && isNullAt(user, move.from))
                take(values, move.to, taking);
            if (old == nullptr || (move.skipsEmpty && *old == ""))
                continue;
            if (move.isMap)
                lay(placeFor(values, move.to), *old, taking);
            else
                placeFor(values, move.to) = *old;
        }
    return values;
}

namespace {

const Json* entryOf(const Json* map, const std::string& key) {
    return map != nullptr && map->is_object() ? given(*map, {key}) : nullptr;
}

/// `preset` is the default of what is there, where it has one.
void layObjects(const Context& context, const Type& type, Json& old, const Json* there, const Json* preset) {
    if (there == nullptr || !there->is_object() || !old.is_object())
        return;
    if (type.kind == TypeKind::Native) {
        Json laid = *there;
        lay(laid, old, Taking::Kept);
        old = std::move(laid);
    } else if (type.kind == TypeKind::Map) {
        for (auto& [key, value] : old.items())
            if (const Json* known = entryOf(preset, key))
                layObjects(context, context.type(type.element), value, entryOf(there, key), known);
    }
}

/// What nulls take away is gone, but where their keys have a type: in objects of Kubernetes, and in maps of those.
void takeUntyped(const Context& context, const Type& type, Json& value) {
    if (type.kind == TypeKind::Map) {
        for (auto& [key, inner] : value.items())
            if (!inner.is_null())
                takeUntyped(context, context.type(type.element), inner);
    } else if (type.kind != TypeKind::Native) {
        eraseNulls(value);
    }
}

} // namespace

Json checkedOld(const Context& context, const RenamedValues& renamed, Json user, const Json& values) {
    const core::Program& program = context.program;
    std::optional<Json> defaults; // once they are asked for
    for (const Renamed& one : renamed.all)
        for (const Move& move : one.moves) {
            Json* map = move.isMap && given(user, move.from) != nullptr ? around(user, move.from) : nullptr;
            if (map == nullptr)
                continue;
            Json& old = (*map)[move.from.back()];
            if (!move.object.valid()) {
                eraseNulls(old);
            } else {
                if (!defaults)
                    defaults = encode(context, program.valuesType, context.evalConst(program.defaults));
                layObjects(context, context.type(move.object), old, given(values, move.to), given(*defaults, move.to));
                takeUntyped(context, context.type(move.object), old);
            }
        }
    return user;
}

} // namespace stackc::values
