#pragma once
// What a certificate says, in words, for both of its forms.

#include "verify/verify.h"

#include <string>
#include <vector>

namespace stackc::verify {

/// A branch or choice that no set took.
struct Untaken {
    core::Span place;
    core::Span inLibrary;
    std::string what; ///< `x > 1` is never true
};

/// What branches are counted and listed by themselves: values break few of the checks.
enum class Branches : unsigned char { OfChecks, Others };

/// Of all charts, in their order and that of their sources.
std::vector<Untaken> untakenBranches(const Coverage& coverage, Branches which, const source::SourceManager& sources);
std::vector<Untaken> untakenChoices(const Coverage& coverage, const core::Program& program);

struct Share {
    size_t taken = 0, of = 0;
};
Share branchesTaken(const Coverage& coverage, Branches which);
Share choicesTaken(const Coverage& coverage);

/// `main.stack:12:3`; empty for no place.
std::string shownPlace(const source::SourceManager& sources, core::Span place);

/// What a side has there, in one line.
std::string shownSide(const std::optional<Value>& side);

} // namespace stackc::verify
