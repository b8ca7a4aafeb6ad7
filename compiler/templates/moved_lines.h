#pragma once
// The lines of a named template as they are where it is included.

#include "templates/parameters.h"
#include "templates/tree.h"

#include <optional>
#include <set>
#include <string>

namespace stackc::templates {

/// Names of variables that a body sets, those of its loops among them.
std::set<std::string> variablesOf(const Body& body);

/// Is it `… | nindent n`, with a number?
bool isIndented(const ExprPtr& e);

/// Does the body of a named template print whole lines, and nothing behind or instead of one?
bool isLines(const Body& body);

/// The body of the define with `argument` for what it takes, `depth` columns further in. Its variables get other names
/// where `taken` has theirs; what it hands its dict to gets what it reads of it. Nothing: what the define is given
/// can't stand where it is read.
std::optional<Body> movedLines(const Define& define, const ExprPtr& argument, int depth,
                               const std::set<std::string>& taken, const Parameters& parameters);

} // namespace stackc::templates
