#include "testing/coverage.h"

#include "coverage/branches.h"
#include "text/utf8.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>
#include <tuple>

namespace stackc::testing {

namespace {

std::string libraryPlace(const source::SourceManager& sources, core::Span span) {
    constexpr std::string_view root = "<stdlib>/";
    if (!span.valid())
        return "";
    std::string_view path = sources.path(span.file);
    if (path.starts_with(root))
        path.remove_prefix(root.size());
    return fmt::format("{}:{}", path, sources.position(span.file, span.begin).line);
}

/// What all ways of a fork have in common.
using ForkKey = std::tuple<eval::Fork, core::ExprId, core::Span>;

ForkKey forkOf(const eval::Way& way) { return {way.fork, way.subject, way.author}; }

/// How many cases take a branch of each fork.
std::map<ForkKey, size_t> reachedBy(const std::vector<eval::Ways>& cases,
                                    const std::vector<coverage::Branch>& branches) {
    std::map<ForkKey, size_t> reached;
    for (const eval::Ways& ways : cases) {
        std::set<ForkKey> forks;
        for (const coverage::Branch& branch : branches)
            if (ways.contains(branch.way))
                forks.insert(forkOf(branch.way));
        for (const ForkKey& fork : forks)
            ++reached[fork];
    }
    return reached;
}

/// On one line, and cut where it is long.
std::string expressionOf(std::string_view text) {
    constexpr size_t longest = 60;
    const std::string_view begin = text::beginningOf(text.substr(0, text.find('\n')), longest);
    return std::string(begin) + (begin.size() == text.size() ? "" : "…");
}

} // namespace

size_t Coverage::taken() const {
    return static_cast<size_t>(
        std::count_if(branches.begin(), branches.end(), [](const CoveredBranch& branch) { return branch.taken > 0; }));
}

Coverage coverageOf(const Taken& taken) {
    Coverage coverage;
    size_t fork = 0;
    for (const auto& [chart, cases] : taken) {
        const source::SourceManager& sources = chart->sources;
        const eval::Way* before = nullptr;
        const std::vector<coverage::Branch> branches = coverage::branchesOf(chart->program);
        std::map<ForkKey, size_t> reached = reachedBy(cases, branches);
        for (const coverage::Branch& branch : branches) {
            bool isSame = before != nullptr && forkOf(*before) == forkOf(branch.way);
            fork += isSame ? 0 : 1;
            before = &branch.way;
            auto isTaken = [&](const eval::Ways& ways) { return ways.contains(branch.way); };
            // What the library makes of every chart has no expression of the author's.
            bool isAuthors = chart->program.isAuthors(branch.place);
            core::Span place = isAuthors ? branch.place : chart->program.chart.span;
            coverage.branches.push_back({place, branch.is, expressionOf(sources.text(place)),
                                         libraryPlace(sources, isAuthors ? branch.inLibrary : branch.place), fork,
                                         static_cast<size_t>(std::count_if(cases.begin(), cases.end(), isTaken)),
                                         reached[forkOf(branch.way)]});
        }
    }
    std::stable_sort(coverage.branches.begin(), coverage.branches.end(),
                     [](const CoveredBranch& a, const CoveredBranch& b) {
                         return std::tie(a.place.file.index, a.place.begin, a.place.end, a.fork) <
                                std::tie(b.place.file.index, b.place.begin, b.place.end, b.fork);
                     });
    return coverage;
}

} // namespace stackc::testing
