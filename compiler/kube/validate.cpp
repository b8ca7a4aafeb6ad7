#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "kube/demands.h"
#include "kube/json_schema.h"
#include "kube/pattern.h"
#include "support/meanwhile.h"
#include "text/counted.h"
#include "text/numbers.h"
#include "text/regex.h"
#include "text/utf8.h"

namespace stackc::kube {
namespace {

using Json = nlohmann::json;

constexpr auto maxSafeNumber = static_cast<double>(text::maxSafeInteger);

std::string nameOf(const Json& value) {
    switch (value.type()) {
    case Json::value_t::null:
        return "null";
    case Json::value_t::boolean:
        return "a boolean";
    case Json::value_t::string:
        return "a string";
    case Json::value_t::array:
        return "a list";
    case Json::value_t::object:
        return "a map";
    default:
        return "a number";
    }
}

std::string ticked(std::string_view text) { return "`" + std::string(text) + "`"; }

class Validator {
public:
    Validator(const Library& library, const Report& report, const ValidateOptions& options)
        : library_(library), report_(report), options_(options), isLaid_(options.isLaid) {}

    bool run(TypeId id, const Json& value) {
        check(id, value);
        return fine_;
    }

private:
    void fail(const std::string& message) {
        fine_ = false;
        if (report_)
            report_(path_, message);
    }

    void expected(const char* what, const Json& value) {
        fail(std::string("expected ") + what + ", found " + nameOf(value));
    }

    // Runs `body` with a longer path.
    template <typename Body> void at(const std::string& step, Body body) {
        size_t length = path_.size();
        path_ += step;
        body();
        path_.resize(length);
    }

    std::string memberStep(const std::string& key) const { return path_.empty() ? key : "." + key; }

    void check(TypeId id, const Json& value) {
        Type type = library_.type(id);
        switch (type.shape) {
        case Shape::Bool:
            if (!value.is_boolean())
                expected("a boolean", value);
            return;
        case Shape::Int:
            return checkInteger(type, value, "an integer");
        case Shape::Float:
            return checkFloat(type, value);
        case Shape::String:
        case Shape::Time:
            if (!value.is_string())
                return expected("a string", value);
            return checkString(type, value.get_ref<const std::string&>(), type.pattern);
        case Shape::IntOrString:
            if (value.is_string())
                return checkString(type, value.get_ref<const std::string&>(), type.pattern);
            return checkInteger(type, value, "an integer or a string");
        case Shape::Quantity:
            return checkQuantity(value);
        case Shape::Object:
            return checkObject(type, value);
        case Shape::List:
            return checkList(type, value);
        case Shape::Map:
            return checkMap(type, value);
        case Shape::Open:
            return checkAny(value);
        }
    }

    void checkInteger(const Type& type, const Json& value, const char* what) {
        bool integral = value.is_number_integer() ||
                        (value.is_number_float() && std::floor(value.get<double>()) == value.get<double>());
        if (!integral)
            return expected(what, value);
        // Every bound lies within ±(2^53-1), where doubles are exact.
        double number = value.get<double>();
        if (number < static_cast<double>(*type.min) || number > static_cast<double>(*type.max))
            fail("must be between " + std::to_string(*type.min) + " and " + std::to_string(*type.max));
    }

    void checkFloat(const Type& type, const Json& value) {
        if (!value.is_number())
            return expected("a number", value);
        double number = value.get<double>();
        if (type.minFloat && number < *type.minFloat)
            fail("must be at least " + Json(*type.minFloat).dump());
        if (type.maxFloat && number > *type.maxFloat)
            fail("must be at most " + Json(*type.maxFloat).dump());
    }

    void checkString(const Type& type, const std::string& text, std::string_view pattern) {
        if (!type.enumValues.empty()) {
            bool known = false;
            std::string all;
            for (std::string_view value : type.enumValues) {
                known |= value == text;
                all += (all.empty() ? "" : ", ") + ticked(value);
            }
            if (!known)
                fail("must be one of " + all + ", found " + ticked(text));
        } else if (!safe(text)) {
            fail("contains characters that YAML or Helm would misread");
        }
        if (!pattern.empty() && !text::admits(pattern, text))
            fail("must match " + ticked(pattern));
        if (type.minLength && text::countRunes(text) < *type.minLength)
            fail("must have at least " + text::counted(*type.minLength, "character", "characters"));
        if (type.maxLength && text::countRunes(text) > *type.maxLength)
            fail("must have at most " + text::counted(*type.maxLength, "character", "characters"));
    }

