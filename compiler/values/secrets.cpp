#include "values/secrets.h"

#include "core/layout.h"

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>

namespace stackc::values {

using core::Type;
using core::TypeId;
using core::TypeKind;
using Json = nlohmann::ordered_json;

namespace {

bool isSecretOfKubernetes(const core::TypeTable& types, const Type& type) {
    return type.kind == TypeKind::Native && types.natives().type(type.native).path == "k8s.core.v1.Secret";
}

/// But for types that were seen.
bool holdsSecret(const core::TypeTable& types, const Type& type, std::set<TypeId>& seen) {
    auto holds = [&](TypeId inner) {
        return inner.valid() && seen.insert(inner).second && holdsSecret(types, types[inner], seen);
    };
    return type.kind == TypeKind::Sensitive || isSecretOfKubernetes(types, type) || holds(type.element) ||
           std::ranges::any_of(type.fields, [&](const core::Field& field) { return holds(field.type); }) ||
           std::ranges::any_of(type.cases, [&](const core::Case& item) { return holds(item.payload); });
}

/// Is the one a piece of the other that tells something of it? A letter or two that both happen to have don't.
bool isPieceOf(const std::string& piece, const std::string& whole) {
    constexpr size_t telling = 4;
    return (piece.size() >= telling || 2 * piece.size() > whole.size()) && whole.find(piece) != std::string::npos;
}

/// Is it one of the texts, a piece of one, or one with more around it?
bool tellsOf(const std::string& said, const std::set<std::string>& texts) {
    return std::ranges::any_of(texts,
                               [&](const std::string& text) { return isPieceOf(text, said) || isPieceOf(said, text); });
}

/// Goes through a value, and tells each part of it that nobody may see.
class Visit {
public:
    using Found = std::function<void(Json& part)>;

    Visit(const core::TypeTable& types, Found found) : types_(types), found_(std::move(found)) {}

    void at(TypeId id, Json& value) {
        if (!id.valid() || !values::holdsSecret(types_, types_[id]))
            return;
        const Type& type = types_[id];
        if (type.kind == TypeKind::Optional)
            at(type.element, value);
        else if (type.kind == TypeKind::Native && value.is_object())
            secretOfKubernetes(value);
        else if (type.kind == TypeKind::List && value.is_array())
            for (Json& item : value)
                at(type.element, item);
        else if (type.kind == TypeKind::Variant && value.is_string())
            caseByText(type, value);
        else if (hasKeys(type) && value.is_object())
            for (auto& [key, item] : value.items())
                atKey(type, key, item);
        else
            tell(value);
    }

private:
    static bool hasKeys(const Type& type) {
        return type.kind == TypeKind::Record || type.kind == TypeKind::Map || type.kind == TypeKind::Variant;
    }

    /// Of what has parts, all of them.
    void tell(Json& part) const {
        if (part.is_structured()) {
            for (Json& inner : part)
                tell(inner);
            return;
        }
        bool isNothing = part.is_null() || part.is_boolean() || part == Json("");
        if (!isNothing)
            found_(part);
    }

    void secretOfKubernetes(Json& object) const {
        for (auto& [key, item] : object.items())
            if (key == "data" || key == "stringData")
                tell(item);
    }

    void caseByText(const Type& variant, Json& text) {
        if (variant.isTextual())
            at(variant.cases[static_cast<size_t>(variant.textCase())].payload, text);
        else if (variant.caseIndex(text.get<std::string>()) < 0)
            tell(text);
    }

    void atKey(const Type& type, const std::string& key, Json& item) {
        if (type.kind == TypeKind::Map)
            at(type.element, item);
        else if (type.kind == TypeKind::Variant)
            atCase(type, key, item);
        else
            atField(type, key, item);
    }

    void atCase(const Type& variant, const std::string& key, Json& item) {
        if (key == variant.tagKey || key == "enabled")
            return;
        auto found = std::ranges::find_if(variant.cases, [&](const core::Case& one) { return one.key == key; });
        if (found != variant.cases.end() && !found->fromText)
            at(found->payload, item);
        else
            tell(item);
    }

    void atField(const Type& record, const std::string& key, Json& item) {
        for (const core::Placed& placed : core::layout(types_, record)) {
            const std::vector<std::string> keys = core::keysOf(types_, *placed.field);
            if (std::ranges::find(keys, key) == keys.end())
                continue;
            return placed.field->flat ? atCase(types_[placed.field->type], key, item) : at(placed.field->type, item);
        }
        tell(item);
    }

    const core::TypeTable& types_;
    Found found_;
};

} // namespace

bool holdsSecret(const core::TypeTable& types, const Type& type) {
    std::set<TypeId> seen;
    return holdsSecret(types, type, seen);
}

Json withoutSecrets(const core::TypeTable& types, TypeId type, Json value) {
    Visit(types, [](Json& part) { part = hiddenText; }).at(type, value);
    return value;
}

Json withoutSecrets(const core::TypeTable& types, TypeId type, Json value, const std::set<std::string>& texts) {
    Visit(types, [&](Json& part) {
        if (part.is_string() && tellsOf(part.get_ref<const std::string&>(), texts))
            part = hiddenText;
    }).at(type, value);
    return value;
}

void addSecrets(const core::TypeTable& types, TypeId type, const Json& value, std::set<std::string>& texts) {
    Json copy = value;
    Visit(types, [&](Json& part) {
        if (part.is_string())
            texts.insert(part.get<std::string>());
    }).at(type, copy);
}

} // namespace stackc::values
