#include "values/yaml_reader.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <istream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <streambuf>
#include <vector>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include "values/utf8.h"
#include "values/yaml_scalar.h"

namespace stackc::values {

using Json = nlohmann::ordered_json;

namespace {

/// The tree of events. Aliases point at the node of their anchor.
struct Tree {
    enum class Kind : uint8_t { Scalar, List, Map, Alias } kind = Kind::Scalar;
    size_t line = 0;
    bool plain = false; ///< a scalar without quotes and without tag
    std::string tag;    ///< long form; empty if none
    std::string text;
    std::vector<std::unique_ptr<Tree>> children; ///< of a map: key, value, key, value, …
    const Tree* target = nullptr;
};

struct Fault {
    YamlError error;
};

class Builder : public YAML::EventHandler {
public:
    explicit Builder(const YamlLimits& limits) : limits_(limits) {}

    std::unique_ptr<Tree> root;

    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}
    void OnAnchor(const YAML::Mark&, const std::string&) override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        Tree& node = add(mark, anchor, Tree::Kind::Scalar);
        node.plain = true;
    }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        Tree& node = add(mark, 0, Tree::Kind::Alias);
        auto found = anchors_.find(anchor);
        if (found == anchors_.end())
            throw Fault{{"unknown anchor", node.line}};
        node.target = found->second;
    }
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override {
        Tree& node = add(mark, anchor, Tree::Kind::Scalar);
        node.text = value;
        node.plain = tag == "?" || tag.empty();
        node.tag = node.plain || tag == "!" ? "" : tag;
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override {
        open(add(mark, anchor, Tree::Kind::List));
    }
    void OnSequenceEnd() override { stack_.pop_back(); }
    void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override {
        open(add(mark, anchor, Tree::Kind::Map));
    }
    void OnMapEnd() override { stack_.pop_back(); }

private:
    Tree& add(const YAML::Mark& mark, YAML::anchor_t anchor, Tree::Kind kind) {
        auto node = std::make_unique<Tree>();
        node->kind = kind;
        node->line = static_cast<size_t>(mark.line) + 1;
        Tree& made = *node;
        if (anchor != 0)
            anchors_[anchor] = &made;
        if (stack_.empty())
            root = std::move(node);
        else
            stack_.back()->children.push_back(std::move(node));
        return made;
    }
    void open(Tree& node) {
        stack_.push_back(&node);
        if (stack_.size() > limits_.depth)
            throw Fault{{"nested too deeply", node.line}};
    }

    const YamlLimits& limits_;
    std::vector<Tree*> stack_;
    std::map<YAML::anchor_t, const Tree*> anchors_;
};

/// Turns the tree into JSON as go-yaml decodes it into an interface{}.
class Converter {
public:
    explicit Converter(const YamlLimits& limits) : limits_(limits) {}

    Json convert(const Tree& tree, size_t depth = 0) {
        if (++count_ > limits_.nodes)
            throw Fault{{"too many values after expansion of aliases", tree.line}};
        if (depth > limits_.depth)
            throw Fault{{"nested too deeply", tree.line}};
        switch (tree.kind) {
        case Tree::Kind::Scalar: {
            Json value = scalar(tree);
            return value.is_number() ? number(value) : value;
        }
        case Tree::Kind::Alias: {
            if (!open_.insert(tree.target).second)
                throw Fault{{"an anchor's value contains itself", tree.line}};
            Json value = convert(*tree.target, depth + 1);
            open_.erase(tree.target);
            return value;
        }
        case Tree::Kind::List: {
            Json list = Json::array();
            for (const auto& child : tree.children)
                list.push_back(convert(*child, depth + 1));
            return list;
        }
        case Tree::Kind::Map: {
            Json map = Json::object();
            fill(tree, map, depth);
            return map;
        }
        }
        return nullptr;
    }

private:
    static Json scalar(const Tree& tree) {
        if (!tree.plain && tree.tag.empty())
            return tree.text;
        Json value;
        std::string error;
        if (!resolveScalar(tree.tag, tree.text, value, error))
            throw Fault{{error, tree.line}};
        return value;
    }

    /// Go's JSON decoder makes a float64 of each number.
    static Json number(const Json& value) {
        constexpr int64_t exact = int64_t{1} << 53;
        if (value.is_number_unsigned()) // checked first: it is an integer too
            return value.get<uint64_t>() <= uint64_t{exact} ? Json(value.get<int64_t>()) : Json(value.get<double>());
        if (value.is_number_integer()) {
            auto integer = value.get<int64_t>();
            return integer >= -exact && integer <= exact ? Json(integer) : Json(static_cast<double>(integer));
        }
        double real = value.get<double>();
        if (std::trunc(real) == real && std::fabs(real) <= static_cast<double>(exact))
            return static_cast<int64_t>(real);
        return value;
    }

