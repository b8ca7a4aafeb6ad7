#include "session/value_place.h"

#include "core/declared.h"
#include "core/layout.h"

#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>

namespace stackc::session {

namespace {

bool isIndex(const std::string& step) { return step.starts_with('[') && !step.starts_with("[\""); }

/// What the step calls an element, without brackets and quotes.
std::string nameOf(const std::string& step) {
    return step.starts_with("[\"") && step.ends_with("\"]") ? step.substr(2, step.size() - 4) : step;
}

/// The number of an element, `[3]`.
std::optional<size_t> numberOf(const std::string& step) {
    size_t number = 0;
    const char* end = step.data() + step.size() - 1;
    bool isWhole = isIndex(step) && std::from_chars(step.data() + 1, end, number).ptr == end;
    return isWhole ? std::optional(number) : std::nullopt;
}

std::string textAt(const Json& element, const std::string& key) {
    auto found = element.is_object() ? element.find(key) : element.end();
    if (!element.is_object() || found == element.end())
        return "";
    return found->is_string() ? found->get<std::string>() : found->is_primitive() ? found->dump() : "";
}

/// Walks values along with their type, as far as the source knows it.
class Walk {
public:
    Walk(const core::Program& program, const Json& values)
        : program_(program), value_(&values), type_(program.valuesType) {}

    /// False: nothing stands there.
    bool step(const std::string& step) {
        auto index = value_->is_array() ? elementAt(step) : std::nullopt;
        if (index) {
            element_ = textAt((*value_)[*index], mergeKey_);
            value_ = &(*value_)[*index];
            taken_ = "[" + std::to_string(*index) + "]";
        } else if (value_->is_object() && value_->contains(step)) {
            value_ = &(*value_)[step];
            taken_ = step;
        } else {
            return false;
        }
        below(step);
        return true;
    }

    bool isList() const { return value_->is_array(); }
    const Json* value() const { return value_; }
    const std::string& taken() const { return taken_; }     ///< the last step: a key, or `[0]`
    const std::string& element() const { return element_; } ///< what the merge key of the last step's element says

private:
    std::optional<size_t> elementAt(const std::string& step) const {
        if (isIndex(step)) {
            auto number = numberOf(step);
            return number && *number < value_->size() ? number : std::nullopt;
        }
        const std::string key = mergeKey_.empty() ? "name" : mergeKey_;
        for (size_t i = 0; i < value_->size(); ++i)
            if (textAt((*value_)[i], key) == nameOf(step))
                return i;
        return std::nullopt;
    }

    void below(const std::string& step) {
        const core::Field* field = nullptr;
        if (type_.valid() && program_.types[type_].kind == core::TypeKind::Optional)
            type_ = program_.types[type_].element;
        core::TypeId inner;
        if (type_.valid()) {
            const core::Type& type = program_.types[type_];
            bool isCollection = type.kind == core::TypeKind::List || type.kind == core::TypeKind::Map;
            inner = isCollection ? type.element : inner;
            field = core::keyed(core::layout(program_.types, type), step);
            for (const core::Case& one : type.cases)
                if (one.key == step)
                    inner = one.payload;
        }
        type_ = field != nullptr ? field->type : inner;
        mergeKey_ = field != nullptr ? field->mergeKey : "";
    }

    const core::Program& program_;
    const Json* value_;
    core::TypeId type_;
    std::string mergeKey_, taken_, element_;
};

} // namespace

std::string ValuePlace::path() const {
    std::string path;
    for (const std::string& step : steps)
        path = step.starts_with('[') ? path + step : values::joinPath(path, step);
    return path;
}

ValuePlace placeIn(const core::Program& program, const Json& values, const std::vector<std::string>& steps) {
    Walk walk(program, values);
    ValuePlace place;
    for (const std::string& step : steps) {
        if (core::isFlatKey(step))
            continue;
        if (walk.step(step)) {
            place.steps.push_back(walk.taken());
            continue;
        }
        place.isCut = walk.isList();
        place.value = place.isCut ? walk.value() : nullptr;
        if (!place.isCut)
            place.steps.push_back(step);
        return place;
    }
    place.value = walk.value();
    return place;
}

std::vector<std::string> stepsByKey(const core::Program& program, const Json& values,
                                    const std::vector<std::string>& steps) {
    Walk walk(program, values);
    std::vector<std::string> named = steps;
    for (std::string& step : named) {
        if (core::isFlatKey(step))
            continue;
        bool isElement = walk.isList();
        if (!walk.step(step))
            break;
        if (isElement && !walk.element().empty())
            step = "[\"" + walk.element() + "\"]";
    }
    return named;
}

} // namespace stackc::session
