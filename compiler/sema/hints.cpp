#include "sema/hints.h"

#include "core/units.h"
#include "text/regex.h"

#include <algorithm>
#include <fmt/format.h>

namespace stackc::sema {

namespace {

std::string write(const std::string& text) { return "write `" + text + "`"; }

/// `100 m` → `100m`; "" where it would be no value of the domain either.
std::string withoutBlanks(std::string_view text, core::Domain domain) {
    std::string joined(text);
    std::erase(joined, ' ');
    const std::string_view pattern = core::domainPattern(domain);
    return joined.size() < text.size() && !pattern.empty() && text::matches(pattern, joined) ? joined : "";
}

/// A version of one or two numbers with all three: `1.2` → `1.2.0`.
std::string wholeVersion(std::string_view text) {
    const auto dots = std::count(text.begin(), text.end(), '.');
    std::string whole(text);
    for (auto i = dots; i < 2; ++i)
        whole += ".0";
    bool isVersion = text::matches(core::domainPattern(core::Domain::Semver), whole);
    return dots < 2 && isVersion ? whole : "";
}

} // namespace

std::string unitHint(std::string_view text, core::Domain domain) {
    std::string meant = core::meantText(text, domain);
    // Nobody means a part of a byte, but of a processor.
    if (domain == core::Domain::Quantity && text.ends_with("mi") && !meant.empty())
        return fmt::format("write `{}m` for CPU, `{}` for memory", text.substr(0, text.size() - 2), meant);
    if (meant.empty())
        meant = withoutBlanks(text, domain);
    return meant.empty() ? "" : write(meant);
}

std::string domainHint(std::string_view text, core::Domain domain) {
    std::string unit = unitHint(text, domain);
    if (!unit.empty())
        return unit;
    switch (domain) {
    case core::Domain::Url:
        return "a URL begins with its scheme, such as `https://example.org:8443/path`, and has a port from 1 to 65535";
    case core::Domain::Cron:
        return "a time has five fields, such as `0 3 * * *`: minute, hour, day, month, day of the week";
    case core::Domain::Semver:
        if (std::string whole = wholeVersion(text); !whole.empty())
            return "a version has three numbers: `\"" + whole + "\"`";
        return "a version has three numbers, such as `1.2.3` or `1.2.3-rc.1`, without zeros before them";
    default:
        return "";
    }
}

std::string unitHint(int64_t number, core::Domain domain) {
    std::string hint = unitHint(std::to_string(number), domain);
    return hint.empty() || domain != core::Domain::Duration ? hint : hint + " for seconds";
}

std::string patternHint(std::string_view text, const std::function<bool(const std::string&)>& accepts) {
    // A pattern of names may take an amount with its unit as well, and nobody means that.
    const std::string name = "http";
    const bool isOfNames = accepts(name);
    for (const std::string& meant : {core::meantText(text, core::Domain::Duration), core::inMilliseconds(text),
                                     core::meantText(text, core::Domain::Percent)})
        if (!meant.empty() && accepts(meant))
            return isOfNames ? "a name is wanted here, such as `\"" + name + "\"`" : write(meant);
    return "";
}

} // namespace stackc::sema
