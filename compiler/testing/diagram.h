#pragma once
// A part of the source with values under it.

#include "source/source_manager.h"
#include "testing/expectation.h"

#include <string>
#include <vector>

namespace stackc::testing {

/// The lines of the span, each with the values of the parts that stand on it:
///
///     12 | expect deployment("web").spec.replicas == n
///        |                               |        |  |
///        |                               1        |  3
///        |                                        false
std::string diagram(const source::SourceManager& sources, source::Span span, const std::vector<Part>& parts);

/// The lines that differ, with some around them: ` same`, `-before`, `+after`.
std::string lineDifference(const std::string& before, const std::string& after);

} // namespace stackc::testing
