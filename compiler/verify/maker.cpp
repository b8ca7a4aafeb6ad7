#include "verify/maker.h"

#include "core/numbers.h"
#include "text/regex.h"
#include "text/utf8.h"
#include "values/carried.h"
#include "values/plain.h"
#include "verify/matching_text.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace stackc::verify {

using core::TypeKind;
using ir::NodeTable;
using Json = nlohmann::ordered_json;

namespace {

constexpr size_t deepest = 12;

/// Texts that are something to one of the domains, and those that YAML, shells and templates trip over.
const std::vector<std::string>& usualTexts() {
    static const std::vector<std::string> texts{"a",
                                                "web",
                                                "main",
                                                "x1",
                                                "two-words",
                                                "example.com",
                                                "www.example.org",
                                                "https://example.com:8443/p?q=1&r=%20#f",
                                                "redis://redis:6379",
                                                "http://10.0.0.1",
                                                "/",
                                                "/path",
                                                "1Gi",
                                                "100m",
                                                "500Mi",
                                                "50%",
                                                "30s",
                                                "1h30m",
                                                "*/5 * * * *",
                                                "1.2.3",
                                                "v2",
                                                "latest",
                                                "ghcr.io/acme/shop",
                                                "user@example.com",
                                                "plain text",
                                                "10.0.0.0/8"};
    return texts;
}
const std::vector<std::string>& oddTexts() {
    static const std::vector<std::string> texts{"true",
                                                "no",
                                                "null",
                                                "~",
                                                "0",
                                                "007",
                                                "1e3",
                                                "0x10",
                                                "12:30:45",
                                                "2001-01-01",
                                                "- x",
                                                "a: b",
                                                "a #b",
                                                "#c",
                                                "{a}",
                                                "[a, b]",
                                                "*x",
                                                "&x",
                                                "!x",
                                                "%s",
                                                "@x",
                                                "'",
                                                "say \"hi\"",
                                                "it's",
                                                "back\\slash",
                                                "two\nlines",
                                                "\nlead",
                                                "trail\n",
                                                "  indented\n lines",
                                                "a\n---\nb: 1",
                                                "tab\there",
                                                " lead",
                                                "trail ",
                                                "{{ .Values.x }}",
                                                "{{`x`}}",
                                                "$(VAR)",
                                                "${x}",
                                                "ünï",
                                                "日本語",
                                                "🙂",
                                                "<a>&b",
                                                "=",
                                                "|",
                                                ">",
                                                ",",
                                                "a,b",
                                                "a=b,c=d",
                                                "",
                                                std::string(63, 'k'),
                                                std::string(300, 'b')};
    return texts;
}

bool fits(const core::Type& type, const std::string& text) {
    auto length = static_cast<int64_t>(text::countRunes(text));
    return length >= type.minLength && (type.maxLength < 0 || length <= type.maxLength) &&
           (type.pattern.empty() || text::matches(type.pattern, text)) && values::isSafeString(text);
}

ir::NodeRef entryOf(ir::NodeRef record, const std::string& key) {
    bool isRecord = record != nullptr && record->kind == ir::NodeKind::Record;
    const ir::Entry* entry = isRecord ? ir::findEntry(record, key) : nullptr;
    return entry != nullptr ? entry->value : nullptr;
}

} // namespace

Maker::Maker(values::Context context, const Words& words, uint64_t seed)
    : context_(std::move(context)), library_(context_.program.types.natives()), words_(words), random_(seed) {}

ir::NodeRef Maker::make(NodeRef from, const Wanted& wanted, size_t share) {
    wanted_ = &wanted;
    share_ = share;
    turn_ = random_.below(1000);
    NodeRef made = value(context_.program.valuesType, {"", from, 0});
    return made != nullptr ? made : from;
}

ir::NodeRef Maker::makeOf(core::TypeId type) {
    static const Wanted nothing;
    constexpr size_t all = 100;
    wanted_ = &nothing;
    share_ = all;
    return value(type, {});
}

