#include "diag/shown.h"

#include "text/utf8.h"

#include <algorithm>
#include <fmt/format.h>

namespace stackc::diag {

std::string cutToShown(std::string text) {
    if (text.size() <= longestShown)
        return text;
    constexpr std::size_t behind = longestShown / 4;
    const std::size_t begin = text::beginningOf(text, longestShown - behind).size();
    std::size_t end = text.size() - behind;
    while (end < text.size() && text::isInsideRune(text[end]))
        ++end;
    return text.replace(begin, end - begin, " … ");
}

Omitted cutToShown(std::vector<Diagnostic>& diagnostics) {
    std::size_t errors = 0;
    std::size_t warnings = 0;
    std::erase_if(diagnostics, [&](const Diagnostic& one) {
        if (one.severity == Severity::note)
            return false;
        return (one.severity == Severity::error ? ++errors : ++warnings) > mostShown;
    });
    return {errors - std::min(errors, mostShown), warnings - std::min(warnings, mostShown)};
}

std::string describe(const Omitted& omitted) {
    auto count = [](std::size_t number, const char* what) {
        return fmt::format("{} more {}{}", number, what, number == 1 ? "" : "s");
    };
    if (omitted.errors == 0 && omitted.warnings == 0)
        return "";
    if (omitted.warnings == 0)
        return "and " + count(omitted.errors, "error");
    if (omitted.errors == 0)
        return "and " + count(omitted.warnings, "warning");
    return "and " + count(omitted.errors, "error") + ", " + count(omitted.warnings, "warning");
}

} // namespace stackc::diag
