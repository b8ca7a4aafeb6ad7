#include "kube/yaml_json.h"

#include <charconv>
#include <nlohmann/json.hpp>
#include <sstream>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include "kube/json_input.h"
#include "support/lines.h"

namespace stackc::kube {
namespace {

using Json = nlohmann::json;

constexpr size_t maxLineBytes = 2 << 20;
constexpr size_t maxNodes = 500'000;
constexpr size_t maxEvents = 2 * maxNodes; // keys count as well
constexpr size_t maxTextBytes = 128 << 20; // of all scalars, those of aliases each time

std::string placeOf(const YAML::Mark& mark) {
    return mark.is_null() ? ""
                          : "line " + std::to_string(mark.line + 1) + ", column " + std::to_string(mark.column + 1);
}

// Counts nodes before any are kept, and ends the parser when there are too many.
class Counter : public YAML::EventHandler {
public:
    struct TooMany {
        YAML::Mark mark;
    };

    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t) override { count(mark); }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override { count(mark); }
    void OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t, const std::string&) override {
        count(mark);
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                         YAML::EmitterStyle::value) override {
        count(mark);
    }
    void OnSequenceEnd() override {}
    void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {
        count(mark);
    }
    void OnMapEnd() override {}

private:
    void count(const YAML::Mark& mark) {
        if (++count_ > maxEvents)
            throw TooMany{mark};
    }

    size_t count_ = 0;
};

void countNodes(const std::string& text) {
    std::istringstream in(text);
    YAML::Parser parser(in);
    Counter counter;
    while (parser.HandleNextDocument(counter)) {
    }
}

class Converter {
public:
    std::string error, where;

    Json convert(const YAML::Node& node, int depth) {
        if (depth > maxInputDepth)
            return fail(node, "the YAML is nested too deeply");
        if (++count_ > maxNodes || bytes_ > maxTextBytes)
            return fail(node, "the YAML has too many nodes");
        if (node.IsScalar())
            return scalar(node);
        if (node.IsSequence())
            return sequence(node, depth);
        return node.IsMap() ? map(node, depth) : Json();
    }

private:
    Json fail(const YAML::Node& node, std::string message) {
        if (error.empty()) {
            error = std::move(message);
            where = placeOf(node.Mark());
        }
        return nullptr;
    }

    Json sequence(const YAML::Node& node, int depth) {
        Json list = Json::array();
        for (const YAML::Node& entry : node) {
            list.push_back(convert(entry, depth + 1));
            if (!error.empty())
                return nullptr;
        }
        return list;
    }

    Json map(const YAML::Node& node, int depth) {
        Json map = Json::object();
        for (const auto& entry : node) {
            if (!entry.first.IsScalar())
                return fail(entry.first, "a key must be a scalar");
            const std::string& key = entry.first.Scalar();
            bytes_ += key.size();
            if (key.find('\0') != std::string::npos)
                return fail(entry.first, "a key holds the character NUL");
            if (key == "<<" && entry.first.Tag() == "?")
                return fail(entry.first, "merge keys (`<<`) are not supported");
            if (map.contains(key))
                return fail(entry.first, "the key `" + key + "` is there twice");
            map[key] = convert(entry.second, depth + 1);
            if (!error.empty())
                return nullptr;
        }
        return map;
    }

    Json scalar(const YAML::Node& node) {
        const std::string& text = node.Scalar();
        bytes_ += text.size();
        if (text.find('\0') != std::string::npos)
            return fail(node, "a text holds the character NUL");
        if (node.Tag() != "?")
            return text;
        if (text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL")
            return nullptr;
        if (text == "true" || text == "True" || text == "TRUE")
            return true;
        if (text == "false" || text == "False" || text == "FALSE")
            return false;
        const char* end = text.data() + text.size();
        int64_t integer = 0;
        if (auto [last, code] = std::from_chars(text.data(), end, integer); code == std::errc() && last == end)
            return integer;
        bool digitFirst = text.find_first_of("0123456789") != std::string::npos &&
                          text.find_first_not_of("+-.0123456789eE") == std::string::npos;
        double number = 0;
        if (auto [last, code] = std::from_chars(text.data(), end, number);
            digitFirst && code == std::errc() && last == end)
            return number;
        return text;
    }

    size_t count_ = 0, bytes_ = 0;
};

} // namespace

YamlDocuments parseYaml(std::string_view text) {
    YamlDocuments result;
    if (text.size() > maxInputBytes)
        result.error = "the file is too large";
    else if (!isUtf8(text))
        result.error = "not UTF-8";
    else if (text.find('\0') != std::string_view::npos)
        result.error = "the character NUL is in it";
    else if (size_t line = support::firstLongLine(text, maxLineBytes)) {
        result.error = "a line is too long";
        result.where = "line " + std::to_string(line);
    }
    if (!result.error.empty())
        return result;
    Converter converter;
    try {
        std::string copy(text);
        countNodes(copy);
        for (const YAML::Node& node : YAML::LoadAll(copy)) {
            if (!node.IsDefined() || node.IsNull())
                continue;
            result.documents.push_back(converter.convert(node, 0));
            if (!converter.error.empty())
                break;
        }
    } catch (const Counter::TooMany& exception) {
        converter.error = "the YAML has too many nodes";
        converter.where = placeOf(exception.mark);
    } catch (const YAML::Exception& exception) {
        converter.error = exception.msg;
        converter.where = placeOf(exception.mark);
    }
    result.error = converter.error;
    result.where = converter.where;
    if (!result.error.empty())
        result.documents.clear();
    return result;
}

} // namespace stackc::kube
