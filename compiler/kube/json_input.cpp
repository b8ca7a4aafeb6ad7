#include "kube/json_input.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace stackc::kube {
namespace {

using Json = nlohmann::json;

constexpr size_t maxNodes = 2'000'000;

// Builds the value, and stops at the first thing that is refused. (The library's own parser with a callback looks at
// all siblings at the end of each object.)
class Builder : public nlohmann::json_sax<Json> {
public:
    Json root;
    ImportError error;

    explicit Builder(std::string_view text) : text_(text) {}

    bool null() override { return add(nullptr); }
    bool boolean(bool value) override { return add(value); }
    bool number_integer(number_integer_t value) override { return add(value); }
    bool number_unsigned(number_unsigned_t value) override { return add(value); }
    bool number_float(number_float_t value, const string_t&) override { return add(value); }
    bool binary(binary_t&) override { return false; }
    bool string(string_t& value) override {
        if (value.find('\0') != std::string::npos)
            return fail("a text holds the character NUL");
        return add(std::move(value));
    }

    bool start_object(size_t) override { return open(Json::object()); }
    bool start_array(size_t) override { return open(Json::array()); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }

    bool key(string_t& name) override {
        if (name.find('\0') != std::string::npos)
            return fail("a key holds the character NUL");
        if (open_.back().value->contains(name))
            return fail("the key `" + name + "` is there twice");
        open_.back().key = std::move(name);
        return true;
    }

    bool parse_error(size_t position, const std::string&, const Json::exception& exception) override {
        constexpr int outOfRange = 406;
        error.where = lineAndColumn(text_, position == 0 ? 0 : position - 1);
        error.message = exception.id == outOfRange ? "a number is too large" : "not JSON";
        return false;
    }

private:
    struct Open {
        Json* value; // an object or a list, inside root
        std::string key;
    };

    bool add(Json value) { return place(std::move(value)) != nullptr; }

    bool open(Json value) {
        if (open_.size() >= static_cast<size_t>(maxInputDepth))
            return fail("the JSON is nested too deeply");
        Json* placed = place(std::move(value));
        if (placed)
            open_.push_back({placed, ""});
        return placed != nullptr;
    }

    bool close() {
        open_.pop_back();
        return true;
    }

    Json* place(Json value) {
        if (++nodes_ > maxNodes) {
            fail("the JSON has too many values");
            return nullptr;
        }
        if (open_.empty()) {
            root = std::move(value);
            return &root;
        }
        Json& parent = *open_.back().value;
        Json& slot = parent.is_array() ? parent.emplace_back() : parent[open_.back().key];
        slot = std::move(value);
        return &slot;
    }

    bool fail(std::string message) {
        for (const Open& open : open_)
            if (!open.key.empty())
                error.where += (error.where.empty() ? "" : ".") + open.key;
        error.message = std::move(message);
        return false;
    }

    std::string_view text_;
    std::vector<Open> open_;
    size_t nodes_ = 0;
};

} // namespace

Json parseJson(std::string_view text, std::vector<ImportError>& errors) {
    if (text.size() > maxInputBytes) {
        errors.push_back({"", "the file is too large"});
        return nullptr;
    }
    Builder builder(text);
    if (Json::sax_parse(text, &builder))
        return std::move(builder.root);
    errors.push_back(std::move(builder.error));
    return nullptr;
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
