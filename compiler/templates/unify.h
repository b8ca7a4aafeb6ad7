#pragma once
// The anti-unification of templates of one shape: one template, and what each of them gives it.

#include "templates/tree.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace stackc::templates {

/// What tells templates of one shape from others. Equal exactly if they can be `Alike`.
std::string shapeOf(const Body& body);

struct Parameter {
    std::string name;
    std::vector<ExprPtr> given; ///< by each member
};
struct Unified {
    Body body; ///< takes a dict
    bool needsRoot = false;
    std::vector<Parameter> parameters;
};

/// One member: a body, and the component that it is of if its name says so.
struct Member {
    const Body* body = nullptr;
    std::string component;
};

struct Leaf;

/// Members of one shape. What stands at their leaves is collected once, for all of those that are asked of. The bodies
/// are still those that were given.
class Alike {
public:
    explicit Alike(std::vector<Member> members);
    Alike(const Alike&) = delete;
    Alike& operator=(const Alike&) = delete;
    ~Alike();

    /// One template of two or more members. Nothing where they differ in what no parameter can say, or need more than
    /// `most` of them.
    std::optional<Unified> unify(const std::vector<size_t>& which, size_t most) const;
    /// Members apart by the leaf in which they differ least; one class if there is none.
    std::vector<std::vector<size_t>> classes(const std::vector<size_t>& which) const;

private:
    /// The leaves in which some of them differ.
    std::vector<size_t> differing(const std::vector<size_t>& which) const;

    std::vector<Member> members_;
    std::vector<std::vector<Leaf>> leaves_; ///< by member
    std::set<std::string> taken_;           ///< names of variables that the dict has already
};

/// Lines when printed.
size_t linesOf(const Body& body);

} // namespace stackc::templates
