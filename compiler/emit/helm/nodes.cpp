#include "emit/helm/nodes.h"

#include <algorithm>
#include <cctype>

namespace stackc::emit::helm {

using core::Op;
using ir::RefBase;

namespace {

bool isSafeBlock(std::string_view text) {
    if (text.empty() || std::isspace(static_cast<unsigned char>(text[0])))
        return false;
    bool endsInOneBreak =
        text.size() > 1 && text.back() == '\n' && !std::isspace(static_cast<unsigned char>(text[text.size() - 2]));
    if (!endsInOneBreak || text.find(deletedByHelm) != std::string_view::npos)
        return false;
    return std::none_of(text.begin(), text.end(), [](char c) {
        auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\n') || byte == 0x7f;
    });
}

} // namespace

bool isOpposite(NodeRef a, NodeRef b) {
    auto negates = [](NodeRef x, NodeRef y) {
        return x->kind == NodeKind::Prim && x->op == Op::Not && x->args[0] == y;
    };
    return negates(a, b) || negates(b, a);
}

std::vector<NodeRef> conjunctsOf(NodeRef guard) {
    if (guard->isTrue())
        return {};
    if (isPrim(guard, Op::And)) {
        std::vector<NodeRef> all;
        for (NodeRef part : guard->args) {
            std::vector<NodeRef> inner = conjunctsOf(part);
            all.insert(all.end(), inner.begin(), inner.end());
        }
        return all;
    }
    return {guard};
}

bool needsEmpty(NodeRef guard, NodeRef collection) {
    const std::vector<NodeRef> demanded = conjunctsOf(guard);
    return std::any_of(demanded.begin(), demanded.end(), [collection](NodeRef part) {
        return isPrim(part, Op::Not) && isPrim(part->args[0], Op::NonEmpty) &&
               samePlace(part->args[0]->args[0], collection);
    });
}

bool samePlace(NodeRef a, NodeRef b) {
    if (a == b)
        return true;
    if (a != nullptr && b != nullptr && a->kind == NodeKind::Default && b->kind == NodeKind::Default)
        return samePlace(a->args[0], b->args[0]);
    if (a == nullptr || b == nullptr || a->kind != NodeKind::Ref || b->kind != NodeKind::Ref || a->base != b->base)
        return false;
    switch (a->base) {
    case RefBase::Input:
        return a->input == b->input;
    case RefBase::Element:
    case RefBase::Key:
        return a->loop == b->loop;
    case RefBase::First:
        return a->args[0] == b->args[0];
    case RefBase::Field:
        return a->text == b->text && samePlace(a->args[0], b->args[0]);
    }
    return false;
}

bool isLongText(NodeRef node) {
    if (node->kind == NodeKind::String) {
        size_t breaks = static_cast<size_t>(std::count(node->text.begin(), node->text.end(), '\n'));
        bool hasWide = node->text.find("\u0085") != std::string::npos ||
                       node->text.find("\u2028") != std::string::npos ||
                       node->text.find("\u2029") != std::string::npos || node->text.find("\ufeff") != std::string::npos;
        return breaks > 0 && !hasWide && isSafeBlock(node->text);
    }
    if (node->kind != NodeKind::Prim || node->op != core::Op::Concat || node->args.size() < 2)
        return false;
    NodeRef first = node->args.front();
    NodeRef last = node->args.back();
    if (first->kind != NodeKind::String || last->kind != NodeKind::String)
        return false;
    bool starts = !first->text.empty() && !std::isspace(static_cast<unsigned char>(first->text[0]));
    bool ends = last->text.size() > 1 && last->text.back() == '\n' && last->text[last->text.size() - 2] != '\n';
    return starts && ends && std::all_of(node->args.begin(), node->args.end(), [](NodeRef part) {
               return part->kind != NodeKind::String || part->text.find(deletedByHelm) == std::string::npos;
           });
}

} // namespace stackc::emit::helm
