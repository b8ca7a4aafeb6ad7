#include "manifest/typed.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <re2/re2.h>

#include "diag/suggest.h"
#include "manifest/spelling.h"
#include "text/characters.h"
#include "text/numbers.h"
#include "text/patterns.h"
#include "text/regex.h"
#include "text/utf8.h"

namespace stackc::manifest {

using diag::Code;
using kube::Shape;
using text::YamlKey;
using text::YamlNode;
using Kind = text::YamlNode::Kind;

namespace {

constexpr int64_t maxInt = text::maxSafeInteger;

constexpr std::array<std::string_view, 8> serverSet = {"creationTimestamp", "deletionGracePeriodSeconds",
                                                       "deletionTimestamp", "generation",
                                                       "managedFields",     "resourceVersion",
                                                       "selfLink",          "uid"};

constexpr std::string_view lastApplied = "kubectl.kubernetes.io/last-applied-configuration";

std::string nameOf(const YamlNode& node) {
    switch (node.kind) {
    case Kind::Null:
        return "null";
    case Kind::Bool:
        return "the truth value `" + node.text + "`";
    case Kind::Int:
        return "the integer `" + node.text + "`";
    case Kind::Float:
        return "the number `" + node.text + "`";
    case Kind::String:
        return node.text.size() > 60 || !text::isCarried(node.text) ? "a string" : "the string \"" + node.text + "\"";
    case Kind::List:
        return "a list";
    case Kind::Map:
        break;
    }
    return "a map";
}

Item word(std::string text) {
    Item item;
    item.text = std::move(text);
    return item;
}

class Typer {
public:
    Typer(source::FileId file, const kube::Library& library, const source::SourceManager& sources, diag::Sink& sink)
        : file_(file), library_(library), sources_(sources), sink_(sink) {}

    std::vector<std::string> leftOut;

    Item root(const YamlNode& node, kube::TypeId id) {
        kube::Type type = library_.type(id);
        return object(node, type, true);
    }

private:
    template <typename Place, typename... Args>
    diag::Report report(diag::CodeOf<const Args&...> code, const Place& place, const Args&... args) {
        return sink_.report(code, spanOf(sources_, file_, place), args...);
    }

    Item expected(const std::string& what, const YamlNode& node, const std::string& suggestion = "") {
        auto diagnostic = report(Code::E7006, node, what, nameOf(node));
        if (!suggestion.empty())
            diagnostic.suggest(suggestion);
        return {};
    }

    Item value(const YamlNode& node, kube::TypeId id) {
        kube::Type type = library_.type(id);
        switch (type.shape) {
        case Shape::Bool:
            return node.kind == Kind::Bool ? word(node.boolean ? "true" : "false")
                                           : expected("`true` or `false`", node);
        case Shape::Int:
            return integer(node, type, "an integer");
        case Shape::Float:
            return node.kind == Kind::Int || node.kind == Kind::Float ? number(node, type) : expected("a number", node);
        case Shape::String:
        case Shape::Time:
            return string(node, type);
        case Shape::IntOrString:
            return node.kind == Kind::String ? intOrString(node, type) : integer(node, type, "an integer or a string");
        case Shape::Quantity:
            return quantity(node);
        case Shape::Object:
            return object(node, type, false);
        case Shape::List:
            return list(node, type);
        case Shape::Map:
            return map(node, [&](const YamlNode& element) { return value(element, type.element); });
        case Shape::Open:
            break;
        }
        return open(node);
    }

    Item integer(const YamlNode& node, const kube::Type& type, const char* what) {
        bool wide = node.kind == Kind::Float && std::trunc(node.number) == node.number;
        if (node.kind != Kind::Int && !wide) {
            bool quoted = node.kind == Kind::String && RE2::FullMatch(node.text, R"(-?[0-9]+)");
            return expected(what, node, quoted ? "write it without quotes" : "");
        }
        int64_t low = std::max(type.min.value_or(-maxInt), -maxInt);
        int64_t high = std::min(type.max.value_or(maxInt), maxInt);
        if (wide || node.integer < low || node.integer > high)
            return expected(fmt::format("an integer from {} to {}", low, high), node);
        return word(std::to_string(node.integer));
    }

    Item number(const YamlNode& node, const kube::Type& type) {
        if (node.number < type.minFloat.value_or(node.number) || node.number > type.maxFloat.value_or(node.number))
            return expected(fmt::format("a number from {} to {}", type.minFloat ? fmt::to_string(*type.minFloat) : "-∞",
                                        type.maxFloat ? fmt::to_string(*type.maxFloat) : "∞"),
                            node);
        return anyNumber(node);
    }

