// Helm's strvals parsers (helm/helm pkg/strvals/parser.go and literal_parser.go): what `--set` and its sisters take.

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "text/yaml_tree.h"
#include "values/merge.h"

namespace stackc::values {

using Json = nlohmann::ordered_json;

namespace {

constexpr long maxIndex = 65536;
constexpr int maxLevel = 30;

bool equalsFolded(std::string_view text, std::string_view word) {
    if (text.size() != word.size())
        return false;
    for (size_t i = 0; i < text.size(); ++i)
        if ((text[i] | 0x20) != word[i])
            return false;
    return true;
}

std::optional<int64_t> decimal(std::string_view text) {
    if (text.size() > 1 && text[0] == '+' && text[1] != '-')
        text.remove_prefix(1);
    int64_t value = 0;
    auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || fault != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

Json typed(const std::string& text) {
    if (equalsFolded(text, "true"))
        return true;
    if (equalsFolded(text, "false"))
        return false;
    if (equalsFolded(text, "null"))
        return nullptr;
    if (text == "0")
        return 0;
    if (!text.empty() && text[0] != '0')
        if (std::optional<int64_t> value = decimal(text))
            return *value;
    return text;
}

/// One value, with numbers as Go's JSON has them.
bool readJson(std::string_view text, Json& result) {
    std::vector<text::YamlNode> documents;
    text::YamlError error;
    if (!text::readJsonStream(text, documents, error) || documents.size() != 1)
        return false;
    result = text::toJson(documents[0]);
    return true;
}

void set(Json& data, const std::string& key, Json value) {
    if (!key.empty())
        data[key] = std::move(value);
}

class Parser {
public:
    Parser(std::string_view text, SetKind kind, const ReadSetFile& read) : text_(text), kind_(kind), read_(read) {}

    std::string error;

    /// One `path=value`; Done at the end of the argument.
    enum class Outcome { More, Done, Failed };

    Outcome key(Json& data, int level) {
        char last = 0;
        std::string name;
        if (!until(kind_ == SetKind::Literal ? "=[." : "=[,.", name, last)) {
            if (name.empty())
                return Outcome::Done;
            return fail("key \"" + name + "\" has no value");
        }
        switch (last) {
        case '[':
            return indexed(data, name, level);
        case '=': {
            Json parsed;
            Outcome outcome = value(parsed);
            if (outcome != Outcome::Failed)
                set(data, name, std::move(parsed));
            return outcome;
        }
        case ',':
            return fail("key \"" + name + "\" has no value (cannot end with ,)");
        default:
            return nested(data, name, level + 1);
        }
    }

private:
    Outcome fail(std::string message) {
        error = std::move(message);
        return Outcome::Failed;
    }

    /// Reads up to a character of `stop`, which is consumed; false at the end of the argument.
    bool until(std::string_view stop, std::string& read, char& last) {
        while (at_ < text_.size()) {
            char c = text_[at_++];
            if (stop.find(c) != std::string_view::npos) {
                last = c;
                return true;
            }
            if (c != '\\' || kind_ == SetKind::Literal) // which has no escapes
                read += c;
            else if (at_ < text_.size())
                read += text_[at_++];
        }
        return false;
    }

    Outcome nested(Json& data, const std::string& name, int level) {
        if (level > maxLevel)
            return fail("value name nested level is greater than maximum supported nested level of 30");
        Json inner = Json::object();
        if (auto found = data.find(name); found != data.end())
            inner = *found;
        if (!inner.is_object())
            return fail("key \"" + name + "\" is not a map");
        Outcome outcome = key(inner, level);
        if (outcome == Outcome::More && inner.empty())
            return fail("key map \"" + name + "\" has no value");
        if (!inner.empty())
            set(data, name, std::move(inner));
        return outcome;
    }

    Outcome index(long& result) {
        std::string digits;
        char last = 0;
        bool closed = until("]", digits, last);
        std::optional<int64_t> value = decimal(digits);
        if (!closed || !value)
            return fail("error parsing index \"" + digits + "\"");
        result = *value;
        if (result < 0)
            return fail("negative " + digits + " index not allowed");
        if (result > maxIndex)
            return fail("index of " + digits + " is greater than maximum supported index of 65536");
        return Outcome::More;
    }

    Outcome indexed(Json& data, const std::string& name, int level) {
        long place = 0;
        if (index(place) == Outcome::Failed)
            return Outcome::Failed;
        Json list = Json::array();
        if (auto found = data.find(name); found != data.end())
            list = *found;
        if (!list.is_array())
            return fail("key \"" + name + "\" is not a list");
        Outcome outcome = item(list, static_cast<size_t>(place), level);
        if (outcome != Outcome::Failed)
            set(data, name, std::move(list));
        return outcome;
    }

    Outcome item(Json& list, size_t place, int level) {
        std::string rest;
        char last = 0;
        bool found = until("[.=", rest, last);
        if (!rest.empty())
            return fail("unexpected data at end of array index: \"" + rest + "\"");
        if (!found)
            return Outcome::Done;
        Json inner;
        Outcome outcome = Outcome::More;
        bool there = place < list.size();
        if (last == '=') {
            if (value(inner) == Outcome::Failed)
                return Outcome::Failed;
        } else if (last == '[') {
            long next = 0;
            if (index(next) == Outcome::Failed)
                return Outcome::Failed;
            inner = there && !list[place].is_null() ? list[place] : Json::array();
            if (!inner.is_array())
                return fail("item " + std::to_string(place) + " is not a list");
            outcome = item(inner, static_cast<size_t>(next), level);
        } else {
            inner = there && list[place].is_object() ? list[place] : Json::object();
            outcome = key(inner, level);
        }
        if (outcome == Outcome::Failed)
            return outcome;
        // `a[0].b=` with nothing behind it: Helm's parser sees the end of its input and drops a new element.
        bool isNew = !there || list[place].is_null();
        if (outcome == Outcome::Done && isNew)
            return outcome;
        while (list.size() <= place)
            list.push_back(nullptr);
        list[place] = std::move(inner);
        return outcome;
    }

    /// What stands after `=`, with the comma behind it.
    Outcome value(Json& result) {
        if (kind_ == SetKind::Json)
            return jsonValue(result);
        if (kind_ == SetKind::Literal) {
            result = std::string(text_.substr(std::exchange(at_, text_.size())));
            return Outcome::More;
        }
        if (at_ >= text_.size()) {
            result = "";
            return Outcome::Done;
        }
        char last = 0;
        if (text_[at_] != '{') {
            std::string read;
            until(",", read, last);
            return scalar(read, result);
        }
        ++at_;
        result = Json::array();
        do {
            std::string read;
            if (!until(",}", read, last))
                return fail("list must terminate with '}'");
            if (scalar(read, result.emplace_back()) == Outcome::Failed)
                return Outcome::Failed;
        } while (last == ',');
        if (at_ < text_.size() && text_[at_] == ',')
            ++at_;
        return Outcome::More;
    }

    Outcome scalar(const std::string& read, Json& result) {
        if (kind_ == SetKind::Typed)
            result = typed(read);
        else if (kind_ == SetKind::Text)
            result = read;
        else if (std::optional<std::string> content = read_(read, error))
            result = std::move(*content);
        else
            return Outcome::Failed;
        return Outcome::More;
    }

    /// Nothing, which is null, or one JSON value, up to what follows it.
    Outcome jsonValue(Json& result) {
        if (endsEmpty())
            return Outcome::More;
        size_t end = endOfJson(text_.substr(at_));
        if (!readJson(text_.substr(at_, end), result))
            return fail("what stands behind the `=` is no JSON");
        at_ += end;
        endsEmpty();
        return Outcome::More;
    }

    /// Skips blanks and a comma; is there nothing else before it, or before the end?
    bool endsEmpty() {
        size_t next = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size());
        if (next < text_.size() && text_[next] != ',')
            return false;
        at_ = std::min(next + 1, text_.size());
        return true;
    }

    /// Behind the first JSON value of a text, which is not checked.
    static size_t endOfJson(std::string_view text) {
        size_t depth = 0;
        bool isText = false;
        for (size_t i = 0; i < text.size(); ++i) {
            char c = text[i];
            if (isText && c == '\\')
                ++i;
            else if (c == '"')
                isText = !isText;
            else if (!isText && (c == '{' || c == '['))
                ++depth;
            else if (!isText && depth > 0 && (c == '}' || c == ']'))
                --depth;
            else if (!isText && depth == 0 && c == ',')
                return i;
            if (!isText && depth == 0 && (c == '}' || c == ']' || c == '"'))
                return i + 1;
        }
        return text.size();
    }

    std::string_view text_;
    SetKind kind_;
    const ReadSetFile& read_;
    size_t at_ = 0;
};

} // namespace

bool applySet(Json& user, std::string_view argument, SetKind kind, const ReadSetFile& read, std::string& error) {
    if (!user.is_object())
        user = Json::object();
    size_t begin = argument.find_first_not_of(" \t\r\n");
    if (kind == SetKind::Json && begin != std::string_view::npos && argument[begin] == '{') {
        Json whole;
        bool isRead = readJson(argument, whole);
        if (isRead)
            user = mergeFiles(user, whole);
        else
            error = "it is no JSON object";
        return isRead;
    }
    Parser parser(argument, kind, read);
    for (;;) {
        switch (parser.key(user, 0)) {
        case Parser::Outcome::More:
            continue;
        case Parser::Outcome::Done:
            return true;
        case Parser::Outcome::Failed:
            error = parser.error;
            return false;
        }
    }
}

} // namespace stackc::values
