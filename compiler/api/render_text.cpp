#include "api/report.h"
#include "compare/shown.h"

#include <array>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace stackc::api {

namespace {

struct Heading {
    Verdict verdict;
    const char* text;
};

constexpr std::array headings{
    Heading{Verdict::Breaks, "breaks what was taken"},
    Heading{Verdict::Unknown, "may break something, which is not known"},
    Heading{Verdict::Differs, "means or makes something else"},
    Heading{Verdict::Fine, "breaks nothing"},
};

std::string valuesOf(const Witness& witness) {
    if (!witness.kubeVersion.empty())
        return "Kubernetes " + witness.kubeVersion;
    return compare::shownValue(witness.values->dump(), false);
}

/// Why it is refused, or what differs, in one line.
std::string whyOf(const Witness& witness) { return compare::plain(witness.why.substr(0, witness.why.find('\n'))); }

std::string versionsOf(const Due& due) {
    return due.former == due.fresh ? due.fresh : fmt::format("{} -> {}", due.former, due.fresh);
}

/// What has to become of the version.
std::string dueText(const Due& due) {
    if (due.step == Step::None)
        return "no new version is due";
    return fmt::format("a {} version is due: {}{}", nameOf(due.step), due.least,
                       due.isMet ? "" : fmt::format(" or later; it is {}", due.fresh));
}

} // namespace

std::string asText(const Report& report) {
    std::string out = fmt::format("{} {}\n", compare::plain(report.chart), versionsOf(report.due));
    for (const Heading& heading : headings) {
        if (!report.has(heading.verdict))
            continue;
        out += fmt::format("{}:\n", heading.text);
        for (const Change& change : report.changes) {
            if (change.verdict != heading.verdict)
                continue;
            out += fmt::format("  {:<9} {}\n", nameOf(change.area), compare::plain(sentenceOf(change)));
            if (change.witness)
                out += fmt::format("            with {}: {}\n", valuesOf(*change.witness), whyOf(*change.witness));
        }
    }
    for (const std::string& what : report.lacks)
        out += fmt::format("not compared: {}\n", compare::plain(what));
    if (report.changes.empty())
        out += report.differsInPlace ? "nothing changes for users but what comes out\n" : "nothing changes for users\n";
    else if (report.differsInPlace)
        out += "what comes out differs: `stackc diff` tells where\n";
    return out + dueText(report.due) + "\n";
}

std::string asMarkdown(const Report& report) {
    std::string out = fmt::format("### {} {}: {}\n", report.chart, versionsOf(report.due), dueText(report.due));
    for (const Heading& heading : headings) {
        if (!report.has(heading.verdict))
            continue;
        std::string title = heading.text;
        title[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(title[0])));
        out += fmt::format("\n**{}**\n\n", title);
        for (const Change& change : report.changes) {
            if (change.verdict != heading.verdict)
                continue;
            out += fmt::format("- {} {}\n", nameOf(change.area), compare::codeOf(compare::plain(sentenceOf(change))));
            if (change.witness)
                out += fmt::format("  - with {}: {}\n", compare::codeOf(valuesOf(*change.witness)),
                                   compare::codeOf(whyOf(*change.witness)));
        }
    }
    for (const std::string& what : report.lacks)
        out += fmt::format("\nNot compared: {}\n", compare::codeOf(compare::plain(what)));
    if (report.differsInPlace)
        out += "\nWhat comes out differs: `stackc diff` tells where.\n";
    return out;
}

} // namespace stackc::api
