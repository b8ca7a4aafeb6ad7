#include "api/version.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <optional>
#include <vector>

namespace stackc::api {

namespace {

struct Version {
    std::array<uint64_t, 3> core{}; ///< major, minor, patch
    std::string prerelease;
};

/// Of a semantic version, which sema has checked.
Version read(std::string_view text) {
    Version version;
    text = text.substr(0, text.find('+'));
    size_t dash = std::min(text.find('-'), text.size());
    if (dash < text.size())
        version.prerelease = text.substr(dash + 1);
    const char* at = text.data();
    const char* end = at + dash;
    for (uint64_t& part : version.core) {
        at = std::from_chars(at, end, part).ptr;
        at += at != end ? 1 : 0; // the point
    }
    return version;
}

std::vector<std::string> identifiers(const std::string& prerelease) {
    std::vector<std::string> parts;
    for (size_t begin = 0; begin < prerelease.size();) {
        size_t end = std::min(prerelease.find('.', begin), prerelease.size());
        parts.push_back(prerelease.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

bool isNumber(const std::string& text) { return text.find_first_not_of("0123456789") == std::string::npos; }

/// Is the one before the other? Numbers come before texts, and a longer number is a larger one: it has no zeros before.
bool isBefore(const std::string& a, const std::string& b) {
    if (isNumber(a) != isNumber(b))
        return isNumber(a);
    return isNumber(a) && a.size() != b.size() ? a.size() < b.size() : a < b;
}

bool isBefore(const Version& a, const Version& b) {
    if (a.core != b.core)
        return a.core < b.core;
    if (a.prerelease.empty() || b.prerelease.empty())
        return !a.prerelease.empty() && b.prerelease.empty();
    const std::vector<std::string> left = identifiers(a.prerelease), right = identifiers(b.prerelease);
    return std::lexicographical_compare(left.begin(), left.end(), right.begin(), right.end(),
                                        [](const auto& x, const auto& y) { return isBefore(x, y); });
}

std::array<uint64_t, 3> after(std::array<uint64_t, 3> core, Step step) {
    switch (step) {
    case Step::None:
        return core;
    case Step::Patch:
        return {core[0], core[1], core[2] + 1};
    case Step::Minor:
        return {core[0], core[1] + 1, 0};
    case Step::Major:
        break;
    }
    return {core[0] + 1, 0, 0};
}

/// Before 1.0.0 anything may change; by custom a minor step says that something broke.
Step inInitialDevelopment(Step change) { return change == Step::Major ? Step::Minor : std::min(change, Step::Patch); }

} // namespace

Due dueFor(const std::string& former, const std::string& fresh, Step change) {
    Due due{former, fresh, change, change, former, true};
    const Version from = read(former), to = read(fresh);
    if (from.core[0] == 0)
        due.step = inInitialDevelopment(change);
    if (change == Step::None)
        return due;
    if (!from.prerelease.empty()) {
        due.step = Step::Patch;
        due.least = fmt::format("{}", fmt::join(from.core, "."));
        due.isMet = isBefore(from, to);
        return due;
    }
    const std::array<uint64_t, 3> least = after(from.core, due.step);
    due.least = fmt::format("{}.{}.{}", least[0], least[1], least[2]);
    due.isMet = to.core >= least;
    return due;
}

std::string_view nameOf(Step step) {
    switch (step) {
    case Step::None:
        return "none";
    case Step::Patch:
        return "patch";
    case Step::Minor:
        return "minor";
    case Step::Major:
        break;
    }
    return "major";
}

} // namespace stackc::api
