#include "kube/json_input.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

namespace stackc::kube {
namespace {

using Json = nlohmann::json;

constexpr size_t maxNodes = 2'000'000;

// Watches the parser; throws an ImportError, which parseJson() catches, to stop it.
class Watch {
public:
    bool operator()(int depth, Json::parse_event_t event, const Json& parsed) {
        if (depth > maxInputDepth)
            fail("the JSON is nested too deeply");
        if (++nodes_ > maxNodes)
            fail("the JSON has too many values");
        switch (event) {
        case Json::parse_event_t::object_start:
            objects_.emplace_back();
            break;
        case Json::parse_event_t::object_end:
            objects_.pop_back();
            break;
        case Json::parse_event_t::key:
            key(parsed.get_ref<const std::string&>());
            break;
        case Json::parse_event_t::value:
            if (parsed.is_string() && parsed.get_ref<const std::string&>().find('\0') != std::string::npos)
                fail("a text holds the character NUL");
            break;
        default:
            break;
        }
        return true;
    }

private:
    struct Object {
        std::set<std::string> keys;
        std::string current;
    };

    void key(const std::string& name) {
        if (name.find('\0') != std::string::npos)
            fail("a key holds the character NUL");
        if (!objects_.back().keys.insert(name).second)
            fail("the key `" + name + "` is there twice");
        objects_.back().current = name;
    }

    [[noreturn]] void fail(std::string message) const {
        ImportError error;
        for (const Object& object : objects_)
            if (!object.current.empty())
                error.where += (error.where.empty() ? "" : ".") + object.current;
        error.message = std::move(message);
        throw error;
    }

    size_t nodes_ = 0;
    std::vector<Object> objects_;
};

} // namespace

Json parseJson(std::string_view text, std::vector<ImportError>& errors) {
    if (text.size() > maxInputBytes) {
        errors.push_back({"", "the file is too large"});
        return nullptr;
    }
    Watch watch;
    try {
        return Json::parse(
            text, [&](int depth, Json::parse_event_t event, Json& parsed) { return watch(depth, event, parsed); });
    } catch (const Json::parse_error& error) {
        errors.push_back({lineAndColumn(text, error.byte == 0 ? 0 : error.byte - 1), "not JSON"});
    } catch (const Json::exception&) {
        errors.push_back({"", "a number is too large"});
    } catch (const ImportError& error) {
        errors.push_back(error);
    }
    return nullptr;
}

bool isUtf8(std::string_view text) {
    for (size_t i = 0; i < text.size();) {
        unsigned char lead = static_cast<unsigned char>(text[i]);
        size_t length = lead < 0x80                   ? 1
                        : lead >= 0xc2 && lead < 0xe0 ? 2
                        : lead >= 0xe0 && lead < 0xf0 ? 3
                        : lead >= 0xf0 && lead < 0xf5 ? 4
                                                      : 0;
        if (length == 0 || i + length > text.size())
            return false;
        for (size_t k = 1; k < length; ++k)
            if ((static_cast<unsigned char>(text[i + k]) & 0xc0) != 0x80)
                return false;
        unsigned char second = length > 2 ? static_cast<unsigned char>(text[i + 1]) : 0x80;
        bool overlong = (lead == 0xe0 && second < 0xa0) || (lead == 0xf0 && second < 0x90);
        bool beyond = (lead == 0xed && second >= 0xa0) || (lead == 0xf4 && second >= 0x90);
        if (overlong || beyond)
            return false;
        i += length;
    }
    return true;
}

std::string lineAndColumn(std::string_view text, size_t offset) {
    std::string_view before = text.substr(0, std::min(offset, text.size()));
    size_t line = std::count(before.begin(), before.end(), '\n') + 1;
    size_t start = before.rfind('\n');
    size_t column = before.size() - (start == std::string_view::npos ? 0 : start + 1) + 1;
    return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

std::string stringAt(const Json& object, const char* key) {
    if (!object.is_object())
        return {};
    auto it = object.find(key);
    return it != object.end() && it->is_string() ? it->get<std::string>() : std::string();
}

bool flagAt(const Json& object, const char* key) {
    if (!object.is_object())
        return false;
    auto it = object.find(key);
    return it != object.end() && it->is_boolean() && it->get<bool>();
}

std::vector<std::string> stringsAt(const Json& object, const char* key) {
    std::vector<std::string> result;
    if (!object.is_object())
        return result;
    auto it = object.find(key);
    if (it == object.end() || !it->is_array())
        return result;
    for (const Json& entry : *it)
        if (entry.is_string())
            result.push_back(entry.get<std::string>());
    return result;
}

} // namespace stackc::kube
