#include "values/yaml_tree.h"

#include <cmath>
#include <cstdint>
#include <istream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <streambuf>
#include <unordered_set>
#include <vector>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include "support/lines.h"
#include "text/characters.h"
#include "text/utf8.h"
#include "values/yaml_scalar.h"

namespace stackc::values {

using Json = nlohmann::ordered_json;

namespace {

/// The tree of events. Aliases point at the node of their anchor.
struct Tree {
    enum class Kind : uint8_t { Scalar, List, Map, Alias } kind = Kind::Scalar;
    size_t line = 0;
    size_t offset = 0;
    bool plain = false; ///< a scalar without quotes and without tag
    std::string tag;    ///< long form; empty if none
    std::string text;
    std::vector<std::unique_ptr<Tree>> children; ///< of a map: key, value, key, value, …
    const Tree* target = nullptr;
};

struct Fault {
    YamlError error;
};

/// Keeps one document's events; `count` is of the whole stream.
class Builder : public YAML::EventHandler {
public:
    Builder(const YamlLimits& limits, size_t offset, size_t& count) : limits_(limits), offset_(offset), count_(count) {}

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
        if (++count_ > 2 * limits_.nodes) // keys count as well
            throw Fault{{"too many values", static_cast<size_t>(mark.line) + 1}};
        auto node = std::make_unique<Tree>();
        node->kind = kind;
        node->line = static_cast<size_t>(mark.line) + 1;
        node->offset = static_cast<size_t>(mark.pos) + offset_;
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
    size_t offset_; ///< of the text in the file
    size_t& count_; ///< of nodes
    std::vector<Tree*> stack_;
    std::map<YAML::anchor_t, const Tree*> anchors_;
};

/// Resolves scalars, aliases and merges as go-yaml does when it decodes into an interface{}.
class Converter {
public:
    explicit Converter(const YamlLimits& limits) : limits_(limits) {}

    YamlNode convert(const Tree& tree, size_t depth = 0) {
        if (++count_ > limits_.nodes)
            throw Fault{{"too many values after expansion of aliases", tree.line}};
        if (depth > limits_.depth)
            throw Fault{{"nested too deeply", tree.line}};
        if (tree.kind == Tree::Kind::Alias) {
            if (!open_.insert(tree.target).second)
                throw Fault{{"an anchor's value contains itself", tree.line}};
            YamlNode value = convert(*tree.target, depth + 1);
            open_.erase(tree.target);
            return value;
        }
        YamlNode node;
        node.line = tree.line;
        node.offset = tree.offset;
        if (tree.kind == Tree::Kind::Scalar) {
            scalarNode(tree, node);
        } else if (tree.kind == Tree::Kind::List) {
            node.kind = YamlNode::Kind::List;
            for (const auto& child : tree.children)
                node.items.push_back(convert(*child, depth + 1));
        } else {
            node.kind = YamlNode::Kind::Map;
            Places places;
            fill(tree, node, places, depth);
        }
        return node;
    }

private:
    /// Where the keys of a map stand in it.
    using Places = std::map<std::string, size_t, std::less<>>;

    static Json scalar(const Tree& tree) {
        if (!tree.plain && tree.tag.empty())
            return tree.text;
        Json value;
        std::string error;
        if (!resolveScalar(tree.tag, tree.text, value, error))
            throw Fault{{error, tree.line}};
        return value;
    }

    static void scalarNode(const Tree& tree, YamlNode& node) {
        Json value = scalar(tree);
        node.text = value.is_string() ? value.get<std::string>() : tree.text;
        if (value.is_string()) {
            node.kind = YamlNode::Kind::String;
        } else if (value.is_boolean()) {
            node.kind = YamlNode::Kind::Bool;
            node.boolean = value.get<bool>();
        } else if (value.is_number()) {
            setNumber(node, value);
        }
    }

    std::string key(const Tree& tree) {
        const Tree& node = tree.kind == Tree::Kind::Alias ? *tree.target : tree;
        std::string text;
        if (node.kind != Tree::Kind::Scalar || !scalarKey(scalar(node), text))
            throw Fault{{"a key must be a string, number or bool", tree.line}};
        return text;
    }

    void fill(const Tree& tree, YamlNode& map, Places& places, size_t depth) {
        std::unordered_set<std::string> given;
        for (size_t i = 0; i + 1 < tree.children.size(); i += 2) {
            const Tree& name = *tree.children[i];
            bool merge = name.kind == Tree::Kind::Scalar && name.text == "<<" &&
                         (name.plain || name.tag == "tag:yaml.org,2002:merge");
            if (merge) {
                merged(*tree.children[i + 1], map, places, depth + 1);
                continue;
            }
            std::string text = key(name);
            if (!given.insert(text).second)
                throw Fault{{"key `" + text + "` is given twice", name.line}};
            YamlNode value = convert(*tree.children[i + 1], depth + 1);
            auto [place, fresh] = places.try_emplace(text, map.keys.size());
            if (fresh) {
                map.keys.push_back({text, name.offset});
                map.items.push_back(std::move(value));
            } else {
                map.keys[place->second].offset = name.offset;
                map.items[place->second] = std::move(value);
            }
        }
    }

