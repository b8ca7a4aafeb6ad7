#include "compare/shown.h"

#include <algorithm>
#include <cctype>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace stackc::compare {

namespace {

/// A name in a heading: as it is where it is a word.
std::string shownName(const std::string& name) {
    bool isWord =
        std::all_of(name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) != 0 || c == '-'; });
    return isWord ? name : codeOf(plain(name));
}

std::string withEffect(std::string_view separator, Effect effect) {
    std::string_view words = wordsOf(effect);
    return words.empty() ? std::string() : fmt::format("{}{}", separator, words);
}

/// Which of several fields it is by which a resource can't be changed in place.
std::string fieldEffect(std::string_view separator, const ResourceChange& change, const FieldChange& field) {
    return field.effect < Effect::Replaced || change.fields.size() == 1 ? "" : withEffect(separator, field.effect);
}

std::string asItIs(const std::string& text) { return text; }

/// `values.a, values.b`, the first of many, each as `format` writes it.
std::string namesOf(const std::vector<std::string>& values, std::string (*format)(const std::string&) = asItIs) {
    constexpr size_t most = 6;
    std::vector<std::string> shown;
    for (size_t i = 0; i < std::min(most, values.size()); ++i)
        shown.push_back(format(values[i]));
    if (values.size() > most)
        shown.push_back(fmt::format("{} more", values.size() - most));
    return fmt::format("{}", fmt::join(shown, ", "));
}

std::string pathOf(const LateChange& change, std::string (*format)(const std::string&) = asItIs) {
    return change.path.empty() ? "whether it is there" : format(plain(change.path));
}

} // namespace

std::string asText(const Difference& difference) {
    std::string out;
    for (const EnvironmentChange& environment : difference.environments) {
        out += fmt::format("{}: {}\n", plain(environment.name), plain(summaryOf(environment)));
        for (const ResourceChange& change : environment.resources) {
            out +=
                fmt::format("  {:<8} {}{}\n", wordOf(change.kind), resourceOf(change), withEffect(": ", change.effect));
            for (const FieldChange& field : change.fields) {
                std::string effect = fieldEffect("  # ", change, field);
                std::vector<std::string> lines = changedLines(field);
                if (lines.empty())
                    out +=
                        fmt::format("    {}: {} -> {}{}\n", plain(field.path), shownValue(field.before, field.isSecret),
                                    shownValue(field.after, field.isSecret), effect);
                else
                    out += fmt::format("    {}:{}\n", plain(field.path), effect);
                for (const std::string& line : lines)
                    out += fmt::format("      {}\n", line);
            }
        }
    }
    if (!difference.late.empty())
        out += "with other values:\n";
    for (const LateChange& change : difference.late)
        out += fmt::format("  {}: {}{}\n", plain(change.type + " " + change.name), pathOf(change),
                           change.values.empty() ? "" : ", by " + namesOf(change.values));
    return out;
}

std::string asMarkdown(const Difference& difference) {
    std::string out;
    for (const EnvironmentChange& environment : difference.environments) {
        out += fmt::format("{}### {}: {}\n", out.empty() ? "" : "\n", shownName(environment.name),
                           plain(summaryOf(environment)));
        if (!environment.resources.empty())
            out += "\n";
        for (const ResourceChange& change : environment.resources) {
            std::string_view words = wordsOf(change.effect);
            out += fmt::format("- {} {}", wordOf(change.kind), codeOf(resourceOf(change)));
            if (!words.empty())
                out += change.effect >= Effect::Replaced ? fmt::format(": **{}**", words) : fmt::format(": {}", words);
            out += "\n";
            for (const FieldChange& field : change.fields) {
                std::vector<std::string> lines = changedLines(field);
                std::string effect = fieldEffect(", ", change, field);
                if (lines.empty()) {
                    out += fmt::format("  - {}: {} → {}{}\n", codeOf(plain(field.path)),
                                       codeOf(shownValue(field.before, field.isSecret)),
                                       codeOf(shownValue(field.after, field.isSecret)), effect);
                    continue;
                }
                out += fmt::format("  - {}{}\n\n    ~~~~~~diff\n", codeOf(plain(field.path)), effect);
                for (const std::string& line : lines)
                    out += fmt::format("    {}\n", line);
                out += "    ~~~~~~\n\n";
            }
        }
    }
    if (!difference.late.empty())
        out += fmt::format("{}### With other values\n\n", out.empty() ? "" : "\n");
    for (const LateChange& change : difference.late)
        out += fmt::format("- {}: {}{}\n", codeOf(plain(change.type + " " + change.name)), pathOf(change, codeOf),
                           change.values.empty() ? "" : ", by " + namesOf(change.values, codeOf));
    return out;
}

} // namespace stackc::compare
