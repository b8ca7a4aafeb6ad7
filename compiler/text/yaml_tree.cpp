#include "text/yaml_tree.h"

#include <cmath>
#include <cstdint>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <unordered_set>
#include <vector>

#include "support/lines.h"
#include "text/characters.h"
#include "text/numbers.h"
#include "text/utf8.h"
#include "text/yaml_events.h"
#include "text/yaml_scalar.h"

namespace stackc::text {

using Json = nlohmann::ordered_json;

namespace {

using Tree = YamlTree;
using Fault = YamlFault;

/// Resolves scalars, aliases and merges as go-yaml does when it decodes into an interface{}.
class Converter {
public:
    explicit Converter(const YamlLimits& limits) : limits_(limits) {}

    YamlNode convert(const Tree& tree, size_t depth = 0) {
        bytes_ += tree.text.size();
        if (++count_ > limits_.nodes || bytes_ > limits_.textBytes)
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
    /// A key as JSON and as go-yaml tells it from others: `1`, `"1"` and `1.0` are three.
    struct Key {
        std::string text;
        std::string identity;
    };
    /// Where a key of a map stands in it, and which it is.
    struct Place {
        size_t index;
        std::string identity;
    };
    using Places = std::map<std::string, Place, std::less<>>;

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
        if (value.is_number_float() && !std::isfinite(value.get<double>()))
            throw Fault{{"`" + tree.text + "` is not a finite number", tree.line}};
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

    Key key(const Tree& tree) {
        const Tree& node = tree.kind == Tree::Kind::Alias ? *tree.target : tree;
        Json value = node.kind == Tree::Kind::Scalar ? scalar(node) : Json();
        Key key;
        bytes_ += node.text.size();
        if (!scalarKey(value, key.text))
            throw Fault{{"a key must be a string, number or bool", tree.line}};
        // No NaN is equal to another, and two numbers may be written as one.
        bool isNaN = value.is_number_float() && std::isnan(value.get<double>());
        key.identity = std::string(value.type_name()) + (value.is_number_float() ? " float " : " ");
        key.identity += isNaN ? std::to_string(node.offset) : value.is_string() ? key.text : value.dump();
        return key;
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
            auto [text, identity] = key(name);
            bool isNew = given.insert(identity).second;
            if (!isNew && !limits_.lastKeyWins)
                throw Fault{{"key `" + text + "` is given twice", name.line}};
            YamlNode value = convert(*tree.children[i + 1], depth + 1);
            auto [place, fresh] = places.try_emplace(text, Place{map.keys.size(), identity});
            if (fresh) {
                map.keys.push_back({text, name.offset});
                map.items.push_back(std::move(value));
            } else if (place->second.identity != identity) {
                throw Fault{{"key `" + text + "` is given twice, in two types", name.line}};
            } else {
                map.keys[place->second.index].offset = name.offset;
                map.items[place->second.index] = std::move(value);
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
    size_t bytes_ = 0;
    std::set<const Tree*> open_;
};

constexpr char32_t byteOrderMark = 0xfeff;

std::optional<YamlError> checkBytes(std::string_view text) {
    size_t line = 1;
    for (size_t at = 0; at < text.size();) {
        size_t start = at;
        char32_t rune = nextRune(text, at);
        if (rune == badRune)
            return YamlError{"not valid UTF-8", line};
        if (rune == byteOrderMark && start != 0)
            return YamlError{nameOf(rune) + " can stand at the start only", line};
        if (!isYamlPrintable(rune) && rune != byteOrderMark)
            return YamlError{"control characters are not allowed", line};
        bool isLineEnd = rune == '\n' || (rune == '\r' && at < text.size() && text[at] == '\n');
        if (endsLine(rune) && !isLineEnd)
            return YamlError{nameOf(rune) + " ends a line for Helm and nothing for other readers", line};
        line += rune == '\n' ? 1 : 0;
    }
    return std::nullopt;
}

} // namespace

void setNumber(YamlNode& node, const Json& value) {
    constexpr int64_t exact = maxSafeInteger + 1;
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
    try {
        YamlParser parser(text, limits);
        Converter converter(limits);
        while (std::unique_ptr<YamlTree> tree = parser.document())
            documents.push_back(converter.convert(*tree));
        return true;
    } catch (const YamlFault& fault) {
        error = fault.error;
        return false;
    }
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

} // namespace stackc::text
