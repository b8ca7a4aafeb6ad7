#include "testing/functions.h"

#include "testing/amounts.h"
#include "text/regex.h"
#include "text/utf8.h"
#include "text/yaml_reader.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace stackc::testing {

namespace {

using Arguments = std::vector<Value>;

/// What is wrong with an argument that has to be there; a value without fault otherwise.
Value unfit(const Value& value, const char* wanted) {
    if (value.isFault())
        return value;
    return fault(value.kind == Value::Kind::Missing
                     ? value.why
                     : fmt::format("{} is wanted, and there is {}", wanted, kindOf(value)));
}

bool isText(const Value& value) { return value.isData() && value.data->is_string(); }
bool isList(const Value& value) { return value.isData() && value.data->is_array(); }
bool isObject(const Value& value) { return value.isData() && value.data->is_object(); }
std::string textOf(const Value& value) { return value.data->get<std::string>(); }

/// Of what is known to be a quantity or a duration, and something else that may be one.
std::optional<bool> isSameAmount(const Value& a, const Value& b) {
    if (a.amount == Value::Amount::None && b.amount == Value::Amount::None)
        return std::nullopt;
    auto amounts = amountsOf(a, b);
    return amounts ? std::optional(amounts->first == amounts->second) : std::nullopt;
}

/// Are they the same? Of objects, also of those inside, in whatever order their keys stand.
bool isSame(const Json& a, const Json& b) {
    bool areStructured = a.is_structured() && b.is_structured();
    return areStructured ? nlohmann::json(a) == nlohmann::json(b) : a == b;
}
bool isSame(const Value& a, const Value& b) {
    std::optional<bool> same = isSameAmount(a, b);
    return same ? *same : a.isData() && b.isData() && isSame(*a.data, *b.data);
}

Value exists(const Arguments& arguments) { return valueOf(arguments[0].isData()); }

Value len(const Arguments& arguments) {
    const Value& value = arguments[0];
    if (value.kind == Value::Kind::Absent)
        return valueOf(0);
    if (isText(value))
        return valueOf(text::countRunes(textOf(value)));
    return isList(value) || isObject(value) ? valueOf(value.data->size()) : unfit(value, "a list, an object or a text");
}

Value nonEmpty(const Arguments& arguments) {
    Value length = len(arguments);
    return length.isFault() ? length : valueOf(*length.data != 0);
}

Value all(const Arguments& arguments) {
    if (!isList(arguments[0]))
        return unfit(arguments[0], "a list of truths");
    return valueOf(
        std::all_of(arguments[0].data->begin(), arguments[0].data->end(), [](const Json& one) { return one == true; }));
}

Value any(const Arguments& arguments) {
    if (!isList(arguments[0]))
        return unfit(arguments[0], "a list of truths");
    return valueOf(
        std::any_of(arguments[0].data->begin(), arguments[0].data->end(), [](const Json& one) { return one == true; }));
}

Value contains(const Arguments& arguments) {
    const Value& whole = arguments[0];
    const Value& part = arguments[1];
    if (whole.kind == Value::Kind::Absent)
        return valueOf(false);
    if (isText(whole) && isText(part))
        return valueOf(textOf(whole).find(textOf(part)) != std::string::npos);
    if (isList(whole) && part.isData())
        return valueOf(std::any_of(whole.data->begin(), whole.data->end(),
                                   [&](const Json& one) { return isSame(valueOf(one), part); }));
    return isText(whole) || isList(whole) ? unfit(part, "a text") : unfit(whole, "a text or a list");
}

Value hasKey(const Arguments& arguments) {
    if (arguments[0].kind == Value::Kind::Absent)
        return valueOf(false);
    if (!isObject(arguments[0]))
        return unfit(arguments[0], "an object");
    return isText(arguments[1]) ? valueOf(arguments[0].data->contains(textOf(arguments[1])))
                                : unfit(arguments[1], "a text");
}

/// A truth about two texts.
Value ofTexts(const Arguments& arguments, bool (*holds)(const std::string&, const std::string&)) {
    for (const Value& one : arguments)
        if (!isText(one))
            return unfit(one, "a text");
    return valueOf(holds(textOf(arguments[0]), textOf(arguments[1])));
}

Value hasPrefix(const Arguments& arguments) {
    return ofTexts(arguments, [](const std::string& text, const std::string& part) { return text.starts_with(part); });
}

Value hasSuffix(const Arguments& arguments) {
    return ofTexts(arguments, [](const std::string& text, const std::string& part) { return text.ends_with(part); });
}

Value matches(const Arguments& arguments) {
    if (isText(arguments[1]))
        if (std::string wrong = text::patternError(textOf(arguments[1])); !wrong.empty())
            return fault(wrong);
    return ofTexts(arguments,
                   [](const std::string& text, const std::string& pattern) { return text::matches(pattern, text); });
}

Value first(const Arguments& arguments) {
    if (arguments[0].kind == Value::Kind::Absent)
        return {};
    if (!isList(arguments[0]))
        return unfit(arguments[0], "a list");
    return arguments[0].data->empty() ? Value() : partOf(arguments[0], size_t{0});
}

Value keys(const Arguments& arguments) {
    if (arguments[0].kind == Value::Kind::Absent)
        return valueOf(Json::array());
    if (!isObject(arguments[0]))
        return unfit(arguments[0], "an object");
    return valueOf(Json(keysInOrder(*arguments[0].data)));
}

Value str(const Arguments& arguments) {
    if (!arguments[0].isData() || arguments[0].data->is_structured())
        return unfit(arguments[0], "a text, a number or a truth");
    return isText(arguments[0]) ? arguments[0] : valueOf(arguments[0].data->dump());
}

Value fromYaml(const Arguments& arguments) {
    if (!isText(arguments[0]))
        return unfit(arguments[0], "a text");
    Json data;
    text::YamlError error;
    if (!text::readYaml(textOf(arguments[0]), data, error))
        return fault("it is no YAML: " + error.message);
    return arguments[0].seen != nullptr ? valueOf(std::move(data), *arguments[0].seen) : valueOf(std::move(data));
}

constexpr std::array functions{
    Function{"all", 1, all},
    Function{"any", 1, any},
    Function{"contains", 2, contains},
    Function{"exists", 1, exists},
    Function{"first", 1, first},
    Function{"fromYaml", 1, fromYaml},
    Function{"hasKey", 2, hasKey},
    Function{"hasPrefix", 2, hasPrefix},
    Function{"hasSuffix", 2, hasSuffix},
    Function{"keys", 1, keys},
    Function{"len", 1, len},
    Function{"matches", 2, matches},
    Function{"nonEmpty", 1, nonEmpty},
    Function{"str", 1, str},
};

} // namespace

