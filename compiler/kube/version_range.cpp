#include "kube/version_range.h"

#include "text/patterns.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <re2/re2.h>

namespace stackc::kube {
namespace {

// Helm takes no numbers with zeros before them.
constexpr const char* numberPattern = "0|[1-9][0-9]{0,5}";
constexpr const char* prereleasePattern = "-((?:" STACKC_SEMVER_IDENTIFIER ")(?:\\.(?:" STACKC_SEMVER_IDENTIFIER "))*)";
constexpr const char* buildPattern = R"(\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)";

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

bool isNumber(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string_view cutIdentifier(std::string_view& text) {
    size_t dot = text.find('.');
    std::string_view part = text.substr(0, dot);
    text = dot == std::string_view::npos ? std::string_view() : text.substr(dot + 1);
    return part;
}

int compareIdentifiers(std::string_view a, std::string_view b) {
    if (isNumber(a) != isNumber(b))
        return isNumber(a) ? -1 : 1;
    if (isNumber(a) && a.size() != b.size())
        return a.size() < b.size() ? -1 : 1;
    return a.compare(b);
}

int comparePrereleases(std::string_view a, std::string_view b) {
    if (a.empty() || b.empty())
        return static_cast<int>(a.empty()) - static_cast<int>(b.empty());
    while (!a.empty() && !b.empty())
        if (int order = compareIdentifiers(cutIdentifier(a), cutIdentifier(b)); order != 0)
            return order;
    return static_cast<int>(!a.empty()) - static_cast<int>(!b.empty());
}

} // namespace

std::optional<Version> Version::parse(std::string_view text) {
    static const re2::RE2 form(
        fmt::format(R"(v?({0})\.({0})(?:\.({0}))?(?:{1})?(?:{2})?)", numberPattern, prereleasePattern, buildPattern));
    Version version;
    std::string patch;
    if (!re2::RE2::FullMatch(piece(text), form, &version.major, &version.minor, &patch, &version.prerelease))
        return std::nullopt;
    version.patch = patch.empty() ? 0 : static_cast<uint32_t>(std::stoul(patch));
    return version;
}

std::string Version::text() const {
    return std::to_string(major) + "." + std::to_string(minor) + "." + std::to_string(patch) +
           (prerelease.empty() ? "" : "-" + prerelease);
}

int compare(const Version& a, const Version& b) {
    for (auto part : {&Version::major, &Version::minor, &Version::patch})
        if (a.*part != b.*part)
            return a.*part < b.*part ? -1 : 1;
    return comparePrereleases(a.prerelease, b.prerelease);
}

VersionRange::VersionRange() { releases_.set(newestRelease); }

std::optional<VersionRange> VersionRange::parseAny(std::string_view text) {
    VersionRange range;
    std::string rewritten(text);
    static const re2::RE2 hyphen(R"(([^\s,|<>=~^]+)\s+-\s+([^\s,|<>=~^]+))");
    re2::RE2::GlobalReplace(&rewritten, hyphen, R"(>=\1, <=\2)");
    std::string_view rest = rewritten;
    for (size_t end = 0; end != std::string_view::npos;) {
        end = rest.find("||");
        if (!range.parseAlternative(rest.substr(0, end)))
            return std::nullopt;
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 2);
    }
    return range;
}

std::optional<VersionRange> VersionRange::parse(std::string_view text, std::string& error) {
    std::optional<VersionRange> parsed = parseAny(text);
    if (!parsed) {
        error = "`" + std::string(text) + "`";
        return std::nullopt;
    }
    VersionRange& range = *parsed;
    range.releases_.reset();
    for (uint16_t minor = 0; minor < bound; ++minor)
        range.releases_.set(minor, range.lowestOf(minor).has_value());
    if (range.releases_.none()) {
        error = "no version of Kubernetes satisfies `" + std::string(text) + "`";
        return std::nullopt;
    }
    range.bounded_ = !range.releases_.test(0);
    bool known = (range.releases_ << (bound - 1 - newestRelease)).any();
    for (uint16_t minor = newestRelease + 1; known && minor < bound; ++minor)
        range.releases_.reset(minor);
    return range;
}

// Comparisons that all must hold.
bool VersionRange::parseAlternative(std::string_view text) {
    static const re2::RE2 form(fmt::format(
        R"(\s*(=|!=|>|<|>=|=>|<=|=<|~|~>|\^|)\s*v?({0}|[xX*])(?:\.({0}|[xX*]))?(?:\.({0}|[xX*]))?(?:{1})?(?:{2})?\s*(,|$|\s))",
        numberPattern, prereleasePattern, buildPattern));
    re2::StringPiece rest = piece(text);
    std::vector<Comparison> all;
    std::string op, parts[4], separator;
    do {
        // The white space that ends a comparison may have been taken with it.
        if (!re2::RE2::Consume(&rest, form, &op, &parts[0], &parts[1], &parts[2], &parts[3], &separator))
            return false;
        if (!parseComparison(op, parts, all.emplace_back()))
            return false;
    } while (!rest.empty() || separator == ",");
    alternatives_.push_back(std::move(all));
    return true;
}

std::string_view VersionRange::nameOf(Op op) {
    static constexpr std::array names = {"=", "!=", ">", ">=", "<", "<=", "~", "^"}; // in the order of Op
    return names[static_cast<size_t>(op)];
}

bool VersionRange::parseComparison(std::string_view op, const std::string parts[4], Comparison& out) {
    static const std::pair<std::string_view, Op> ops[] = {
        {"", Op::Equal},       {"=", Op::Equal},         {"!=", Op::NotEqual},     {">", Op::Greater},
        {"<", Op::Less},       {">=", Op::GreaterEqual}, {"=>", Op::GreaterEqual}, {"<=", Op::LessEqual},
        {"=<", Op::LessEqual}, {"~", Op::Tilde},         {"~>", Op::Tilde},        {"^", Op::Caret}};
    out.op = std::find_if(std::begin(ops), std::end(ops), [&](const auto& known) { return known.first == op; })->second;
    uint32_t* numbers[] = {&out.version.major, &out.version.minor, &out.version.patch};
    for (out.parts = 0; out.parts < 3 && isNumber(parts[out.parts]); ++out.parts)
        *numbers[out.parts] = static_cast<uint32_t>(std::stoul(parts[out.parts]));
    out.version.prerelease = parts[3];
    return true;
}

bool VersionRange::above(const Comparison& comparison, const Version& version) {
    const Version& limit = comparison.version;
    if (comparison.parts == 3 || comparison.parts == 0 || version.major != limit.major)
        return compare(version, limit) > 0;
    return comparison.parts == 2 && version.minor > limit.minor;
}

// As Masterminds/semver, which Helm uses, decides it.
bool VersionRange::holds(const Comparison& comparison, const Version& version) {
    const Version& limit = comparison.version;
    int parts = comparison.parts;
    bool hidden = !version.prerelease.empty() && limit.prerelease.empty();
    if (hidden && (comparison.op != Op::NotEqual || parts < 3))
        return false;
    int order = compare(version, limit);
    bool sameMajor = version.major == limit.major, sameMinor = sameMajor && version.minor == limit.minor;
    bool anything = parts == 0 || (parts == 3 && limit.major + limit.minor + limit.patch == 0);
    switch (comparison.op) {
    case Op::Greater:
        return above(comparison, version);
    case Op::GreaterEqual:
        return order >= 0;
    case Op::Less:
        return order < 0;
    case Op::LessEqual:
        if (parts == 3)
            return order <= 0;
        return version.major < limit.major || (sameMajor && (parts == 1 || version.minor <= limit.minor));
    case Op::NotEqual:
        if (parts == 1 || parts == 2)
            return parts == 1 ? !sameMajor
                              : !sameMinor || comparePrereleases(version.prerelease, limit.prerelease) != 0;
        return order != 0;
    case Op::Equal:
        if (parts == 3)
            return order == 0;
        [[fallthrough]];
    case Op::Tilde:
        return order >= 0 && (anything || (parts == 1 ? sameMajor : sameMinor));
    case Op::Caret:
        if (order < 0 || !sameMajor)
            return false;
        if (limit.major > 0 || parts == 1)
            return true;
        return sameMinor && (limit.minor > 0 || parts == 2 || version.patch == limit.patch);
    }
    return false;
}

bool VersionRange::admits(const Version& version) const {
    auto all = [&](const std::vector<Comparison>& alternative) {
        return std::all_of(alternative.begin(), alternative.end(),
                           [&](const Comparison& comparison) { return holds(comparison, version); });
    };
    return alternatives_.empty() || std::any_of(alternatives_.begin(), alternatives_.end(), all);
}

namespace {

std::string lowestText(const Version& version) { return version.text() + "-0"; }

} // namespace

std::string VersionRange::withPrereleases() const {
    std::string out;
    bool changes = false;
    for (const auto& alternative : alternatives_) {
        std::string kept;
        std::vector<Comparison> excluded;
        for (const Comparison& comparison : alternative) {
            changes |= comparison.version.prerelease.empty();
            if (comparison.op == Op::NotEqual && comparison.parts > 0 && comparison.version.prerelease.empty())
                excluded.push_back(comparison);
            else
                kept += (kept.empty() ? "" : ", ") + withPrerelease(comparison);
        }
        for (const std::string& gap : without(std::move(excluded))) {
            out += out.empty() ? "" : " || ";
            out += kept + (kept.empty() || gap.empty() ? "" : ", ") + gap;
        }
    }
    return changes ? out : "";
}

// What is left beside the versions: Helms disagree whether `!=` admits prereleases of others.
std::vector<std::string> VersionRange::without(std::vector<Comparison> excluded) {
    std::sort(excluded.begin(), excluded.end(),
              [](const Comparison& a, const Comparison& b) { return compare(a.version, b.version) < 0; });
    std::vector<std::string> gaps;
    std::optional<Version> from; // where the gap begins
    for (const Comparison& comparison : excluded) {
        if (!from || compare(*from, comparison.version) < 0)
            gaps.push_back((from ? ">=" + lowestText(*from) + ", " : "") + "<" + lowestText(comparison.version));
        Version end = behind(comparison);
        if (!from || compare(*from, end) < 0)
            from = end;
    }
    gaps.push_back(from ? ">=" + lowestText(*from) : "");
    return gaps;
}

// The lowest release above all that the given parts name.
Version VersionRange::behind(const Comparison& comparison) {
    const Version& from = comparison.version;
    if (comparison.parts == 2)
        return {from.major, from.minor + 1, 0, ""};
    if (comparison.parts < 2)
        return {from.major + 1, 0, 0, ""};
    return {from.major, from.minor, from.patch + 1, ""};
}

std::string VersionRange::withPrerelease(const Comparison& comparison) {
    const Version& from = comparison.version;
    if (!from.prerelease.empty())
        return std::string(nameOf(comparison.op)) + from.text();
    if (comparison.parts == 0)
        return comparison.op == Op::Greater || comparison.op == Op::Less ? "<0.0.0-0" : ">=0.0.0-0";
    switch (comparison.op) {
    case Op::Greater:
        return ">=" + lowestText(behind(comparison));
    case Op::GreaterEqual:
        return ">=" + lowestText(from);
    case Op::Less:
        return "<" + lowestText(from);
    case Op::LessEqual:
        return "<" + lowestText(behind(comparison));
    case Op::Caret:
        return "^" + lowestText(from);
    case Op::Tilde:
        if (comparison.parts > 1)
            return "~" + lowestText(from);
        [[fallthrough]];
    default:
        return ">=" + lowestText(from) + ", <" + lowestText(behind(comparison));
    }
}

// What holds changes only at the versions that the comparisons name.
std::optional<Version> VersionRange::lowestOf(uint16_t minor) const {
    std::vector<Version> candidates = {{1, minor, 0, ""}};
    for (const auto& alternative : alternatives_)
        for (const Comparison& comparison : alternative)
            if (comparison.version.major == 1 && comparison.version.minor == minor) {
                candidates.push_back({1, minor, comparison.version.patch, ""});
                candidates.push_back({1, minor, comparison.version.patch + 1, ""});
                candidates.push_back(comparison.version);
            }
    // A prerelease only where nothing else will do.
    std::sort(candidates.begin(), candidates.end(), [](const Version& a, const Version& b) {
        return a.prerelease.empty() != b.prerelease.empty() ? a.prerelease.empty() : compare(a, b) < 0;
    });
    for (const Version& version : candidates)
        if (admits(version))
            return version;
    return std::nullopt;
}

uint16_t VersionRange::newest() const {
    uint16_t minor = bound - 1;
    while (!releases_.test(minor))
        --minor;
    return minor;
}

Version VersionRange::typical() const {
    uint16_t minor = newest();
    for (uint16_t lower = 0; bounded_ && lower < minor; ++lower)
        if (releases_.test(lower))
            minor = lower;
    return lowestOf(minor).value_or(Version{1, minor, 0, ""});
}

std::optional<uint16_t> VersionRange::missing(Releases exists, Releases within) const {
    auto counts = [&](uint16_t minor) {
        return releases_.test(minor) && minor >= within.since && (within.until == 0 || minor < within.until);
    };
    std::optional<uint16_t> found;
    for (uint16_t minor = std::min(exists.since, bound); minor-- > 0;)
        if (counts(minor)) {
            found = minor;
            if (!bounded_)
                break; // the lowest would be 1.0
        }
    if (found || exists.until == 0)
        return found;
    for (uint16_t minor = bound; !found && minor-- > exists.until;)
        if (counts(minor))
            found = minor;
    return found;
}

} // namespace stackc::kube