    /// go-yaml v2 merges where the `<<` stands: over what came before it, under what comes after it.
    void merged(const Tree& tree, YamlNode& map, Places& places, size_t depth) {
        const Tree& node = tree.kind == Tree::Kind::Alias ? *tree.target : tree;
        if (depth > limits_.depth || ++count_ > limits_.nodes)
            throw Fault{{"nested too deeply", tree.line}};
        if (node.kind == Tree::Kind::Map)
            return fill(node, map, places, depth);
        if (&node != &tree || node.kind != Tree::Kind::List)
            throw Fault{{"map merge requires a map or a list of maps as the value", tree.line}};
        for (auto child = node.children.rbegin(); child != node.children.rend(); ++child) {
            const Tree& item = (*child)->kind == Tree::Kind::Alias ? *(*child)->target : **child;
            if (item.kind != Tree::Kind::Map)
                throw Fault{{"map merge requires a map or a list of maps as the value", tree.line}};
            fill(item, map, places, depth);
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
        char32_t rune = text::nextRune(text, at);
        if (rune == text::badRune)
            return YamlError{"not valid UTF-8", line};
        if (!text::isYamlPrintable(rune) && !(rune == 0xfeff && start == 0))
            return YamlError{"control characters are not allowed", line};
        line += rune == '\n' ? 1 : 0;
    }
    return std::nullopt;
}

} // namespace

void setNumber(YamlNode& node, const Json& value) {
    constexpr int64_t exact = int64_t{1} << 53;
    auto set = [&](bool isExact, int64_t integer, double number) {
        node.kind = isExact ? YamlNode::Kind::Int : YamlNode::Kind::Float;
        node.integer = isExact ? integer : 0;
        node.number = number;
    };
    double real = value.get<double>();
    if (value.is_number_unsigned()) { // checked first: it is an integer too
        auto integer = value.get<uint64_t>();
        return set(integer <= uint64_t{exact}, static_cast<int64_t>(integer), real);
    }
    if (value.is_number_integer()) {
        auto integer = value.get<int64_t>();
        return set(integer >= -exact && integer <= exact, integer, real);
    }
    bool isNegativeZero = real == 0 && std::signbit(real);
    bool isExact = !isNegativeZero && std::trunc(real) == real && std::fabs(real) <= static_cast<double>(exact);
    set(isExact, isExact ? static_cast<int64_t>(real) : 0, real);
}

bool readYamlStream(std::string_view text, std::vector<YamlNode>& documents, YamlError& error,
                    const YamlLimits& limits) {
    documents.clear();
    if (text.size() > limits.bytes) {
        error = {"larger than " + std::to_string(limits.bytes) + " bytes", 0};
        return false;
    }
    if (auto fault = checkBytes(text)) {
        error = *fault;
        return false;
    }
    if (size_t line = support::firstLongLine(text, limits.lineBytes)) {
        error = {"a line of more than " + std::to_string(limits.lineBytes >> 20) + " MiB", line};
        return false;
    }
    size_t skipped = text.starts_with("\xEF\xBB\xBF") ? 3 : 0; // yaml-cpp counts from behind the byte order mark
    try {
        View view(text.substr(skipped));
        std::istream stream(&view);
        YAML::Parser parser(stream);
        Converter converter(limits);
        size_t count = 0;
        while (true) {
            Builder builder(limits, skipped, count);
            if (!parser.HandleNextDocument(builder) || builder.root == nullptr)
                return true;
            documents.push_back(converter.convert(*builder.root));
        }
    } catch (const YAML::Exception& fault) {
        error = {fault.msg, fault.mark.is_null() ? 0 : static_cast<size_t>(fault.mark.line) + 1};
    } catch (const Fault& fault) {
        error = fault.error;
    }
    return false;
}

Json toJson(const YamlNode& node) {
    switch (node.kind) {
    case YamlNode::Kind::Null:
        return nullptr;
    case YamlNode::Kind::Bool:
        return node.boolean;
    case YamlNode::Kind::Int:
        return node.integer;
    case YamlNode::Kind::Float:
        return node.number;
    case YamlNode::Kind::String:
        return node.text;
    case YamlNode::Kind::List: {
        Json list = Json::array();
        for (const YamlNode& item : node.items)
            list.push_back(toJson(item));
        return list;
    }
    case YamlNode::Kind::Map:
        break;
    }
    Json map = Json::object();
    for (size_t i = 0; i < node.keys.size(); ++i)
        map.get_ref<Json::object_t&>().emplace_back(node.keys[i].text, toJson(node.items[i]));
    return map;
}

} // namespace stackc::values
