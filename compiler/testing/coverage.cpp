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

/// What all ways of a fork have in common. Charts that read one module, and what makes several of one declaration, have
/// the same ones: what one of them takes is taken.
using ForkKey = std::tuple<core::Span, std::string, eval::Fork, core::Span>;

/// The forks and their branches, in the order in which they are found.
class Joined {
public:
    void add(const core::Program& program, const coverage::Branch& branch, CoveredBranch shown,
             const std::map<size_t, eval::Ways>& cases) {
        ForkKey fork{shown.place, shown.library, branch.way.fork, program[branch.way.subject].span};
        shown.fork = forks_.try_emplace(fork, forks_.size() + 1).first->second;
        auto [known, isNew] = branches_.try_emplace({shown.fork, shown.is}, found_.size());
        if (isNew)
            found_.push_back({std::move(shown), {}});
        auto& [covered, takenBy] = found_[known->second];
        for (const auto& [number, ways] : cases)
            if (ways.contains(branch.way)) {
                takenBy.insert(number);
                reachedBy_[covered.fork].insert(number);
            }
    }

    std::vector<CoveredBranch> take() {
        std::vector<CoveredBranch> branches;
        for (auto& [branch, takenBy] : found_) {
            branch.taken = takenBy.size();
            branch.reached = reachedBy_[branch.fork].size();
            branches.push_back(std::move(branch));
        }
        return branches;
    }

private:
    using Cases = std::set<size_t>;
    std::map<ForkKey, size_t> forks_;
    std::map<std::pair<size_t, std::string>, size_t> branches_;
    std::vector<std::pair<CoveredBranch, Cases>> found_;
    std::map<size_t, Cases> reachedBy_; ///< by the fork
};

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
    Joined joined;
    for (const auto& [chart, cases] : taken) {
        const source::SourceManager& sources = chart->sources;
        for (const coverage::Branch& branch : coverage::branchesOf(chart->program)) {
            // What the library makes of every chart has no expression of the author's.
            bool isAuthors = chart->program.isAuthors(branch.place);
            core::Span place = isAuthors ? branch.place : chart->program.chart.span;
            joined.add(chart->program, branch,
                       {place, branch.is, expressionOf(sources.text(place)),
                        libraryPlace(sources, isAuthors ? branch.inLibrary : branch.place)},
                       cases);
        }
    }
    Coverage coverage{joined.take()};
    std::stable_sort(coverage.branches.begin(), coverage.branches.end(),
                     [](const CoveredBranch& a, const CoveredBranch& b) {
                         return std::tie(a.place.file.index, a.place.begin, a.place.end, a.fork) <
                                std::tie(b.place.file.index, b.place.begin, b.place.end, b.fork);
                     });
    return coverage;
}

} // namespace stackc::testing
