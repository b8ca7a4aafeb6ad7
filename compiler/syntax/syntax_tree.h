#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "syntax/separators.h"

namespace stackc::syntax {

/// The rules of the grammar.
enum class RuleKind : std::uint8_t {
#define RULE(name, antlr) name,
#include "syntax/rules.def"
#undef RULE
};

/// What a parser run found: rules and tokens in preorder.
struct SyntaxTree {
    struct Node {
        /// Of the rule, if it is one.
        RuleKind rule{};
        bool isToken = false;
        /// A rule that could not be parsed; it covers what was skipped.
        bool failed = false;
        /// The tokens it covers, as indexes into ParserInput::tokens.
        std::uint32_t firstToken = 0;
        std::uint32_t endToken = 0;
        /// Where the next node that is not inside this one begins.
        std::uint32_t next = 0;
    };
    std::vector<Node> nodes;
};

/// A node of a tree, or none. The tree and the parser's input must outlive it.
class TreeNode {
public:
    TreeNode() = default;
    TreeNode(const SyntaxTree& tree, const ParserInput& input, std::uint32_t index)
        : tree_(&tree), input_(&input), index_(index) {}

    explicit operator bool() const { return tree_ != nullptr; }
    bool failed() const { return node().failed; }
    RuleKind rule() const { return node().rule; }
    bool is(RuleKind rule) const { return !node().isToken && node().rule == rule; }
    bool is(TokenKind kind) const { return node().isToken && firstToken().kind == kind; }

    std::uint32_t firstIndex() const { return node().firstToken; }
    const Token& firstToken() const { return input_->tokens[node().firstToken]; }
    const Token& lastToken() const { return input_->tokens[lastIndex()]; }

    /// The first child of this kind, or none.
    TreeNode child(RuleKind rule) const;
    TreeNode token(TokenKind kind) const;
    bool has(TokenKind kind) const { return static_cast<bool>(token(kind)); }
    std::vector<TreeNode> children(RuleKind rule) const;
    /// The last child, whatever it is.
    TreeNode lastChild() const;

    /// For loops over all children: `for (TreeNode c = n.first(); c; c = n.after(c))`.
    TreeNode first() const { return at(index_ + 1); }
    TreeNode after(TreeNode child) const { return at(child.node().next); }

private:
    const SyntaxTree::Node& node() const { return tree_->nodes[index_]; }
    TreeNode at(std::uint32_t index) const {
        return index < node().next ? TreeNode(*tree_, *input_, index) : TreeNode();
    }
    std::uint32_t lastIndex() const {
        return node().endToken > node().firstToken ? node().endToken - 1 : node().firstToken;
    }

    const SyntaxTree* tree_ = nullptr;
    const ParserInput* input_ = nullptr;
    std::uint32_t index_ = 0;
};

} // namespace stackc::syntax
