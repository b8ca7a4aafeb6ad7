#pragma once
// What the names and comments of templates are made of that stand for several.

#include "templates/tree.h"
#include "templates/unify.h"

#include <string>
#include <vector>

namespace stackc::templates {

/// The name of a named template without the chart's and without what tells it from others of its kind.
struct NameParts {
    std::string base, rest;
};
NameParts partsOf(std::string name, const std::string& chart);
/// What checks are about: the fields that they read of what they are given, in order, each once, without the one that
/// says whether it is asked for.
std::vector<std::string> subjectsOf(const Body& body);
/// The comment of the first one with the parameter in place of what that one gives: `values.image` for `cart.image`.
std::string saidByParameter(std::string comment, const Parameter& parameter);

} // namespace stackc::templates