    void checkQuantity(const Json& value) {
        if (value.is_string()) {
            const std::string& text = value.get_ref<const std::string&>();
            if (!safe(text) || !text::admits(quantityPattern, text))
                fail("expected a quantity such as `500m` or `1Gi`, found " + ticked(text));
            return;
        }
        checkNumber(value, "a quantity");
    }

    void checkNumber(const Json& value, const char* what) {
        if (!value.is_number())
            return expected(what, value);
        if (std::abs(value.get<double>()) > maxSafeNumber)
            fail("must be between -" + std::to_string(text::maxSafeInteger) + " and " +
                 std::to_string(text::maxSafeInteger));
    }

    void checkSize(const Type& type, const Json& value, const char* one, const char* many) {
        if (type.minItems && value.size() < *type.minItems)
            fail("must have at least " + text::counted(*type.minItems, one, many));
        if (type.maxItems && value.size() > *type.maxItems)
            fail("must have at most " + text::counted(*type.maxItems, one, many));
    }

    void checkKey(const std::string& key) {
        if (!safe(key) || key == "<<")
            fail("the key " + ticked(key) + " contains characters that YAML or Helm would misread");
    }

    void checkObject(const Type& type, const Json& value) {
        if (!value.is_object())
            return expected("a map", value);
        checkSize(type, value, "field", "fields");
        for (Field field : type.fields)
            if (field.required && field.releases.has(options_.release) && !isGiven(value, field.name))
                fail(ticked(field.name) + " is required");
        for (const auto& [key, member] : value.items()) {
            std::optional<Field> field = type.fields.find(key);
            if (field && !field->releases.has(options_.release))
                field.reset();
            if (type.openFields)
                checkKey(key);
            at(memberStep(key), [&, &key = key, &member = member] {
                if (!field && type.openFields)
                    unlessTaken(member, [&] { checkAny(member); });
                else if (field)
                    unlessTaken(member, [&] { check(field->type, member); });
                else
                    fail("unknown field " + ticked(key));
            });
        }
        checkDemands(type, value);
    }

    bool isTaken(const Json& value) const { return isLaid_ && value.is_null(); }

    bool isGiven(const Json& object, std::string_view key) const {
        auto found = object.find(key);
        return found != object.end() && !isTaken(*found);
    }

    template <typename Body> void unlessTaken(const Json& value, Body body) {
        if (!isTaken(value))
            body();
    }

    /// Lists are laid over nothing.
    template <typename Body> void elements(const Json& list, Body body) {
        const support::Meanwhile<bool> alone(isLaid_, false);
        for (size_t i = 0; i < list.size(); ++i)
            at("[" + std::to_string(i) + "]", [&] { body(list[i]); });
    }

    void checkDemands(const Type& type, const Json& value) {
        const Demands demands = demandsOf(library_, type, options_.release);
        if (!isLaid_ && demands.maxFields && value.size() > *demands.maxFields)
            fail("has more than one of " + named(demands.choice, value));
        for (const Demand& demand : demands.between)
            if (!isLaid_ && holds(type, demand, value))
                checkDemand(type, demand, value);
        for (const FieldDemand& row : demands.fields)
            if (auto found = value.find(row.field); found != value.end())
                at(memberStep(std::string(row.field)), [&] { checkField(row, *found); });
    }

    /// Those of the fields that are there.
    static std::string named(const std::vector<std::string_view>& fields, const Json& value) {
        std::string out;
        for (std::string_view field : fields)
            if (value.contains(field))
                out += (out.empty() ? "" : ", ") + ticked(field);
        return out;
    }

    static std::string textOf(const Json& value) {
        if (value.is_boolean())
            return value.get<bool>() ? "true" : "false";
        return value.is_string() ? value.get<std::string>() : std::string();
    }

    static bool isOneOf(const Json& value, const std::vector<std::string_view>& texts) {
        return (value.is_string() || value.is_boolean()) &&
               std::find(texts.begin(), texts.end(), textOf(value)) != texts.end();
    }

    static std::string listed(const std::vector<std::string_view>& texts) {
        std::string out;
        for (std::string_view one : texts)
            out += (out.empty() ? "" : " or ") + ticked(one);
        return out;
    }

    bool isEmpty(const Type& type, std::string_view field, const Json& value) const {
        switch (library_.type(type.fields.find(field)->type).shape) {
        case Shape::String:
            return value == "";
        case Shape::List:
            return value.is_array() && value.empty();
        case Shape::Map:
            return value.is_object() && value.empty();
        default:
            return false;
        }
    }

