#pragma once
// The edits of records and objects, as they are written, and the paths that a block has set.

#include "sema/checking.h"

namespace stackc::sema {

/// The paths that one block has set, to find those set twice, and the source of an environment's assignments.
struct PathTree {
    Span span;
    bool leaf = false;
    bool isAppended = false; ///< a list that elements are added to: what is in it may be amended as well
    bool isElements = false; ///< a list of which elements are amended: others may be added
    bool earlier = false;    ///< set around this branch, or in a branch before: it may be changed, but not set again
    std::map<std::string, PathTree> children;
};

/// What an entry does to a path: leads into it, or to an element of the list there, adds to what is there, changes it
/// as a whole, or sets it anew.
enum class Claim : uint8_t { into, element, append, change, set };

/// One edit of a record: the steps from `step` on lead to what is assigned, appended to, amended or removed.
struct Edit {
    enum class Kind : uint8_t { assign, append, amend, remove };
    Kind kind = Kind::assign;
    const ast::Target* target = nullptr;
    ast::ExprId value;
    ast::BlockId block;
    Span span;
};

/// What amends a value: a block, or the rest of an edit with a longer path.
struct Amendment {
    ast::BlockId block{};
    const Edit* edit = nullptr;
    size_t step = 0;
    Span span{};
};

/// Does the step lead to what an element of the list before it is?
inline bool isElement(const Edit& edit, size_t step) {
    return edit.target->steps[step].kind == ast::TargetStep::Kind::element;
}

/// What an entry does to a path; without a target if it is no edit.
Edit editOf(const ast::Entry& entry);
/// Marks a path as set; reports a second setting.
bool claim(Checking& in, PathTree& paths, const std::string& key, Claim claim, Span span);
/// What an edit does to the path up to that step.
Claim claimOf(const Edit& edit, size_t step);
/// The paths as a branch sees those that are set around it.
PathTree pathsInBranch(const PathTree& paths);
/// Adds what a branch sets to the paths behind it.
void addBranch(PathTree& paths, const PathTree& branch);

} // namespace stackc::sema
