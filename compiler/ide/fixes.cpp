#include "ide/fixes.h"

#include <algorithm>

namespace stackc::ide {

std::vector<FixOf> fixesIn(const Analysis& analysis, source::Span span) {
    std::vector<FixOf> found;
    for (const diag::Diagnostic& diagnostic : analysis.diagnostics()) {
        bool touches =
            diagnostic.span.file == span.file && diagnostic.span.begin <= span.end && diagnostic.span.end >= span.begin;
        if (!touches)
            continue;
        for (diag::Fix& fix : diag::fixesOf(diagnostic, analysis.sources()))
            found.push_back({diagnostic, std::move(fix)});
    }
    return found;
}

std::vector<diag::Fix> allFixes(const Analysis& analysis, source::FileId file) {
    auto size = static_cast<std::uint32_t>(analysis.sources().text(file).size());
    std::vector<diag::Fix> fixes;
    for (FixOf& one : fixesIn(analysis, {file, 0, size}))
        if (one.fix.isPreferred)
            fixes.push_back(std::move(one.fix));
    std::sort(fixes.begin(), fixes.end(), [](const auto& a, const auto& b) { return a.span < b.span; });
    auto isSame = [](const auto& a, const auto& b) { return a.span == b.span && a.replacement == b.replacement; };
    fixes.erase(std::unique(fixes.begin(), fixes.end(), isSame), fixes.end());
    std::vector<diag::Fix> result;
    for (std::size_t i = 0; i < fixes.size(); ++i) {
        bool meetsLast = i > 0 && fixes[i - 1].span.end > fixes[i].span.begin;
        bool meetsNext = i + 1 < fixes.size() && fixes[i + 1].span.begin < fixes[i].span.end;
        if (!meetsLast && !meetsNext)
            result.push_back(fixes[i]);
    }
    return result;
}

} // namespace stackc::ide
