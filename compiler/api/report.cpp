#include "api/report.h"

#include <algorithm>
#include <fmt/format.h>

namespace stackc::api {

bool Report::has(Verdict verdict) const {
    return std::ranges::any_of(changes, [&](const Change& change) { return change.verdict == verdict; });
}

Step stepOf(const Report& report, bool strict) {
    if (report.has(Verdict::Breaks) || (strict && report.has(Verdict::Unknown)))
        return Step::Major;
    auto isOffered = [](const Change& change) { return change.area != Area::Resources; };
    if (std::ranges::any_of(report.changes, isOffered))
        return Step::Minor;
    return report.isEmpty() ? Step::None : Step::Patch;
}

std::string_view nameOf(Area area) {
    switch (area) {
    case Area::Values:
        return "values";
    case Area::Checks:
        return "checks";
    case Area::Resources:
        return "resources";
    case Area::Cluster:
        break;
    }
    return "cluster";
}

std::string_view nameOf(Verdict verdict) {
    switch (verdict) {
    case Verdict::Fine:
        return "fine";
    case Verdict::Differs:
        return "differs";
    case Verdict::Unknown:
        return "unknown";
    case Verdict::Breaks:
        break;
    }
    return "breaks";
}

std::string_view wordsOf(What what) {
    switch (what) {
    case What::Removed:
        return "removed";
    case What::Renamed:
        return "renamed";
    case What::Narrowed:
        return "takes less";
    case What::Required:
        return "has to be given";
    case What::Moved:
        return "means something else";
    case What::Default:
        return "another default";
    case What::Changed:
        return "changed";
    case What::Widened:
        return "takes more";
    case What::Added:
        break;
    }
    return "added";
}

std::string sentenceOf(const Change& change) {
    std::string text = fmt::format("{}: {}", change.subject, wordsOf(change.what));
    if (!change.before.empty() && !change.after.empty())
        return fmt::format("{}: {} -> {}", text, change.before, change.after);
    return change.before.empty() && change.after.empty() ? text
                                                         : fmt::format("{}: {}{}", text, change.before, change.after);
}

} // namespace stackc::api
