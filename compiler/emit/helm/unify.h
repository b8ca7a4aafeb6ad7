#pragma once
// The anti-unification of templates of one shape: one template, and what each of them gives it.

#include "emit/helm/template_ast.h"

#include <optional>
#include <string>
#include <vector>

namespace stackc::emit::helm {

/// What tells templates of one shape from others. Equal exactly if `unify` can make one of them.
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

/// Of two or more members of one shape. Nothing where they differ in what no parameter can say.
std::optional<Unified> unify(const std::vector<Member>& members);
/// Members apart by the leaf in which they differ least; one class if there is none.
std::vector<std::vector<size_t>> classesOf(const std::vector<Member>& members);
/// Lines when printed.
size_t linesOf(const Body& body);

} // namespace stackc::emit::helm