    Item anyNumber(const YamlNode& node) {
        static const RE2 integer(R"([-+]?(0[xX][0-9a-fA-F_]+|[0-9][0-9oObB_]*))"); // too wide to be read as one
        bool isWide = node.kind == Kind::Float ? RE2::FullMatch(node.text, integer) : std::abs(node.integer) > maxInt;
        if (isWide)
            return expected(fmt::format("an integer from {} to {}", -maxInt, maxInt), node);
        if (node.kind == Kind::Float)
            return word(spellFloat(node.number));
        return word(std::to_string(node.integer));
    }

    /// Can a stack hold the text? Reports if not.
    template <typename Place> bool fine(const std::string& text, const Place& place) {
        if (char32_t rune = text::firstNotCarried(text); rune != 0) {
            bool isControl = rune < 0xA0 || rune == text::badRune;
            auto fault = report(Code::E7007, place,
                                isControl ? "a control character other than a newline or tab" : text::nameOf(rune));
            if (text.find('\r') != std::string::npos)
                fault.suggest(
                    "there are carriage returns in it: end the lines with newlines only, or put the text into a "
                    "ConfigMap's `binaryData`, in base64");
            return false;
        }
        if (text.find("<no value>") != std::string::npos) {
            report(Code::E7007, place, "`<no value>`").note("Helm would misread it");
            return false;
        }
        return true;
    }

    Item string(const YamlNode& node, const kube::Type& type) {
        if (node.kind != Kind::String) {
            bool scalar = node.kind == Kind::Bool || node.kind == Kind::Int || node.kind == Kind::Float;
            return expected("a string", node, scalar ? "write it in quotes: \"" + node.text + "\"" : "");
        }
        if (!type.enumValues.empty()) {
            std::vector<std::string> known(type.enumValues.begin(), type.enumValues.end());
            if (std::find(known.begin(), known.end(), node.text) == known.end()) {
                expected("one of " + fmt::format("`{}`", fmt::join(known, "`, `")), node,
                         diag::didYouMean(diag::suggestName(node.text, known)));
                return {};
            }
            if (isName(node.text))
                return word(node.text);
        }
        return text(node, type);
    }

    Item text(const YamlNode& node, const kube::Type& type) {
        if (!type.pattern.empty() && !text::admits(type.pattern, node.text))
            return expected("text that matches `" + std::string(type.pattern) + "`", node);
        return fine(node.text, node) ? spellText(node.text) : Item{};
    }

    Item intOrString(const YamlNode& node, const kube::Type& type) {
        static const RE2 percent(R"([0-9]+%)");
        if (RE2::FullMatch(node.text, percent))
            return word(node.text);
        return text(node, type);
    }

    Item quantity(const YamlNode& node) {
        static const RE2 quantity(std::string{text::quantityPattern});
        static const RE2 unit(R"([0-9]+(\.[0-9]+)?(n|u|m|k|M|G|T|P|Ki|Mi|Gi|Ti|Pi|Ei))");
        bool positive = (node.kind == Kind::Int && node.integer >= 0) || (node.kind == Kind::Float && node.number >= 0);
        if (positive)
            return anyNumber(node);
        if (node.kind != Kind::String || !RE2::FullMatch(node.text, quantity))
            return expected("a quantity such as `500m` or `1Gi`", node);
        return RE2::FullMatch(node.text, unit) ? word(node.text) : spellText(node.text);
    }

    Item list(const YamlNode& node, const kube::Type& type) {
        if (node.kind != Kind::List)
            return expected("a list", node);
        return elements(node, [&](const YamlNode& element) { return value(element, type.element); });
    }

    template <typename Convert> Item elements(const YamlNode& node, Convert convert) {
        if (node.items.empty())
            return word("[]");
        Item item;
        item.kind = Item::Kind::List;
        size_t length = path_.size();
        for (size_t i = 0; i < node.items.size(); ++i) {
            path_ += "[" + std::to_string(i) + "]";
            if (node.items[i].kind == Kind::Null)
                report(Code::E7006, node.items[i], "an element", "null").suggest("take it out of the list");
            else
                item.items.push_back(convert(node.items[i]));
            path_.resize(length);
        }
        return item;
    }

    /// Adds `key: value` to the block, unless it is null.
    template <typename Convert> void add(Item& block, const YamlKey& key, const YamlNode& node, Convert convert) {
        size_t length = path_.size();
        path_ += (path_.empty() ? "" : ".") + key.text;
        if (node.kind == Kind::Null) {
            leftOut.push_back(path_);
        } else {
            Item item = convert(node);
            std::string spelled = spellKey(key.text, item.kind == Item::Kind::Block);
            block.members.push_back({std::move(spelled), std::move(item)});
        }
        path_.resize(length);
    }

    static Item finished(Item block) {
        if (block.members.empty())
            return word("{}");
        block.kind = Item::Kind::Block;
        return block;
    }

    template <typename Convert> Item map(const YamlNode& node, Convert convert) {
        if (node.kind != Kind::Map)
            return expected("a map", node);
        Item block;
        for (size_t i = 0; i < node.keys.size(); ++i)
            if (fine(node.keys[i].text, node.keys[i]))
                add(block, node.keys[i], node.items[i], convert);
        return finished(std::move(block));
    }

