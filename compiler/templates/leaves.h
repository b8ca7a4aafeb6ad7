#pragma once
// The leaves of a template: the places at which templates of one shape may differ. They are collected in the order of
// the walk, and what stands at them is replaced by their numbers in it.

#include "templates/walk.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace stackc::templates {

/// A place where members may differ. Of a scalar of a line there is the text alone.
struct Leaf {
    ExprPtr expr;
    std::string text;
    Site site;
    size_t spelled = 0; ///< equal for what is printed alike; whoever compares leaves says it
};

/// A template taken apart.
struct Leaves {
    std::string shape; ///< all but the leaves
    std::vector<Leaf> all;
    std::set<std::string> taken; ///< of the dict that the template takes already
};
Leaves leavesOf(const Body& body);

/// What stands at a leaf instead: an expression, or the parts of a line.
struct Replacement {
    ExprPtr expr;
    std::vector<Part> parts;
};

/// A template with other leaves.
struct Replaced {
    Body body;
    bool usesRoot = false; ///< it still reads the root
};
/// `replacements`: by the number of the leaf; the others stay. What is included with nothing but what the template has
/// in its own dict takes that dict.
Replaced replaceLeaves(const Body& body, const std::map<size_t, Replacement>& replacements);

} // namespace stackc::templates
