#pragma once
// The types of a chart's values before and after.

#include "api/place.h"
#include "api/report.h"
#include "session/compilation.h"
#include "values/context.h"

#include <string>
#include <vector>

namespace stackc::api {

/// A change of what the values may be, and what may show that it breaks something.
struct Finding {
    Change change; ///< without a witness
    Place place;
    std::vector<verify::Value> tries; ///< what may stand at the place, where it may be refused or is another value now
    bool isLeftOut = false;           ///< else: that nothing does
    bool isOfNothing = false;         ///< what is said is that it may not be nothing
};

/// A chart's values before or after.
struct Side {
    values::Context context;
    const Json& defaults; ///< as values.yaml has them
    const core::Type& type(core::TypeId id) const { return context.type(id); }
    const core::TypeTable& types() const { return context.program.types; }
};

Side sideOf(session::Compilation& chart);

/// What differs in keys, types, requirements and defaults, in the order of the former chart's values. What is Fine or
/// Differs is certain: of all else some values may be refused. Checks, and those of types, are no part of it.
std::vector<Finding> changesOfValues(const Side& former, const Side& fresh, Samples& samples);

} // namespace stackc::api