const Function* functionNamed(std::string_view name) {
    const auto* found =
        std::find_if(functions.begin(), functions.end(), [&](const Function& one) { return one.name == name; });
    return found == functions.end() ? nullptr : found;
}

std::vector<std::string> functionNames() {
    std::vector<std::string> names;
    for (const Function& one : functions)
        names.emplace_back(one.name);
    return names;
}

Value equal(const Value& a, const Value& b) {
    for (const Value* one : {&a, &b})
        if (one->isFault())
            return *one;
    for (const Value* one : {&a, &b})
        if (one->kind == Value::Kind::Missing)
            return fault(one->why);
    if (!a.isData() || !b.isData())
        return valueOf(a.isData() == b.isData());
    if (std::optional<bool> same = isSameAmount(a, b))
        return valueOf(*same);
    if (kindOf(a) != kindOf(b))
        return fault(fmt::format("{} is compared with {}", kindOf(a), kindOf(b)));
    return valueOf(isSame(*a.data, *b.data));
}

Value ordered(const Value& a, const Value& b) {
    for (const Value* one : {&a, &b})
        if (!amountsOf(*one, *one))
            return unfit(*one, "a number, a quantity or a duration");
    auto amounts = amountsOf(a, b);
    if (!amounts)
        return fault(fmt::format("a duration is compared with {}", isText(a) && isText(b) ? "a quantity" : "a number"));
    auto [left, right] = *amounts;
    return valueOf(left < right ? -1 : left > right ? 1 : 0);
}

std::span<const std::string_view> pickedBy() {
    static constexpr std::array<std::string_view, 6> fields{"name", "key", "type", "mountPath", "ip", "topologyKey"};
    return fields;
}

Value elementOf(const Value& base, const Value& index, std::string_view key) {
    if (!base.isData())
        return base;
    if (isObject(base) && isText(index))
        return memberOf(base, textOf(index));
    if (!isList(base))
        return unfit(base, "a list or an object");
    if (index.isData() && index.data->is_number_integer()) {
        auto at = index.data->get<int64_t>();
        bool isThere = at >= 0 && static_cast<size_t>(at) < base.data->size();
        return isThere ? partOf(base, static_cast<size_t>(at)) : Value();
    }
    if (!isText(index))
        return unfit(index, "a number or a text");
    std::vector<std::string_view> fields{key};
    fields.insert(fields.end(), pickedBy().begin(), pickedBy().end());
    for (std::string_view field : fields)
        for (size_t i = 0; i < base.data->size(); ++i)
            if (const Json& one = (*base.data)[i]; one.is_object() && one.contains(field) && one[field] == *index.data)
                return partOf(base, i);
    return {};
}

Value memberOf(const Value& base, const std::string& key) {
    if (!base.isData())
        return base;
    if (!base.data->is_object())
        return fault(fmt::format("{} has no fields", kindOf(base)));
    return base.data->contains(key) ? partOf(base, key) : Value();
}

} // namespace stackc::testing
