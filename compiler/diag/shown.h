#pragma once
// How many diagnostics are shown, and how much of each: nobody reads the ten thousandth, or a line of a million digits.

#include <cstddef>
#include <string>
#include <vector>

#include "diag/diagnostic.h"

namespace stackc::diag {

/// Of errors, and of warnings, in one run.
constexpr std::size_t mostShown = 100;

/// Of a message, note or help, in bytes.
constexpr std::size_t longestShown = 2000;

/// The text without its middle, if it is longer than what is shown.
std::string cutToShown(std::string text);

struct Omitted {
    std::size_t errors = 0;
    std::size_t warnings = 0;
};

/// Leaves the first errors and the first warnings; tells how many more there were.
Omitted cutToShown(std::vector<Diagnostic>& diagnostics);
/// "and 9900 more errors", or "" where nothing is omitted.
std::string describe(const Omitted& omitted);

} // namespace stackc::diag
