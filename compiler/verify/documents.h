#pragma once
// Resources as both sides print them, and where two lists of them differ.

#include "core/path.h"
#include "support/result.h"
#include "verify/value.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stackc::verify {

struct Document {
    std::string file; ///< of the chart, whose template it is; empty: unknown
    Value object;
};
using Documents = std::vector<Document>;

/// The resources of a stream of YAML, without documents that are empty; or why it can't be read.
support::Result<Documents> documentsOf(std::string_view stream);

/// What tells resources apart: `apps/v1 Deployment prod/web`, the namespace only where one is said.
std::string nameOf(const Json& object);

/// Something that is not the same on both sides. Nothing at the path on one of them: it is not there.
struct Difference {
    std::string resource;
    std::string file; ///< of the chart; empty: unknown
    core::Path path;  ///< empty: the whole resource
    std::optional<Value> ours, theirs;
};

/// All differences, in the order of ours. Maps have no order, numbers count by value, resources by their names.
std::vector<Difference> differencesOf(const Documents& ours, const Documents& theirs);

} // namespace stackc::verify
