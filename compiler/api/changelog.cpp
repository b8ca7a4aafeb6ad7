#include "api/report.h"
#include "compare/shown.h"
#include "text/replace.h"

#include <array>
#include <fmt/format.h>

namespace stackc::api {

namespace {

/// As Artifact Hub calls it; empty for what is not told to users. What is fixed, or a matter of security, only the
/// author knows.
std::string_view kindOf(const Change& change) {
    if (change.area == Area::Resources)
        return change.verdict == Verdict::Breaks ? "changed" : "";
    switch (change.what) {
    case What::Removed:
        return change.area == Area::Values ? "removed" : "changed";
    case What::Renamed:
        return "deprecated";
    case What::Added:
        return change.area == Area::Values ? "added" : "changed";
    default:
        return "changed";
    }
}

std::string textOf(const Change& change) {
    std::string_view breaking = change.verdict == Verdict::Breaks ? "Breaking: " : "";
    switch (change.area) {
    case Area::Checks:
        return fmt::format("{}{}: {}", breaking,
                           change.what == What::Removed ? "Checked no more"
                           : change.what == What::Added ? "Checked now"
                                                        : "Checked with another default",
                           change.subject);
    case Area::Cluster:
        return fmt::format("{}For Kubernetes {}, was {}", breaking, change.after, change.before);
    case Area::Resources:
        return fmt::format("{}{}", breaking, sentenceOf(change));
    case Area::Values:
        break;
    }
    if (change.what == What::Renamed)
        return fmt::format("The value `{}` is `{}` now", change.before, change.after);
    if (change.what == What::Added || change.what == What::Removed)
        return fmt::format("{}The value `{}`", breaking, change.subject);
    return fmt::format("{}The value {}", breaking, sentenceOf(change));
}

/// As a source has it.
std::string quoted(const std::string& text) {
    return "\"" + text::replaceAll(text::replaceAll(text, "\\", "\\\\"), "\"", "\\\"") + "\"";
}

} // namespace

std::string asChanges(const Report& report) {
    constexpr std::array<std::string_view, 4> kinds{"added", "changed", "deprecated", "removed"};
    std::string blocks;
    for (std::string_view kind : kinds) {
        std::string items;
        for (const Change& change : report.changes)
            if (kindOf(change) == kind)
                items += fmt::format("        {},\n", quoted(compare::plain(textOf(change))));
        if (!items.empty())
            blocks += fmt::format("    {} = [\n{}    ]\n", kind, items);
    }
    return blocks.empty() ? "" : "changes {\n" + blocks + "}\n";
}

} // namespace stackc::api
