#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "text/characters.h"
#include "text/utf8.h"
#include "values/schema.h"

// How the file of the schema is written.

namespace stackc::values {

using Json = nlohmann::ordered_json;

namespace {

/// JSON whose objects and lists stand on one line where they fit, or where they are nested so deep that none would.
class Printer {
public:
    std::string out;

    /// `lead`: the columns that are taken on the line.
    void print(const Json& json, size_t indent, size_t lead) {
        const size_t begin = out.size();
        const bool isDeep = indent >= deepest_;
        if (oneLine(json, isDeep ? SIZE_MAX : begin + std::max(width_, lead) - lead) || !json.is_structured() ||
            json.empty())
            return;
        out.resize(begin);
        out += json.is_object() ? "{" : "[";
        const char* separator = "\n";
        eachMember(json, [&](const std::string* key, const Json& value) {
            out += separator;
            separator = ",\n";
            out.append(indent + 2, ' ');
            const size_t name = out.size();
            addKey(key);
            print(value, indent + 2, indent + 2 + out.size() - name + 1); // a comma may follow
            return true;
        });
        out += '\n';
        out.append(indent, ' ');
        out += json.is_object() ? "}" : "]";
    }

private:
    static constexpr size_t width_ = 120;
    static constexpr size_t deepest_ = 100; ///< columns

    /// Printed up to where `out` would be longer than that; false: it is.
    bool oneLine(const Json& json, size_t most) {
        if (!json.is_structured() || json.empty()) {
            addScalar(json);
            return out.size() <= most;
        }
        out += json.is_object() ? "{" : "[";
        const char* separator = "";
        bool fits = eachMember(json, [&](const std::string* key, const Json& value) {
            out += separator;
            separator = ", ";
            addKey(key);
            return out.size() <= most && oneLine(value, most);
        });
        out += json.is_object() ? "}" : "]";
        return fits && out.size() <= most;
    }

    /// Calls `visit` with key (null in an array) and value of each member, until it returns false; whether it never
    /// did.
    template <typename Visit> static bool eachMember(const Json& json, Visit visit) {
        if (json.is_array())
            return std::all_of(json.begin(), json.end(), [&](const Json& value) { return visit(nullptr, value); });
        const auto& object = json.get_ref<const Json::object_t&>();
        return std::all_of(object.begin(), object.end(),
                           [&](const auto& member) { return visit(&member.first, member.second); });
    }

    void addKey(const std::string* key) {
        if (key == nullptr)
            return;
        addText(*key);
        out += ": ";
    }

    void addScalar(const Json& json) {
        if (json.is_string())
            addText(json.get_ref<const std::string&>());
        else
            out += json.dump();
    }

    /// Few texts have what JSON writes otherwise.
    void addText(const std::string& text) {
        bool isPlain =
            std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~' && c != '"' && c != '\\'; });
        if (!isPlain) {
            out += Json(text).dump();
            return;
        }
        out += '"';
        out += text;
        out += '"';
    }
};

} // namespace

std::string schemaText(const Context& context) {
    Printer printer;
    printer.print(schema(context), 0, 0);
    std::string json = printer.out + "\n";
    std::string out;
    size_t copied = 0;
    for (size_t at = 0; at < json.size();) {
        if (json[at] >= ' ' && json[at] <= '~') {
            ++at;
            continue;
        }
        size_t begin = at;
        char32_t rune = text::nextRune(json, at);
        if (text::isCarried(rune))
            continue;
        out.append(json, copied, begin - copied);
        out += fmt::format("\\u{:04x}", uint32_t{rune}); // none of them is above U+FFFF
        copied = at;
    }
    return out.append(json, copied);
}

} // namespace stackc::values