    Item open(const YamlNode& node) {
        switch (node.kind) {
        case Kind::Null:
            return expected("a value", node);
        case Kind::Bool:
            return word(node.boolean ? "true" : "false");
        case Kind::Int:
        case Kind::Float:
            return anyNumber(node);
        case Kind::String:
            return fine(node.text, node) ? spellText(node.text) : Item{};
        case Kind::List:
            return elements(node, [&](const YamlNode& element) { return open(element); });
        case Kind::Map:
            break;
        }
        return map(node, [&](const YamlNode& element) { return open(element); });
    }

    bool isLeftOut(const YamlKey& key, const kube::Type& type, bool isRoot) const {
        if (key.text == "status" && (isRoot || library_.kind(type.id))) // a kind within one: volumeClaimTemplates
            return true;
        return type.path == "k8s.meta.v1.ObjectMeta" &&
               std::find(serverSet.begin(), serverSet.end(), key.text) != serverSet.end();
    }

    /// The annotations without kubectl's copy of the resource; that they are there at all may be its doing.
    void annotations(Item& block, const YamlKey& key, const YamlNode& node, kube::TypeId type) {
        if (node.kind != Kind::Map || member(node, lastApplied) == nullptr)
            return add(block, key, node, [&](const YamlNode& given) { return value(given, type); });
        YamlNode rest = node;
        for (size_t i = 0; i < rest.keys.size(); ++i)
            if (rest.keys[i].text == lastApplied) {
                rest.keys.erase(rest.keys.begin() + static_cast<std::ptrdiff_t>(i));
                rest.items.erase(rest.items.begin() + static_cast<std::ptrdiff_t>(i));
                break;
            }
        leftOut.push_back(path_ + ".annotations[\"" + std::string(lastApplied) + "\"]");
        if (!rest.keys.empty())
            add(block, key, rest, [&](const YamlNode& given) { return value(given, type); });
    }

    Item object(const YamlNode& node, const kube::Type& type, bool isRoot) {
        if (node.kind != Kind::Map)
            return expected("a map", node);
        Item block;
        for (size_t i = 0; i < node.keys.size(); ++i) {
            const YamlKey& key = node.keys[i];
            if (isRoot && (key.text == "apiVersion" || key.text == "kind"))
                continue;
            if (isLeftOut(key, type, isRoot)) {
                leftOut.push_back(path_ + (path_.empty() ? "" : ".") + key.text);
                continue;
            }
            auto field = type.fields.find(key.text);
            if (field && key.text == "annotations" && type.path == "k8s.meta.v1.ObjectMeta")
                annotations(block, key, node.items[i], field->type);
            else if (field)
                add(block, key, node.items[i], [&](const YamlNode& given) { return value(given, field->type); });
            else if (!type.openFields)
                unknownField(key, type);
            else if (fine(key.text, key))
                add(block, key, node.items[i], [&](const YamlNode& given) { return open(given); });
        }
        required(node, type, isRoot);
        return finished(std::move(block));
    }

    void unknownField(const YamlKey& key, const kube::Type& type) {
        std::vector<std::string> names;
        for (kube::Field field : type.fields)
            names.emplace_back(field.name);
        std::string where = type.path.empty() ? path_ : std::string(type.path);
        report(Code::E7004, key, key.text, where).suggest(diag::didYouMean(diag::suggestName(key.text, names)));
    }

    bool isMisspelt(const YamlNode& node, const kube::Type& type, const std::string& name) const {
        return !type.openFields && std::ranges::any_of(node.keys, [&](const YamlKey& key) {
            return !type.fields.find(key.text) && diag::suggestName(key.text, {name}) == name;
        });
    }

    void required(const YamlNode& node, const kube::Type& type, bool isRoot) {
        std::vector<std::string> missing;
        for (kube::Field field : type.fields) {
            bool given = isRoot && (field.name == "apiVersion" || field.name == "kind");
            if (field.required && !given && member(node, field.name) == nullptr)
                missing.emplace_back(field.name);
        }
        // A key that is no field was told already, with what it may be instead.
        std::erase_if(missing, [&](const std::string& name) { return isMisspelt(node, type, name); });
        if (!missing.empty())
            report(Code::E7005, node, type.path.empty() ? path_ : std::string(type.path), diag::quotedList(missing));
    }

    source::FileId file_;
    const kube::Library& library_;
    const source::SourceManager& sources_;
    diag::Sink& sink_;
    std::string path_;
};

} // namespace

Typed typeResource(const Resource& resource, const kube::Library& library, const source::SourceManager& sources,
                   diag::Sink& sink) {
    Typer typer(resource.file, library, sources, sink);
    Typed result;
    result.block = typer.root(*resource.node, resource.kind.root);
    result.leftOut = std::move(typer.leftOut);
    return result;
}

} // namespace stackc::manifest