bool Maker::isWanted(const std::string& path) const {
    auto next = wanted_->lower_bound(path);
    return next != wanted_->end() && next->first.starts_with(path);
}

std::optional<uint32_t> Maker::wantedAt(const std::string& path) const {
    auto found = wanted_->find(path);
    return found != wanted_->end() ? std::optional(found->second) : std::nullopt;
}

ir::NodeRef Maker::value(core::TypeId id, const At& at) {
    const core::Type& type = context_.type(id);
    bool isKept = at.from != nullptr && !isWanted(at.path) && !random_.chance(share_);
    if ((isKept && type.kind != TypeKind::Record) || (type.kind == TypeKind::Optional && at.depth > deepest))
        return at.from != nullptr ? at.from : context_.nodes.none();
    switch (type.kind) {
    case TypeKind::Record:
        return record(type, at);
    case TypeKind::Optional:
        return optional(type, at);
    case TypeKind::Variant:
        return variant(type, at);
    case TypeKind::List:
    case TypeKind::Map:
        return collection(type, at);
    case TypeKind::Bool:
        return context_.nodes.boolean(wantedAt(at.path).value_or(random_.below(2)) == 1);
    case TypeKind::Enum: {
        size_t arm = wantedAt(at.path).value_or(random_.below(type.cases.size()));
        return context_.nodes.string(type.cases[arm].key);
    }
    case TypeKind::Int:
        return integer(type, at);
    case TypeKind::Float:
        return number(type);
    case TypeKind::IntOrPercent:
        return random_.chance(50) ? context_.nodes.integer(static_cast<int64_t>(random_.below(4)))
                                  : context_.nodes.string("25%");
    case TypeKind::String:
    case TypeKind::Sensitive:
        return text(type);
    case TypeKind::Native:
        return values::plainNode(context_.nodes, native(type.native, 0));
    case TypeKind::Data:
        return data(type);
    case TypeKind::Partial:
    case TypeKind::Error:
        break;
    }
    return at.from;
}

ir::NodeRef Maker::record(const core::Type& type, const At& at) {
    std::vector<ir::Entry> entries;
    for (const core::Field& field : type.fields) {
        NodeRef from = entryOf(at.from, field.name);
        if (from == nullptr)
            from = values::defaultOf(context_, field);
        std::string path = at.path.empty() ? field.name : at.path + "." + field.name;
        NodeRef made = value(field.type, {path, from, at.depth + 1});
        if (made == nullptr && from == nullptr)
            return nullptr;
        entries.push_back(NodeTable::value(context_.nodes.boolean(true), field.name, made != nullptr ? made : from));
    }
    return context_.nodes.record(std::move(entries));
}

ir::NodeRef Maker::optional(const core::Type& type, const At& at) {
    bool wasOn = at.from != nullptr && !at.from->isNone();
    bool isBelowWanted = isWanted(at.path + "?");
    bool isOn = isBelowWanted || wantedAt(at.path).value_or(random_.below(2)) == 1;
    if (!isOn)
        return wasOn || at.from == nullptr ? context_.nodes.none() : at.from;
    bool isPreset = at.from != nullptr && at.from->kind == ir::NodeKind::Off;
    NodeRef made = value(type.element, {at.path + "?",
                                        wasOn      ? at.from
                                        : isPreset ? at.from->args[0]
                                                   : nullptr,
                                        at.depth + 1});
    return made != nullptr ? made : at.from != nullptr ? at.from : context_.nodes.none();
}

