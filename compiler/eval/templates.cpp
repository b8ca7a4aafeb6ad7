#include "eval/templates.h"

#include "eval/loops.h"
#include "eval/normalize.h"

#include <fmt/format.h>
#include <unordered_set>

namespace stackc::eval {

using ir::NodeKind;

namespace {

std::optional<core::TypeKind> resultOf(core::Op op) {
    using core::Op;
    switch (op) {
    case Op::Add:
    case Op::Sub:
    case Op::Mul:
    case Op::Div:
    case Op::Mod:
    case Op::Min:
    case Op::Max:
    case Op::WholeOr:
    case Op::UrlPort:
    case Op::Len:
        return core::TypeKind::Int;
    case Op::Concat:
    case Op::ToText:
    case Op::Lower:
    case Op::Upper:
    case Op::Cut:
    case Op::Replace:
    case Op::Join:
    case Op::UrlHost:
    case Op::Base64:
    case Op::Sha256:
    case Op::KeptText:
        return core::TypeKind::String;
    case Op::Range:
    case Op::Amount:
        return std::nullopt;
    default:
        return core::TypeKind::Bool;
    }
}

bool isWord(std::string_view text) {
    return !text.empty() && text.size() <= 63 && std::all_of(text.begin(), text.end(), [](unsigned char c) {
        return std::isalnum(c) != 0 || c == '-' || c == '_';
    });
}

/// The keys that lead to a place of the values: `auth-password`; empty where one of them is no word.
std::string wordsTo(NodeRef place) {
    if (place->kind != NodeKind::Ref || place->base != ir::RefBase::Field)
        return {};
    bool isBelow = place->args[0]->kind == NodeKind::Ref && place->args[0]->base == ir::RefBase::Field;
    std::string above = isBelow ? wordsTo(place->args[0]) : std::string();
    if (!isWord(place->text) || (isBelow && above.empty()))
        return {};
    return isBelow ? above + "-" + place->text : place->text;
}

/// The places that a node reads, as words, in order.
void placesIn(NodeRef node, std::vector<std::string>& out) {
    if (node == nullptr || !node->late)
        return;
    if (std::string words = wordsTo(node); !words.empty()) {
        out.push_back(std::move(words));
        return;
    }
    for (const Entry& entry : node->entries)
        placesIn(entry.value, out);
    for (NodeRef arg : node->args)
        placesIn(arg, out);
}

} // namespace

/// What a template prints that can be read back as what it was: text, a whole number or a truth. Else nothing.
std::optional<core::TypeKind> Templates::scalarKind(NodeRef node) {
    using core::TypeKind;
    switch (node->kind) {
    case NodeKind::String:
    case NodeKind::Tag:
        return TypeKind::String;
    case NodeKind::Int:
        return TypeKind::Int;
    case NodeKind::Bool:
    case NodeKind::Present:
    case NodeKind::TagIs:
        return TypeKind::Bool;
    case NodeKind::Ref:
    case NodeKind::Default: {
        const core::Type& type = in_.typeOf(node);
        if (type.kind == TypeKind::Int || type.kind == TypeKind::Bool)
            return type.kind;
        bool isText = type.kind == TypeKind::Enum || type.kind == TypeKind::Sensitive ||
                      (type.kind == TypeKind::String && type.domain != core::Domain::Tag &&
                       type.domain != core::Domain::Quantity);
        return isText ? std::optional(TypeKind::String) : std::nullopt;
    }
    case NodeKind::Prim:
        return resultOf(node->op);
    case NodeKind::Shared:
    case NodeKind::Choice:
        break;
    default:
        return std::nullopt;
    }
    auto [known, fresh] = scalarKinds_.try_emplace(node, std::nullopt);
    if (!fresh)
        return known->second;
    std::optional<TypeKind> kind = scalarKind(node->kind == NodeKind::Shared ? node->args[0] : node->entries[0].value);
    for (const Entry& arm : node->entries)
        if (scalarKind(arm.value) != kind)
            kind = std::nullopt;
    return scalarKinds_[node] = kind;
}

/// Of a text at least, one for each of its late parts; of several alternatives those of the shortest.
size_t Templates::bytesOf(NodeRef text) {
    bool isConcat = text->kind == NodeKind::Prim && text->op == core::Op::Concat;
    if (!isConcat && text->kind != NodeKind::Choice && text->kind != NodeKind::Shared)
        return text->kind == NodeKind::String ? text->text.size() : 1;
    auto [known, fresh] = bytes_.try_emplace(text, 0);
    if (!fresh)
        return known->second;
    size_t bytes = text->kind == NodeKind::Choice ? SIZE_MAX : 0;
    for (NodeRef part : text->args)
        bytes += bytesOf(part);
    for (const Entry& arm : text->entries)
        bytes = std::min(bytes, bytesOf(arm.value));
    return bytes_[text] = bytes;
}

/// Of one rendering of a named template: its own, and for each that it includes that one's, once.
size_t Templates::renderSteps(NodeRef body) {
    auto [known, fresh] = renderSteps_.try_emplace(body, 0);
    if (!fresh)
        return known->second;
    size_t steps = limit::templateSteps * body->parts;
    std::unordered_set<NodeRef> seen;
    auto visit = [&](auto& self, NodeRef node) -> void {
        if (node == nullptr || !node->late || steps > limit::steps || !seen.insert(node).second)
            return;
        if (node->kind == NodeKind::Shared) {
            steps += renderSteps(node->args[0]);
            return;
        }
        for (NodeRef arg : node->args)
            self(self, arg);
        auto entries = [&](auto& each, const std::vector<Entry>& all) -> void {
            for (const Entry& entry : all) {
                self(self, entry.guard);
                self(self, entry.keyNode);
                self(self, entry.value);
                if (entry.loop != nullptr)
                    self(self, entry.loop->source);
                each(each, entry.body);
            }
        };
        entries(entries, node->entries);
    };
    visit(visit, body);
    return renderSteps_[body] = steps;
}

NodeRef Templates::named(NodeRef value, const std::string& name, uint32_t least) {
    if (in_.known != nullptr || in_.budget.stopped || !value->late || value->parts < least ||
        value->kind == NodeKind::Shared || !scalarKind(value))
        return value;
    auto [place, fresh] = named_.try_emplace(value, nullptr);
    if (!fresh)
        return place->second;
    if (!in_.spend(limit::templateSteps * value->parts))
        return place->second = in_.nodes.none();
    if (bytesOf(value) > limit::textBytes)
        return place->second = in_.stop(diag::Code::E4032, limit::textBytes);
    const std::string full = numbered("lets." + name);
    NodeRef body = normalize(value, in_.nodes, in_.guards);
    if (renderSteps(body) > limit::steps)
        return place->second = in_.stop(diag::Code::E4031, limit::steps);
    if (body->late)
        body = in_.nodes.shared(full, body);
    return place->second = body;
}

NodeRef Templates::namedLet(NodeRef value, const std::string& name) {
    if (value->kind != NodeKind::Record || !value->late || value->parts < limit::unshared)
        return named(value, name);
    std::vector<Entry> entries = value->entries;
    for (Entry& entry : entries)
        if (entry.kind == ir::EntryKind::Value)
            entry.value = namedLet(entry.value, entry.key.empty() ? name : name + "." + entry.key);
    return in_.nodes.record(std::move(entries));
}

std::string Templates::nameFor(const std::string& name, const std::vector<NodeRef>& args) {
    auto isFree = [&](const std::string& full) { return ++wanted_[full] == 1; };
    for (NodeRef arg : args)
        if (arg->kind == NodeKind::String && isWord(arg->text) && isFree(name + "." + arg->text))
            return name + "." + arg->text;
    constexpr size_t longest = 63;
    if (wanted_.contains(name))
        for (NodeRef arg : args) {
            std::vector<std::string> places;
            if (arg->parts < limit::unsharedCall)
                placesIn(arg, places);
            for (const std::string& place : places)
                if (place.size() <= longest && isFree(name + "." + place))
                    return name + "." + place;
        }
    return numbered(name);
}

std::string Templates::numbered(const std::string& name) {
    int count = ++wanted_[name];
    if (count == 1)
        return name;
    std::string numbered = fmt::format("{}.{}", name, count);
    while (++wanted_[numbered] > 1)
        numbered = fmt::format("{}.{}", name, ++wanted_[name]);
    return numbered;
}

} // namespace stackc::eval
