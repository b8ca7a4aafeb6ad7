#pragma once
// Values that differ at places of the program.

#include "api/oracle.h"

#include <string>
#include <vector>

namespace stackc::api {

/// Values files of the former chart, each with one value at one of the places: `values.server.port`, also under the
/// name that it has in the new chart. Nothing is made of places in elements, and of those that only the new chart has.
std::vector<Json> triesFor(const std::vector<std::string>& places, Oracle& oracle, Samples& samples);

} // namespace stackc::api