    bool holds(const Type& type, const Demand& demand, const Json& value) const {
        auto field = value.find(demand.field);
        const bool isThere = field != value.end();
        switch (demand.when) {
        case Demand::When::There:
            return isThere;
        case Demand::When::Filled:
            return isThere && !isEmpty(type, demand.field, *field);
        case Demand::When::Is:
            return isThere && isOneOf(*field, demand.values);
        case Demand::When::IsNot:
            return !isThere || !isOneOf(*field, demand.values);
        }
        return false;
    }

    static std::string condition(const Demand& demand) {
        std::string where = " where " + ticked(demand.field);
        if (demand.when == Demand::When::There || demand.when == Demand::When::Filled)
            return where + " is given";
        return where + (demand.when == Demand::When::IsNot ? " is not " : " is ") + listed(demand.values);
    }

    void checkDemand(const Type& type, const Demand& demand, const Json& value) {
        using Then = Demand::Then;
        auto other = value.find(demand.other);
        if (other == value.end())
            return;
        std::string fault;
        if (demand.then == Then::Absent || (demand.then == Then::Empty && !isEmpty(type, demand.other, *other)))
            fault = "can't be there";
        else if (demand.then == Then::IsNot && isOneOf(*other, demand.thenValues))
            fault = "can't be " + ticked(textOf(*other));
        if (!fault.empty())
            at(memberStep(std::string(demand.other)), [&] { fail(fault + condition(demand)); });
    }

    void checkField(const FieldDemand& row, const Json& value) {
        if (row.leaf == nullptr) {
            if (value.is_array() && value.empty())
                fail("must have at least 1 element");
        } else if (value.is_array()) {
            elements(value, [&](const Json& element) { checkField(row, element); });
        } else if (value.is_object()) {
            for (const auto& [key, member] : value.items())
                at(memberStep(key), [&, &key = key, &member = member] {
                    checkLeaf(*row.leaf, row.isOfKeys ? Json(key) : member, row.isOfKeys ? "the key must" : "must");
                });
        } else {
            checkLeaf(*row.leaf, value, "must");
        }
    }

    void checkLeaf(const Leaf& leaf, const Json& value, const std::string& must) {
        if (value.is_number() && leaf.min && (value < *leaf.min || value > *leaf.max))
            fail(must + " be between " + std::to_string(*leaf.min) + " and " + std::to_string(*leaf.max));
        if (!value.is_string())
            return;
        const std::string& text = value.get_ref<const std::string&>();
        if (!text::admits(leaf.pattern, text))
            fail(must + " match " + ticked(leaf.pattern));
        if (leaf.maxLength && text::countRunes(text) > *leaf.maxLength)
            fail(must + " have at most " + text::counted(*leaf.maxLength, "character", "characters"));
    }

    void checkList(const Type& type, const Json& value) {
        if (!value.is_array())
            return expected("a list", value);
        checkSize(type, value, "element", "elements");
        elements(value, [&](const Json& element) { check(type.element, element); });
    }

    void checkMap(const Type& type, const Json& value) {
        if (!value.is_object())
            return expected("a map", value);
        checkSize(type, value, "entry", "entries");
        for (const auto& [key, member] : value.items()) {
            checkKey(key);
            at(memberStep(key), [&, &member = member] { unlessTaken(member, [&] { check(type.element, member); }); });
        }
    }

    void checkAny(const Json& value) {
        if (value.is_string()) {
            if (!safe(value.get_ref<const std::string&>()))
                fail("contains characters that YAML or Helm would misread");
        } else if (value.is_number()) {
            checkNumber(value, "a number");
        } else if (value.is_array()) {
            elements(value, [&](const Json& element) { checkAny(element); });
        } else if (value.is_object()) {
            for (const auto& [key, member] : value.items()) {
                checkKey(key);
                at(memberStep(key), [&, &member = member] { unlessTaken(member, [&] { checkAny(member); }); });
            }
        } else if (!value.is_boolean()) {
            expected("a value", value);
        }
    }

    bool safe(const std::string& text) const { return !options_.safeString || options_.safeString(text); }

    const Library& library_;
    const Report& report_;
    const ValidateOptions& options_;
    std::string path_;
    bool isLaid_;
    bool fine_ = true;
};

} // namespace

bool validate(const Library& library, TypeId id, const Json& value, const Report& report,
              const ValidateOptions& options) {
    return Validator(library, report, options).run(id, value);
}

} // namespace stackc::kube
