#include <cmath>
#include <re2/re2.h>

#include "fixture.h"
#include "text/utf8.h"

namespace stackc::values::test {

namespace {

class Validator {
public:
    explicit Validator(const Json& root) : root_(root) {}

    std::string fault(const Json& s, const Json& v, const std::string& at) const {
        if (s.contains("$ref"))
            return fault(root_.at("definitions").at(s["$ref"].get<std::string>().substr(14)), v, at);
        for (const auto& check : {&Validator::scalars, &Validator::objects, &Validator::combined})
            if (std::string found = (this->*check)(s, v, at); !found.empty())
                return found;
        return "";
    }

private:
    bool fits(const Json& s, const Json& v) const { return fault(s, v, "").empty(); }

    static bool isInteger(const Json& v) {
        return v.is_number_integer() || (v.is_number_float() && std::trunc(v.get<double>()) == v.get<double>());
    }

    static bool isType(const std::string& type, const Json& v) {
        return (type == "object" && v.is_object()) || (type == "array" && v.is_array()) ||
               (type == "string" && v.is_string()) || (type == "boolean" && v.is_boolean()) ||
               (type == "null" && v.is_null()) || (type == "number" && v.is_number()) ||
               (type == "integer" && isInteger(v));
    }

    std::string scalars(const Json& s, const Json& v, const std::string& at) const {
        if (s.contains("type")) {
            Json types = s["type"].is_array() ? s["type"] : Json::array({s["type"]});
            bool any = false;
            for (const Json& type : types)
                any = any || isType(type.get<std::string>(), v);
            if (!any)
                return at + ": type " + types.dump();
        }
        if (s.contains("const") && s["const"] != v)
            return at + ": const";
        if (s.contains("enum")) {
            bool any = false;
            for (const Json& item : s["enum"])
                any = any || item == v;
            if (!any)
                return at + ": enum";
        }
        if (v.is_number()) {
            if (s.contains("minimum") && v.get<double>() < s["minimum"].get<double>())
                return at + ": minimum";
            if (s.contains("maximum") && v.get<double>() > s["maximum"].get<double>())
                return at + ": maximum";
        }
        if (!v.is_string())
            return "";
        auto text = v.get<std::string>();
        if (s.contains("minLength") && text::countRunes(text) < s["minLength"].get<size_t>())
            return at + ": minLength";
        if (s.contains("maxLength") && text::countRunes(text) > s["maxLength"].get<size_t>())
            return at + ": maxLength";
        if (s.contains("pattern") && !re2::RE2::PartialMatch(text, re2::RE2(s["pattern"].get<std::string>())))
            return at + ": pattern";
        return "";
    }

    std::string objects(const Json& s, const Json& v, const std::string& at) const {
        if (v.is_array() && s.contains("items"))
            for (const Json& item : v)
                if (std::string found = fault(s["items"], item, at + "[]"); !found.empty())
                    return found;
        if (v.is_array() &&
            (v.size() < s.value("minItems", size_t{0}) || v.size() > s.value("maxItems", size_t{1} << 40)))
            return at + ": items";
        if (!v.is_object())
            return "";
        if (v.size() < s.value("minProperties", size_t{0}) || v.size() > s.value("maxProperties", size_t{1} << 40))
            return at + ": number of properties";
        if (s.contains("required"))
            for (const Json& key : s["required"])
                if (!v.contains(key.get<std::string>()))
                    return at + ": required " + key.get<std::string>();
        if (s.contains("dependencies"))
            for (const auto& [key, needed] : s["dependencies"].items())
                for (const Json& other : needed)
                    if (v.contains(key) && !v.contains(other.get<std::string>()))
                        return at + ": " + key + " without " + other.get<std::string>();
        for (const auto& [key, inner] : v.items())
            if (std::string found = member(s, key, inner, at + "." + key); !found.empty())
                return found;
        return "";
    }

    std::string member(const Json& s, const std::string& key, const Json& v, const std::string& at) const {
        if (s.contains("propertyNames"))
            if (std::string found = fault(s["propertyNames"], Json(key), at + "(key)"); !found.empty())
                return found;
        bool known = s.contains("properties") && s["properties"].contains(key);
        if (known)
            if (std::string found = fault(s["properties"][key], v, at); !found.empty())
                return found;
        if (s.contains("patternProperties"))
            for (const auto& [pattern, inner] : s["patternProperties"].items())
                known = known || re2::RE2::PartialMatch(key, pattern);
        if (known || !s.contains("additionalProperties"))
            return "";
        const Json& more = s["additionalProperties"];
        if (more.is_boolean())
            return more.get<bool>() ? "" : at + ": unknown";
        return fault(more, v, at);
    }

    std::string combined(const Json& s, const Json& v, const std::string& at) const {
        if (s.contains("allOf"))
            for (const Json& inner : s["allOf"])
                if (std::string found = fault(inner, v, at); !found.empty())
                    return found;
        for (const char* word : {"anyOf", "oneOf"}) {
            if (!s.contains(word))
                continue;
            int count = 0;
            for (const Json& inner : s[word])
                count += fits(inner, v) ? 1 : 0;
            if (count == 0 || (count > 1 && word[0] == 'o'))
                return at + ": " + word;
        }
        if (s.contains("not") && fits(s["not"], v))
            return at + ": not";
        if (!s.contains("if"))
            return "";
        const char* branch = fits(s["if"], v) ? "then" : "else";
        return s.contains(branch) ? fault(s[branch], v, at) : "";
    }

    const Json& root_;
};

} // namespace

std::string schemaFault(const Json& schema, const Json& value) { return Validator(schema).fault(schema, value, ""); }

} // namespace stackc::values::test
