#pragma once
// What of the resources a value reaches.

#include "inspect/late_chart.h"
#include "source/source_manager.h"

#include <string>
#include <vector>

namespace stackc::inspect {

/// How a field depends on a value: it holds it or is made of it, or is there, or is there so many times.
enum class Reach : uint8_t { Value, Condition, Count };

struct Reached {
    /// `Deployment/shop`, by the names of a release that has the outermost chart's name; or `the notes`, or `a check`.
    std::string resource;
    std::string field; ///< `spec.replicas`; empty: the resource itself
    Reach how = Reach::Value;
    source::Span at;
};

/// Adds the fields of one chart that `path`, a place of the outermost values, reaches: the outermost of each; and the
/// author's checks. `[]` is any element.
void addReached(const LateChart& chart, const std::string& path, std::vector<Reached>& reached);

} // namespace stackc::inspect
