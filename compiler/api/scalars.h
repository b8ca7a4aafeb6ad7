#pragma once
// Does a type without parts take what another one takes?

#include "api/place.h"
#include "core/types.h"
#include "values/context.h"

#include <string>
#include <vector>

namespace stackc::api {

/// Certain, where it says so: each value of the one in a values file is one of the other. Both may be any types; of
/// those with parts it says no.
bool takesAll(const core::Type& from, const core::Type& to);

/// Values of the former type that the new one may refuse: those beside the bounds, and some of all kinds.
std::vector<verify::Value> triesAt(const values::Context& former, core::TypeId from, const core::Type& to,
                                   Samples& samples);

/// What the type takes, in words: "an integer from 1 to 65535".
std::string takenBy(const values::Context& context, const core::Type& type);

} // namespace stackc::api
