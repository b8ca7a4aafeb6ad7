#include "inspect/given_values.h"

#include "core/declared.h"
#include "core/layout.h"
#include "inspect/value_path.h"
#include "values/constraints.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace stackc::inspect {

using core::TypeKind;
using ir::NodeKind;
using ir::NodeRef;
using ir::RefBase;
using Json = nlohmann::ordered_json;

NodeRef GivenValues::of(NodeRef node) const {
    NodeRef place = ir::unshared(node->kind == NodeKind::Ref ? node : node->args[0]);
    if (place->kind == NodeKind::Default)
        place = place->args[0];
    if (place->kind != NodeKind::Ref)
        return nullptr;
    if (place->base == RefBase::Input)
        return node->kind == NodeKind::Ref ? input(place->input) : nullptr;
    if (place->base == RefBase::Key) {
        const BoundElement* bound = node->kind == NodeKind::Ref ? boundBy(place->loop) : nullptr;
        return bound != nullptr && !bound->key.empty() ? nodes_.string(bound->key) : nullptr;
    }
    bool isKnown = values_ != nullptr;
    const Json* json = isKnown ? at(place, isKnown) : nullptr;
    if (!isKnown)
        return nullptr;
    const core::Type& type = program_.types[place->type];
    switch (node->kind) {
    case NodeKind::Present:
        return nodes_.boolean(isThere(json, type));
    case NodeKind::TagIs:
    case NodeKind::Tag: {
        std::string chosen = caseOf(json, type);
        if (chosen.empty())
            return nullptr;
        return node->kind == NodeKind::Tag ? nodes_.string(chosen) : nodes_.boolean(chosen == node->text);
    }
    default:
        return isHeldByNone(place, json) ? nullptr : scalar(json, type);
    }
}

/// Is it read as what an optional holds that holds nothing?
bool GivenValues::isHeldByNone(NodeRef place, const Json* json) const {
    if (program_.types[place->type].kind == TypeKind::Optional)
        return false;
    auto path = valuePath(place);
    core::TypeId declared = path ? core::declaredAt(program_, *path).type : core::TypeId();
    bool isOptional = declared.valid() && program_.types[declared].kind == TypeKind::Optional;
    return isOptional && !isThere(json, program_.types[declared]);
}

const Json* GivenValues::jsonAt(NodeRef place) const {
    bool isKnown = values_ != nullptr;
    const Json* json = isKnown ? at(place, isKnown) : nullptr;
    return isKnown ? json : nullptr;
}

const BoundElement* GivenValues::boundBy(const ir::Loop* loop) const {
    auto found = std::ranges::find(bound_, loop, &BoundElement::loop);
    return found != bound_.end() ? &*found : nullptr;
}

const Json* GivenValues::at(NodeRef place, bool& isKnown) const {
    place = ir::unshared(place);
    if (place->kind == NodeKind::Default) {
        // What the type of an element says instead is in no values.
        const Json* given = at(place->args[0], isKnown);
        isKnown = isKnown && given != nullptr;
        return given;
    }
    if (ir::isInput(place, core::Input::Values))
        return values_;
    if (place->kind == NodeKind::Ref && place->base == RefBase::Element)
        if (const BoundElement* bound = boundBy(place->loop))
            return bound->element;
    if (place->kind != NodeKind::Ref || place->base != RefBase::Field) {
        isKnown = false;
        return nullptr;
    }
    const Json* around = at(place->args[0], isKnown);
    if (around == nullptr || core::isFlatKey(place->text))
        return around;
    auto found = around->is_object() ? around->find(place->text) : around->end();
    return found != around->end() ? &*found : nullptr;
}

NodeRef GivenValues::input(core::Input input) const {
    const core::ChartInfo& chart = program_.chart;
    switch (input) {
    case core::Input::Values:
        return nullptr;
    case core::Input::ReleaseName:
        return nodes_.string(release_);
    case core::Input::ChartName:
        return nodes_.string(chart.name);
    case core::Input::ChartDeclaredName:
        return nodes_.string(chart.declaredName);
    case core::Input::ReleaseNamespace:
        return nodes_.string("default");
    case core::Input::ReleaseService:
        return nodes_.string("Helm");
    case core::Input::ChartVersion:
        return nodes_.string(chart.version);
    case core::Input::ChartAppVersion:
        return nodes_.string(chart.appVersion);
    case core::Input::KubeVersion:
        break;
    }
    return nodes_.string("v" + chart.kubeRange.typical().text());
}

NodeRef GivenValues::scalar(const Json* json, const core::Type& type) const {
    bool isOptional = type.kind == TypeKind::Optional;
    if (json == nullptr || json->is_null())
        return isOptional ? nodes_.none() : nullptr;
    if (json->is_boolean())
        return nodes_.boolean(json->get<bool>());
    if (json->is_number_integer())
        return nodes_.integer(json->get<int64_t>());
    if (!json->is_string())
        return nullptr;
    const std::string& text = json->get_ref<const std::string&>();
    if (text.empty() && isOptional)
        return values::isUnsetByEmpty(program_.types[type.element]) ? nodes_.none() : nodes_.string(text);
    // Where a text has to be given, the defaults have an empty one.
    return text.empty() && core::isStringLike(type) && !values::admitsEmpty(type) ? nullptr : nodes_.string(text);
}

bool GivenValues::isThere(const Json* json, const core::Type& optional) const {
    if (json == nullptr || json->is_null() || optional.kind != TypeKind::Optional)
        return false;
    const core::Type& payload = program_.types[optional.element];
    if (values::isSwitched(payload))
        return json->is_object() && json->value("enabled", false);
    return !(json->is_string() && json->get_ref<const std::string&>().empty() && values::isUnsetByEmpty(payload));
}

std::string GivenValues::caseOf(const Json* json, const core::Type& variant) {
    if (json == nullptr || variant.kind != TypeKind::Variant)
        return "";
    if (json->is_object() && !variant.tagKey.empty()) {
        auto tag = json->find(variant.tagKey);
        return tag != json->end() && tag->is_string() ? tag->get<std::string>() : "";
    }
    for (const core::Case& one : variant.cases) {
        bool isHeld = json->is_object() && json->size() == 1 && json->contains(one.key);
        bool isNamed = json->is_string() && json->get_ref<const std::string&>() == one.key && !one.payload.valid();
        if (isHeld || isNamed)
            return one.key;
    }
    bool isText = json->is_string() && variant.isTextual() && !json->get_ref<const std::string&>().empty();
    return isText ? variant.cases[static_cast<size_t>(variant.textCase())].key : "";
}

} // namespace stackc::inspect
