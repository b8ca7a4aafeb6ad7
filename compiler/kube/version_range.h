#pragma once

#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kube/library.h"

namespace stackc::kube {

// The newest release that the built-in types describe.
inline constexpr uint16_t newestRelease = 36;

// A version of Kubernetes: "1.29", "v1.29.3", "1.29.3-gke.100"; what is after `+` does not count.
struct Version {
    uint32_t major = 0, minor = 0, patch = 0;
    std::string prerelease;

    static std::optional<Version> parse(std::string_view text);
    std::string text() const; // "1.29.3"
};

// The order of semantic versions: negative, 0 or positive.
int compare(const Version& a, const Version& b);

// A chart's `kubeVersion` in the syntax and with the meaning that Helm gives it: comparisons `= != > >= < <= ~ ^`,
// side by side or with commas, where all must hold; `||` between alternatives; wildcards `1.27.x`; `1.25 - 1.31`.
// A version with a prerelease satisfies only comparisons that have one, hence the usual `-0`.
class VersionRange {
public:
    // Of a chart without `kubeVersion`: every version is admitted, what is used is held against the newest release.
    VersionRange();
    // Nothing, and a message in `error`, if Helm would not take it, or if no version of Kubernetes 1.x satisfies it.
    static std::optional<VersionRange> parse(std::string_view text, std::string& error);

    // The same of any software's versions; only `admits` has a meaning then.
    static std::optional<VersionRange> parseAny(std::string_view text);

    bool admits(const Version& version) const;
    // The range in words that admit prereleases of what it admits; clouds call their releases so
    // (`1.31.7-eks-4096722`). Empty if they say so already.
    std::string withPrereleases() const;
    // The highest release that counts: admitted and not newer than `newestRelease`, unless only such are.
    uint16_t newest() const;
    // The lowest version; where there is no lower bound, the lowest of the newest release.
    Version typical() const;

    // A release that counts, lies within `within`, and in which something does not exist: below `exists.since`, where
    // the lowest is given if there is one, else from `exists.until` on, where the highest is.
    std::optional<uint16_t> missing(Releases exists, Releases within) const;

private:
    enum class Op : uint8_t { Equal, NotEqual, Greater, GreaterEqual, Less, LessEqual, Tilde, Caret };
    struct Comparison {
        Op op = Op::Equal;
        Version version;
        int parts = 3; // that are given of major, minor and patch; the rest are wildcards, and 0 in `version`
    };
    static constexpr uint16_t bound = 128; // of minor releases

    bool parseAlternative(std::string_view text);
    static bool parseComparison(std::string_view op, const std::string parts[4], Comparison& out);
    static std::string_view nameOf(Op op);
    static std::string withPrerelease(const Comparison& comparison);
    static std::vector<std::string> without(std::vector<Comparison> excluded);
    static Version behind(const Comparison& comparison);
    static bool holds(const Comparison& comparison, const Version& version);
    static bool above(const Comparison& comparison, const Version& version);
    std::optional<Version> lowestOf(uint16_t minor) const;

    std::vector<std::vector<Comparison>> alternatives_; // empty: everything is admitted
    std::bitset<bound> releases_;                       // those that count
    bool bounded_ = false;                              // from below
};

} // namespace stackc::kube
