#include "verify/shown.h"

#include "compare/shown.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace stackc::verify {

using eval::Fork;

namespace {

std::string never(Fork fork, uint32_t arm, const std::string& words) {
    if (fork == Fork::Check)
        return arm == 0 ? "always holds" : "never holds";
    if (fork == Fork::Collection && arm > 0)
        return "never has " + words;
    return "is never " + words;
}

bool isOf(Branches which, const eval::Way& way) { return (way.fork == Fork::Check) == (which == Branches::OfChecks); }

/// What stands there, as far as it fits into a line.
std::string excerpt(const source::SourceManager& sources, core::Span place) {
    constexpr size_t longest = 60;
    std::string text(sources.text(place));
    size_t end = text.find('\n');
    bool isCut = end != std::string::npos || text.size() > longest;
    text = text.substr(0, std::min(end, longest));
    return compare::plain(text) + (isCut ? "…" : "");
}

} // namespace

std::vector<Untaken> untakenBranches(const Coverage& coverage, Branches which, const source::SourceManager& sources) {
    std::vector<Untaken> untaken;
    for (const ChartCoverage& chart : coverage.charts)
        for (const coverage::Branch& branch : coverage::untaken(chart.branches, chart.taken)) {
            if (!isOf(which, branch.way))
                continue;
            core::Span subject = branch.inLibrary.valid() ? branch.inLibrary : branch.place;
            untaken.push_back(
                {branch.place, branch.inLibrary,
                 fmt::format("`{}` {}", excerpt(sources, subject), never(branch.way.fork, branch.way.arm, branch.is))});
        }
    return untaken;
}

std::vector<Untaken> untakenChoices(const Coverage& coverage, const core::Program& program) {
    std::vector<Untaken> untaken;
    for (const Choice& choice : coverage.choices)
        for (uint32_t arm = 0; arm < choice.arms; ++arm)
            if (!coverage.chosen.contains({choice.path, arm}))
                untaken.push_back({choice.span,
                                   {},
                                   fmt::format("`values.{}` {}", choice.path,
                                               never(choice.fork, arm, wordsOf(program, choice, arm)))});
    return untaken;
}

Share branchesTaken(const Coverage& coverage, Branches which) {
    Share share;
    for (const ChartCoverage& chart : coverage.charts)
        for (const coverage::Branch& branch : chart.branches)
            if (isOf(which, branch.way)) {
                ++share.of;
                share.taken += chart.taken.contains(branch.way) ? 1 : 0;
            }
    return share;
}

Share choicesTaken(const Coverage& coverage) {
    Share share{coverage.chosen.size(), 0};
    for (const Choice& choice : coverage.choices)
        share.of += choice.arms;
    return share;
}

std::string shownPlace(const source::SourceManager& sources, core::Span place) {
    if (!place.valid())
        return "";
    source::Position at = sources.position(place.file, place.begin);
    return fmt::format("{}:{}:{}", sources.path(place.file), at.line, at.column);
}

std::string shownSide(const std::optional<Value>& side) {
    using Handler = Json::error_handler_t;
    std::optional<std::string> json =
        side ? std::optional((*side)->dump(-1, ' ', false, Handler::replace)) : std::nullopt;
    return compare::shownValue(json, false);
}

} // namespace stackc::verify
