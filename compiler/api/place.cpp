#include "api/place.h"

#include "core/layout.h"
#include "values/encode.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace stackc::api {

std::optional<Json> Samples::of(core::TypeId type) {
    ir::NodeRef made = maker_.makeOf(type);
    if (made == nullptr)
        return std::nullopt;
    Json json = values::encodeElement(context_, type, made);
    return json.is_null() ? std::nullopt : std::optional(std::move(json));
}

std::vector<verify::Value> Samples::several(core::TypeId type, size_t count) {
    std::vector<Json> made;
    for (size_t i = 0; i < count; ++i)
        if (std::optional<Json> one = of(type); one && std::ranges::find(made, *one) == made.end())
            made.push_back(std::move(*one));
    return {made.begin(), made.end()};
}

std::optional<Json> Samples::ofCase(core::TypeId variant, uint32_t index) {
    const core::Case& chosen = context_.type(variant).cases[index];
    ir::NodeRef payload = chosen.payload.valid() ? maker_.makeOf(chosen.payload) : nullptr;
    if (chosen.payload.valid() && payload == nullptr)
        return std::nullopt;
    return values::encodeElement(context_, variant, context_.nodes.variant(index, chosen.key, payload));
}

Place Place::below(Step step, const std::string& shownStep, const std::string& faultStep) const {
    Place inner = *this;
    inner.steps_.push_back(std::move(step));
    inner.shown += shownStep;
    inner.former += faultStep;
    inner.fresh += faultStep;
    return inner;
}

Place Place::key(core::TypeId record, const std::string& key) const {
    Place inner = *this;
    inner.steps_.push_back({Kind::Key, key, "", isFilled_ ? record : core::TypeId{}, {}});
    inner.shown = values::joinPath(shown, key);
    inner.former = values::joinPath(former, key);
    inner.fresh = values::joinPath(fresh, key);
    inner.keys.push_back(key);
    inner.newKeys.push_back(key);
    return inner;
}

Place Place::renamed(const core::KeyPath& to) const {
    Place other = *this;
    other.newKeys = to;
    other.fresh.clear();
    for (const std::string& key : to)
        other.fresh = values::joinPath(other.fresh, key);
    return other;
}

std::string Place::shownNow() const {
    auto [was, is] = std::mismatch(former.rbegin(), former.rend(), fresh.rbegin(), fresh.rend());
    const size_t kept = static_cast<size_t>(former.rend() - was);
    return fresh.substr(0, static_cast<size_t>(fresh.rend() - is)) + shown.substr(std::min(kept, shown.size()));
}

Place Place::switched() const {
    Place inner = below({Kind::Switch, "", "", {}, {}}, "", "");
    inner.isFilled_ = true;
    return inner;
}

Place Place::tagged(core::TypeId variant, const std::string& tag, const std::string& caseKey,
                    core::TypeId record) const {
    Place inner = *this;
    inner.steps_.push_back({Kind::Tag, caseKey, tag, isFilled_ ? record : core::TypeId{}, variant});
    inner.shown = values::joinPath(shown, caseKey);
    inner.former = values::joinPath(former, caseKey);
    inner.fresh = values::joinPath(fresh, caseKey);
    inner.keys.push_back(caseKey);
    inner.newKeys.push_back(caseKey);
    inner.isFilled_ = true;
    return inner;
}

Place Place::only(const std::string& caseKey, std::vector<std::string> others) const {
    Place inner = *this;
    inner.steps_.push_back({Kind::Case, caseKey, "", {}, {}, std::move(others)});
    inner.shown = values::joinPath(shown, caseKey);
    inner.former = values::joinPath(former, caseKey);
    inner.fresh = values::joinPath(fresh, caseKey);
    inner.isFilled_ = inner.isElement = true;
    return inner;
}

Place Place::item() const {
    Place inner = below({Kind::Item, "", "", {}, {}}, "[]", "[0]");
    inner.isFilled_ = inner.isElement = true;
    return inner;
}

Place Place::entry(const std::string& key) const {
    Place inner = *this;
    inner.steps_.push_back({Kind::Entry, key, "", {}, {}});
    inner.shown += ".<name>";
    inner.former = values::joinPath(former, key);
    inner.fresh = values::joinPath(fresh, key);
    inner.isFilled_ = inner.isElement = true;
    return inner;
}

Json Place::holding(const std::optional<Json>& leaf, Samples& samples, const core::TypeTable& types) const {
    std::optional<Json> inner = leaf;
    auto filled = [&](core::TypeId type) {
        Json around = type.valid() ? samples.of(type).value_or(Json::object()) : Json::object();
        return around.is_object() ? around : Json::object();
    };
    for (auto step = steps_.rbegin(); step != steps_.rend(); ++step) {
        Json around = filled(step->around);
        switch (step->kind) {
        case Kind::Switch:
            if (inner && inner->is_object())
                (*inner)["enabled"] = true;
            continue;
        case Kind::Item:
            around = Json::array();
            if (inner)
                around.push_back(std::move(*inner));
            break;
        case Kind::Tag:
            for (const std::string& key : core::keysOfTagged(types[step->variant]))
                around.erase(key);
            around[step->tag] = step->key;
            if (inner)
                around[step->key] = std::move(*inner);
            break;
        case Kind::Key:
        case Kind::Case:
        case Kind::Entry:
            for (const std::string& other : step->others)
                around[other] = nullptr;
            around.erase(step->key);
            if (inner)
                around[step->key] = std::move(*inner);
            break;
        }
        inner = std::move(around);
    }
    return inner.value_or(Json::object());
}

} // namespace stackc::api