    std::string key(const Tree& tree) {
        const Tree& node = tree.kind == Tree::Kind::Alias ? *tree.target : tree;
        std::string text;
        if (node.kind != Tree::Kind::Scalar || !scalarKey(scalar(node), text))
            throw Fault{{"a key must be a string, number or bool", tree.line}};
        return text;
    }

    void fill(const Tree& tree, Json& map, size_t depth) {
        std::set<std::string> given;
        for (size_t i = 0; i + 1 < tree.children.size(); i += 2) {
            const Tree& name = *tree.children[i];
            bool merge = name.kind == Tree::Kind::Scalar && name.text == "<<" &&
                         (name.plain || name.tag == "tag:yaml.org,2002:merge");
            if (merge) {
                merged(*tree.children[i + 1], map, depth + 1);
                continue;
            }
            std::string text = key(name);
            if (!given.insert(text).second)
                throw Fault{{"key `" + text + "` is given twice", name.line}};
            map[text] = convert(*tree.children[i + 1], depth + 1);
        }
    }

    /// go-yaml v2 merges where the `<<` stands: over what came before it, under what comes after it.
    void merged(const Tree& tree, Json& map, size_t depth) {
        const Tree& node = tree.kind == Tree::Kind::Alias ? *tree.target : tree;
        if (depth > limits_.depth || ++count_ > limits_.nodes)
            throw Fault{{"nested too deeply", tree.line}};
        if (node.kind == Tree::Kind::Map)
            return fill(node, map, depth);
        if (&node != &tree || node.kind != Tree::Kind::List)
            throw Fault{{"map merge requires a map or a list of maps as the value", tree.line}};
        for (auto child = node.children.rbegin(); child != node.children.rend(); ++child) {
            const Tree& item = (*child)->kind == Tree::Kind::Alias ? *(*child)->target : **child;
            if (item.kind != Tree::Kind::Map)
                throw Fault{{"map merge requires a map or a list of maps as the value", tree.line}};
            fill(item, map, depth);
        }
    }

    const YamlLimits& limits_;
    size_t count_ = 0;
    std::set<const Tree*> open_;
};

struct View : std::streambuf {
    explicit View(std::string_view text) {
        char* start = const_cast<char*>(text.data()); // the get area is only read
        setg(start, start, start + text.size());
    }
};

std::optional<YamlError> checkBytes(std::string_view text) {
    size_t line = 1;
    for (size_t at = 0; at < text.size();) {
        size_t start = at;
        char32_t rune = nextRune(text, at);
        if (rune == badRune)
            return YamlError{"not valid UTF-8", line};
        if (!isYamlPrintable(rune) && !(rune == 0xfeff && start == 0))
            return YamlError{"control characters are not allowed", line};
        line += rune == '\n' ? 1 : 0;
    }
    return std::nullopt;
}

} // namespace

bool readYaml(std::string_view text, Json& result, YamlError& error, const YamlLimits& limits) {
    if (text.size() > limits.bytes) {
        error = {"larger than " + std::to_string(limits.bytes) + " bytes", 0};
        return false;
    }
    if (auto fault = checkBytes(text)) {
        error = *fault;
        return false;
    }
    try {
        View view(text);
        std::istream stream(&view);
        YAML::Parser parser(stream);
        Builder first(limits);
        if (!parser.HandleNextDocument(first) || first.root == nullptr) {
            result = nullptr;
            return true;
        }
        Builder second(limits);
        if (parser.HandleNextDocument(second)) {
            error = {"more than one document", second.root == nullptr ? 0 : second.root->line};
            return false;
        }
        result = Converter(limits).convert(*first.root);
        return true;
    } catch (const YAML::Exception& fault) {
        error = {fault.msg, fault.mark.is_null() ? 0 : static_cast<size_t>(fault.mark.line) + 1};
    } catch (const Fault& fault) {
        error = fault.error;
    }
    return false;
}

bool readValues(std::string_view text, Json& result, YamlError& error) {
    if (!readYaml(text, result, error))
        return false;
    if (result.is_null())
        result = Json::object();
    if (result.is_object())
        return true;
    error = {"expected a map of values", 1};
    return false;
}

} // namespace stackc::values
