#pragma once
// How many diagnostics are shown: nobody reads the ten thousandth.

#include <cstddef>
#include <string>
#include <vector>

#include "diag/diagnostic.h"

namespace stackc::diag {

/// Of errors, and of warnings, in one run.
constexpr std::size_t mostShown = 100;

struct Omitted {
    std::size_t errors = 0;
    std::size_t warnings = 0;
};

/// Leaves the first errors and the first warnings; tells how many more there were.
Omitted cutToShown(std::vector<Diagnostic>& diagnostics);
/// "and 9900 more errors", or "" where nothing is omitted.
std::string describe(const Omitted& omitted);

} // namespace stackc::diag
