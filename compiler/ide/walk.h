#pragma once
// All nodes of a tree, whatever they stand in.

#include "syntax/ast.h"
#include "syntax/fields.h"

#include <optional>
#include <tuple>
#include <type_traits>
#include <variant>
#include <vector>

namespace stackc::ide {

namespace detail {

template <typename Value> struct IsVector : std::false_type {};
template <typename Element> struct IsVector<std::vector<Element>> : std::true_type {};
template <typename Value> struct IsOptional : std::false_type {};
template <typename Inner> struct IsOptional<std::optional<Inner>> : std::true_type {};
template <typename Value> struct IsVariant : std::false_type {};
template <typename... Cases> struct IsVariant<std::variant<Cases...>> : std::true_type {};

} // namespace detail

/// Calls `visit` for what it takes of a node and of what stands in it, but not behind ids.
template <typename Node, typename Visit> void walk(const Node& node, const Visit& visit) {
    if constexpr (std::is_invocable_v<const Visit&, const Node&>)
        visit(node);
    if constexpr (detail::IsVector<Node>::value) {
        for (const auto& element : node)
            walk(element, visit);
    } else if constexpr (detail::IsOptional<Node>::value) {
        if (node)
            walk(*node, visit);
    } else if constexpr (detail::IsVariant<Node>::value) {
        std::visit([&](const auto& held) { walk(held, visit); }, node);
    } else if constexpr (syntax::Plain<Node>) {
        std::apply([&](const auto&... members) { (walk(members, visit), ...); }, syntax::fieldsOf(node));
    }
}

/// The same for all nodes of a file, in no order.
template <typename Visit> void walk(const syntax::Module& module, const Visit& visit) {
    walk(module.decls, visit);
    walk(module.exprs, visit);
    walk(module.types, visit);
    walk(module.items, visit);
    walk(module.entries, visit);
    walk(module.blocks, visit);
    walk(module.stmts, visit);
    walk(module.bodies, visit);
}

/// Of several functions the one that takes the argument; an argument is not converted for one.
template <typename... Functions> struct Visitor : Functions... { using Functions::operator()...; };
template <typename... Functions> Visitor(Functions...) -> Visitor<Functions...>;

} // namespace stackc::ide
