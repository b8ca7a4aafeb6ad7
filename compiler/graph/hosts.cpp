#include "graph/hosts.h"

#include <algorithm>
#include <set>

namespace stackc::graph {

using ir::NodeKind;
using ir::NodeRef;

namespace {

constexpr char lateBegin = '\x01', lateEnd = '\x02';

bool isPartOfName(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == '.';
}

bool beginsHost(const std::string& text, size_t at, const Host& host) {
    if (at == 0)
        return true;
    char before = text[at - 1];
    return (before == '.' && host.isHeadless) || (!isPartOfName(before) && before != lateEnd);
}

bool endsHost(const std::string& rest) { return rest.empty() || (!isPartOfName(rest[0]) && rest[0] != lateBegin); }

class Texts {
public:
    Texts(const std::vector<std::string_view>& keys, eval::Guards& guards) : keys_(keys), guards_(guards) {}

    void walk(NodeRef node, NodeRef guard, bool isInside) {
        // Equal parts under equal conditions say nothing new.
        if (!seen_[isInside].emplace(node, guard).second)
            return;
        switch (node->kind) {
        case NodeKind::Record:
        case NodeKind::List:
            for (const ir::Entry& entry : node->entries)
                this->entry(entry, guard, isInside);
            break;
        case NodeKind::Choice:
            alternatives(node->entries, guard, isInside);
            break;
        case NodeKind::Shared:
            if (isInside && isText(node->args[0]))
                found.push_back({node, guard});
            else
                walk(node->args[0], guard, isInside);
            break;
        case NodeKind::Text:
        case NodeKind::Variant:
        case NodeKind::Off:
            for (NodeRef arg : node->args)
                walk(arg, guard, isInside);
            break;
        default:
            if (isInside)
                found.push_back({node, guard});
        }
    }

    std::vector<Said> found;

private:
    void alternatives(const std::vector<ir::Entry>& arms, NodeRef guard, bool isInside) {
        std::vector<NodeRef> tests;
        for (const ir::Entry& arm : arms)
            tests.push_back(arm.guard);
        tests = guards_.exclusive(tests);
        for (size_t i = 0; i < arms.size(); ++i)
            walk(arms[i].value, guards_.both(guard, tests[i]), isInside);
    }

    static bool isText(NodeRef node) {
        return node->kind == NodeKind::Choice || node->kind == NodeKind::String ||
               (node->kind == NodeKind::Prim && node->op == core::Op::Concat);
    }

    void entry(const ir::Entry& entry, NodeRef guard, bool isInside) {
        NodeRef under = guards_.both(guard, entry.guard);
        if (entry.kind == ir::EntryKind::Each) {
            for (const ir::Entry& inner : entry.body)
                this->entry(inner, under, isInside);
            return;
        }
        bool isKey = std::find(keys_.begin(), keys_.end(), entry.key) != keys_.end();
        walk(entry.value, under, isInside || keys_.empty() || isKey);
    }

    const std::vector<std::string_view>& keys_;
    eval::Guards& guards_;
    std::set<std::pair<NodeRef, NodeRef>> seen_[2];
};

} // namespace

std::string Spelling::of(NodeRef node) {
    if (node->kind == NodeKind::String) {
        std::string text = node->text;
        std::replace(text.begin(), text.end(), lateBegin, ' ');
        std::replace(text.begin(), text.end(), lateEnd, ' ');
        return text;
    }
    if (node->kind == NodeKind::Shared)
        return of(node->args[0]);
    if (node->kind == NodeKind::Prim && node->op == core::Op::Concat) {
        std::string text;
        for (NodeRef part : node->args)
            text += of(part);
        return text;
    }
    size_t number = numbers_.try_emplace(node, numbers_.size()).first->second;
    return lateBegin + std::to_string(number) + lateEnd;
}

NamesByDefault::NamesByDefault(const core::Program& program, ir::NodeTable& nodes)
    : program_(program), nodes_(nodes), special_(program, nodes, [this](NodeRef node) { return known(node); }) {}

NodeRef NamesByDefault::known(NodeRef node) const {
    if (node->kind == NodeKind::Present) {
        NodeRef place = ir::unshared(node->args[0]);
        bool isOverride = place->kind == NodeKind::Ref && place->base == ir::RefBase::Field &&
                          (place->text == "nameOverride" || place->text == "fullnameOverride") &&
                          ir::unshared(place->args[0])->base == ir::RefBase::Input;
        return isOverride ? nodes_.boolean(false) : nullptr;
    }
    if (node->kind != NodeKind::Ref || node->base != ir::RefBase::Input)
        return nullptr;
    switch (node->input) {
    case core::Input::ReleaseName:
        return nodes_.string("release-name");
    case core::Input::ReleaseNamespace:
        return nodes_.string("release-namespace");
    case core::Input::ChartName:
        return nodes_.string(program_.chart.name);
    case core::Input::ChartDeclaredName:
        return nodes_.string(program_.chart.declaredName);
    default:
        return nullptr;
    }
}

bool names(const std::string& text, const Host& host, bool isWhole) {
    if (host.name.empty())
        return false;
    if (isWhole && text == host.name)
        return true;
    for (size_t at = text.find(host.name); at != std::string::npos; at = text.find(host.name, at + 1)) {
        if (!beginsHost(text, at, host))
            continue;
        std::string before = text.substr(0, at), rest = text.substr(at + host.name.size());
        std::string space = "." + host.space;
        if (rest.starts_with(space) && (endsHost(rest.substr(space.size())) || rest[space.size()] == '.'))
            return true;
        bool isAddress = before.ends_with("://") || before.ends_with("@");
        bool hasPort =
            rest.size() > 1 && rest[0] == ':' && (rest[1] == lateBegin || (rest[1] >= '0' && rest[1] <= '9'));
        if (hasPort || (isAddress && endsHost(rest)))
            return true;
    }
    return false;
}

std::vector<Said> textsIn(NodeRef node, NodeRef guard, const std::vector<std::string_view>& keys,
                          eval::Guards& guards) {
    Texts texts(keys, guards);
    texts.walk(node, guard, keys.empty());
    return std::move(texts.found);
}

} // namespace stackc::graph
