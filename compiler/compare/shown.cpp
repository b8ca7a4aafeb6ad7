#include "compare/shown.h"

#include "text/utf8.h"
#include "values/secrets.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <map>
#include <nlohmann/json.hpp>
#include <re2/re2.h>

namespace stackc::compare {

namespace {

using Json = nlohmann::ordered_json;

constexpr size_t mostCharacters = 200;
constexpr size_t mostLines = 40;

bool isPlain(const std::string& text) {
    static const RE2 unsafe(R"([\pC\x{2028}\x{2029}])"); // what controls, formats or is no character
    return !text.empty() && !RE2::PartialMatch(text, unsafe);
}

/// `plain`, cut to what is looked at.
std::string inOneLine(const std::string& text) {
    std::string line = plain(text);
    if (line.size() <= mostCharacters)
        return line;
    return fmt::format("{} ({} bytes)", text::shortened(line, mostCharacters), line.size());
}

std::vector<std::string> linesOf(const Json& text) {
    std::vector<std::string> lines;
    const auto& whole = text.get_ref<const std::string&>();
    for (size_t begin = 0; begin < whole.size();) {
        size_t end = std::min(whole.find('\n', begin), whole.size());
        lines.push_back(whole.substr(begin, end - begin));
        begin = end + 1;
    }
    return lines;
}

} // namespace

std::string_view wordOf(ChangeKind kind) {
    switch (kind) {
    case ChangeKind::Added:
        return "added";
    case ChangeKind::Removed:
        return "removed";
    case ChangeKind::Changed:
        return "changed";
    case ChangeKind::Renamed:
        break;
    }
    return "renamed";
}

std::string_view wordsOf(Effect effect) {
    switch (effect) {
    case Effect::InPlace:
        return "";
    case Effect::Restarts:
        return "pods restart";
    case Effect::Replaced:
        return "can't be changed in place: it has to be deleted and made again";
    case Effect::LosesData:
        break;
    }
    return "what it stores goes with it";
}

std::string summaryOf(const EnvironmentChange& environment) {
    if (!environment.unmade.empty())
        return "not compared: " + environment.unmade;
    std::map<ChangeKind, size_t> counts;
    for (const ResourceChange& change : environment.resources)
        ++counts[change.kind];
    std::vector<std::string> parts;
    if (environment.presence != EnvironmentChange::Presence::Both)
        parts.emplace_back(environment.presence == EnvironmentChange::Presence::New ? "new" : "gone");
    for (const auto& [kind, count] : counts)
        parts.push_back(fmt::format("{} {}", count, wordOf(kind)));
    return parts.empty() ? "no changes" : fmt::format("{}", fmt::join(parts, ", "));
}

std::string plain(const std::string& text) {
    return isPlain(text) ? text : Json(text).dump(-1, ' ', true, Json::error_handler_t::replace);
}

std::string codeOf(const std::string& text) {
    size_t longest = 0;
    for (size_t i = 0, run = 0; i < text.size(); ++i)
        longest = std::max(longest, run = text[i] == '`' ? run + 1 : 0);
    std::string fence(longest + 1, '`');
    bool needsBlanks = longest > 0 || text.empty() || text.front() == ' ';
    return fmt::format("{0}{1}{2}{1}{0}", fence, needsBlanks ? " " : "", text);
}

std::string resourceOf(const ResourceChange& change) {
    std::string name = change.ns.empty() ? change.name : change.ns + "/" + change.name;
    if (change.kind == ChangeKind::Renamed)
        name += fmt::format(" (was {})", change.formerName);
    return plain(change.type + " " + name);
}

std::string shownValue(const std::optional<std::string>& json, bool isSecret) {
    if (!json)
        return "(none)";
    if (isSecret)
        return values::hiddenText;
    Json value = Json::parse(*json);
    return inOneLine(value.is_string() ? value.get<std::string>() : *json);
}

std::vector<std::string> changedLines(const FieldChange& change) {
    if (!change.before || !change.after || change.isSecret)
        return {};
    Json before = Json::parse(*change.before), after = Json::parse(*change.after);
    if (!before.is_string() || !after.is_string())
        return {};
    std::vector<std::string> old = linesOf(before), fresh = linesOf(after);
    if (old.size() < 2 && fresh.size() < 2)
        return {};
    auto [left, right] = std::mismatch(old.begin(), old.end(), fresh.begin(), fresh.end());
    size_t first = left - old.begin();
    size_t same = 0; // at the end
    while (same < std::min(old.size(), fresh.size()) - first &&
           old[old.size() - 1 - same] == fresh[fresh.size() - 1 - same])
        ++same;
    std::vector<std::string> lines;
    auto add = [&](const std::vector<std::string>& from, char mark) {
        size_t end = from.size() - same;
        for (size_t i = first; i < std::min(end, first + mostLines); ++i)
            lines.push_back(mark + (from[i].empty() ? "" : inOneLine(from[i])));
        if (end > first + mostLines)
            lines.push_back(fmt::format("{}… {} lines more", mark, end - first - mostLines));
    };
    add(old, '-');
    add(fresh, '+');
    return lines;
}

} // namespace stackc::compare