ir::NodeRef Maker::variant(const core::Type& type, const At& at) {
    size_t arm = random_.below(type.cases.size());
    for (size_t i = 0; i < type.cases.size(); ++i)
        if (isWanted(at.path + "." + type.cases[i].key))
            arm = i;
    arm = wantedAt(at.path).value_or(arm);
    const core::Case& chosen = type.cases[arm];
    NodeRef payload = nullptr;
    if (chosen.payload.valid()) {
        bool was = at.from != nullptr && at.from->kind == ir::NodeKind::Variant && at.from->index == arm &&
                   !at.from->args.empty();
        payload = value(chosen.payload, {at.path + "." + chosen.key, was ? at.from->args[0] : nullptr, at.depth + 1});
        if (payload == nullptr)
            return nullptr;
    }
    return context_.nodes.variant(static_cast<uint32_t>(arm), chosen.key, payload);
}

ir::NodeRef Maker::collection(const core::Type& type, const At& at) {
    constexpr size_t sizes = 4;
    size_t size = at.depth > deepest ? 0 : random_.below(sizes);
    if (isWanted(at.path + "[]"))
        size = std::max<size_t>(size, 1);
    if (auto wanted = wantedAt(at.path))
        size = *wanted < eval::several ? *wanted : eval::several + random_.below(2);
    bool isMap = type.kind == TypeKind::Map;
    std::vector<ir::Entry> entries;
    for (size_t i = 0; i < size; ++i) {
        ++turn_;
        const ir::Entry* like = elementLike(at.from, i);
        NodeRef key = nullptr;
        if (isMap)
            key = like != nullptr ? context_.nodes.string(like->key)
                                  : value(type.key, {at.path + "{}", nullptr, at.depth + 1});
        NodeRef made = value(type.element, {at.path + "[]", like != nullptr ? like->value : nullptr, at.depth + 1});
        if (made == nullptr || (isMap && (key == nullptr || key->text.empty() || !values::isSafeKey(key->text))))
            continue;
        bool isThere = isMap && std::ranges::any_of(entries, [&](const ir::Entry& e) { return e.key == key->text; });
        if (!isThere)
            entries.push_back(NodeTable::value(context_.nodes.boolean(true), isMap ? key->text : "", made));
    }
    return isMap ? context_.nodes.record(std::move(entries)) : context_.nodes.list(std::move(entries));
}

/// Some of the elements that are there stay much as they are, and some come twice.
const ir::Entry* Maker::elementLike(NodeRef from, size_t index) {
    constexpr size_t kept = 50, twice = 10;
    if (from == nullptr || from->entries.empty())
        return nullptr;
    const ir::Entry& entry = from->entries[random_.chance(twice) ? 0 : index % from->entries.size()];
    return entry.kind == ir::EntryKind::Value && random_.chance(kept) ? &entry : nullptr;
}

std::vector<int64_t> Maker::numbersOf(const core::Type& type) const {
    std::vector<int64_t> numbers = words_.numbers;
    numbers.insert(numbers.end(), {type.minInt, type.minInt + 1, type.maxInt, 0, 1, 2, 3, 5, 80, 8080, 30000, 1000000});
    std::erase_if(numbers, [&](int64_t n) { return n < type.minInt || n > type.maxInt; });
    return numbers;
}

ir::NodeRef Maker::integer(const core::Type& type, const At& at) {
    const std::vector<int64_t> numbers = numbersOf(type);
    size_t chosen = wantedAt(at.path).value_or(turn_++ + random_.below(numbers.size()));
    return context_.nodes.integer(numbers[chosen % numbers.size()]);
}

ir::NodeRef Maker::number(const core::Type& type) {
    std::vector<double> numbers{0, 0.5, 1, 1.25, 3, 0.1, 1e-7, 1234567.5, 1e21, type.minFloat, type.maxFloat};
    std::erase_if(numbers, [&](double n) { return n < type.minFloat || n > type.maxFloat || n - n != 0; });
    if (numbers.empty())
        return nullptr;
    double number = random_.oneOf(numbers);
    return context_.nodes.number(number, core::numberText(number));
}

