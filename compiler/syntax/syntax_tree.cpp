#include "syntax/syntax_tree.h"

namespace stackc::syntax {

TreeNode TreeNode::child(RuleKind rule) const {
    for (TreeNode one = first(); one; one = after(one)) {
        if (one.is(rule))
            return one;
    }
    return {};
}

TreeNode TreeNode::token(TokenKind kind) const {
    for (TreeNode one = first(); one; one = after(one)) {
        if (one.is(kind))
            return one;
    }
    return {};
}

std::vector<TreeNode> TreeNode::children(RuleKind rule) const {
    std::vector<TreeNode> result;
    for (TreeNode one = first(); one; one = after(one)) {
        if (one.is(rule))
            result.push_back(one);
    }
    return result;
}

TreeNode TreeNode::lastChild() const {
    TreeNode last;
    for (TreeNode one = first(); one; one = after(one))
        last = one;
    return last;
}

} // namespace stackc::syntax