ir::NodeRef Maker::text(const core::Type& type) {
    auto [known, isNew] = texts_.try_emplace(&type);
    std::vector<std::string>& fitting = known->second;
    if (isNew)
        for (const auto* texts : {&words_.texts, &usualTexts(), &oddTexts()})
            std::ranges::copy_if(*texts, std::back_inserter(fitting), [&](const auto& t) { return fits(type, t); });
    constexpr size_t few = 3, tries = 20;
    bool isFree = fitting.size() > oddTexts().size() / 2;
    for (size_t i = 0; !isFree && !type.pattern.empty() && fitting.size() < tries && i < tries; ++i)
        if (std::string made = matchingText(type.pattern, random_); fits(type, made) && fitting.size() < few + i)
            fitting.push_back(std::move(made));
    for (char c : {'x', 'y'})
        if (std::string made(static_cast<size_t>(type.minLength), c); fitting.empty() && fits(type, made))
            fitting.push_back(std::move(made));
    if (fitting.empty())
        return nullptr;
    return context_.nodes.string(fitting[(turn_++ + random_.below(fitting.size())) % fitting.size()]);
}

ir::NodeRef Maker::data(const core::Type& type) {
    Json made = {{"key", random_.oneOf(usualTexts())}, {"list", {1, true, random_.oneOf(oddTexts())}}};
    if (type.open) // a whole resource
        made = {{"apiVersion", "v1"},
                {"kind", "ConfigMap"},
                {"metadata", {{"name", "extra-" + std::to_string(turn_++)}}},
                {"data", {{"key", random_.oneOf(oddTexts())}}}};
    return values::plainNode(context_.nodes, made);
}

/// Of an object's fields those that are required, and some more.
Json Maker::native(kube::TypeId id, size_t depth) {
    kube::Type type = library_.type(id);
    constexpr size_t mostFields = 3, deepestNative = 6;
    switch (type.shape) {
    case kube::Shape::Bool:
        return random_.chance(50);
    case kube::Shape::Int:
    case kube::Shape::IntOrString: {
        std::vector<int64_t> numbers{type.min.value_or(0), 1, 2, 80, 8080};
        std::erase_if(numbers, [&](int64_t n) { return n < type.min.value_or(0) || n > type.max.value_or(n); });
        return numbers.empty() ? type.min.value_or(0) : random_.oneOf(numbers);
    }
    case kube::Shape::Float:
        return type.minFloat.value_or(0.5);
    case kube::Shape::Quantity:
        return random_.oneOf(std::vector<std::string>{"1", "100m", "64Mi", "2Gi"});
    case kube::Shape::Time:
        return "2024-01-01T00:00:00Z";
    case kube::Shape::String:
        return nativeText(type);
    case kube::Shape::List: {
        Json list = Json::array();
        size_t size = depth > deepestNative ? 0 : 1 + random_.below(2);
        for (size_t i = 0; i < std::max<size_t>(size, type.minItems.value_or(0)); ++i)
            list.push_back(native(type.element, depth + 1));
        return list;
    }
    case kube::Shape::Map: {
        Json map = Json::object();
        for (size_t i = 0; i < 1 + random_.below(2); ++i)
            map[i == 0 ? "example.com/key" : "tier"] = native(type.element, depth + 1);
        return map;
    }
    case kube::Shape::Open:
        return Json{{"key", "value"}};
    case kube::Shape::Object:
        break;
    }
    Json object = Json::object();
    for (kube::Field field : type.fields)
        if (field.required || (depth < deepestNative && random_.below(type.fields.size()) < mostFields))
            object[std::string(field.name)] = native(field.type, depth + 1);
    return object;
}

std::string Maker::nativeText(const kube::Type& type) {
    if (!type.enumValues.empty())
        return std::string(type.enumValues[random_.below(type.enumValues.size())]);
    if (!type.pattern.empty())
        if (std::string made = matchingText(type.pattern, random_); text::matches(type.pattern, made))
            return made;
    if (type.format == "byte")
        return "YQ==";
    return random_.oneOf(std::vector<std::string>{"a", "web", "main"}) + std::to_string(turn_++ % 10);
}

} // namespace stackc::verify
