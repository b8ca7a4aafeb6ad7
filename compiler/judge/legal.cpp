#include "judge/legal.h"
#include "text/characters.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <vector>

namespace stackc::judge {

namespace {

bool isLower(char c) { return c >= 'a' && c <= 'z'; }
bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isAlnum(char c) { return isLower(c) || isDigit(c) || (c >= 'A' && c <= 'Z'); }
bool isLowerAlnum(char c) { return isLower(c) || isDigit(c); }

template <typename Inner> bool isMadeOf(std::string_view text, Inner inner) {
    return std::all_of(text.begin(), text.end(), inner);
}

bool isLabel(std::string_view text) {
    return !text.empty() && isLowerAlnum(text.front()) && isLowerAlnum(text.back()) &&
           isMadeOf(text, [](char c) { return isLowerAlnum(c) || c == '-'; });
}

bool isName(std::string_view text) {
    if (text.empty() || text.size() > 253)
        return false;
    while (true) {
        size_t dot = text.find('.');
        if (!isLabel(text.substr(0, dot)))
            return false;
        if (dot == std::string_view::npos)
            return true;
        text.remove_prefix(dot + 1);
    }
}

/// `A-Z.a_z-0`, as names of labels and their values are.
bool isQualified(std::string_view text) {
    return !text.empty() && text.size() <= 63 && isAlnum(text.front()) && isAlnum(text.back()) &&
           isMadeOf(text, [](char c) { return isAlnum(c) || c == '-' || c == '_' || c == '.'; });
}

template <size_t N> bool isOneOf(std::string_view text, const std::array<std::string_view, N>& all) {
    return std::find(all.begin(), all.end(), text) != all.end();
}

/// What a field of a cron line may hold: numbers in bounds, or names of three letters that count from the lower one.
struct CronField {
    int low;
    int high;
    std::string_view names;
};

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> out;
    for (size_t end; (end = text.find(separator)) != std::string_view::npos; text.remove_prefix(end + 1))
        out.push_back(text.substr(0, end));
    out.push_back(text);
    return out;
}

/// -1: none
int numberOf(std::string_view text) {
    int number = -1;
    auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    return fault == std::errc() && end == text.data() + text.size() && isDigit(text.front()) ? number : -1;
}

int cronNumber(std::string_view text, const CronField& field) {
    std::string lower = text::lowerCase(text);
    for (size_t i = 0; i + 3 <= field.names.size(); i += 3)
        if (field.names.substr(i, 3) == lower)
            return field.low + static_cast<int>(i / 3);
    return numberOf(text);
}

/// `*`, `5`, `1-5`, `*/10`, `0-30/5`
bool isCronTerm(std::string_view term, const CronField& field) {
    std::vector<std::string_view> parts = split(term, '/');
    if (parts.size() > 2 || (parts.size() == 2 && numberOf(parts[1]) < 1))
        return false;
    if (parts[0] == "*" || parts[0] == "?")
        return true;
    std::vector<std::string_view> ends = split(parts[0], '-');
    int first = cronNumber(ends[0], field);
    int last = cronNumber(ends.back(), field);
    return ends.size() <= 2 && first >= field.low && last <= field.high && first <= last;
}

/// As Go reads one: `1h30m`, `-.5s`, `0`.
bool isDuration(std::string_view text) {
    static constexpr std::array<std::string_view, 8> units{"ns", "us", "\u00b5s", "\u03bcs", "ms", "s", "m", "h"};
    if (text.starts_with('-') || text.starts_with('+'))
        text.remove_prefix(1);
    if (text == "0")
        return true;
    bool isLegal = !text.empty();
    while (isLegal && !text.empty()) {
        size_t end = text.find_first_not_of("0123456789.");
        std::string_view number = text.substr(0, end);
        text.remove_prefix(number.size());
        std::string_view unit = text.substr(0, text.find_first_of("0123456789."));
        text.remove_prefix(unit.size());
        isLegal = std::count(number.begin(), number.end(), '.') <= 1 &&
                  std::any_of(number.begin(), number.end(), isDigit) && isOneOf(unit, units);
    }
    return isLegal;
}

} // namespace

Illegal dnsLabel(std::string_view text) {
    return isLabel(text) && text.size() <= 63 ? nullptr
                                              : "a DNS label is expected: at most 63 lower case letters, digits and "
                                                "`-`, with a letter or digit at both ends";
}

Illegal dnsLabelWithLetter(std::string_view text) {
    return isLabel(text) && text.size() <= 63 && isLower(text.front())
               ? nullptr
               : "a DNS label that begins with a letter is expected: at most 63 lower case letters, digits and `-`";
}

Illegal dnsName(std::string_view text) {
    return isName(text)
               ? nullptr
               : "a DNS name is expected: at most 253 lower case letters, digits, `-` and `.`, with a letter or "
                 "digit at both ends";
}

Illegal dnsNameOrNone(std::string_view text) { return text.empty() ? nullptr : dnsName(text); }

Illegal serviceNameOrNone(std::string_view text) { return text.empty() ? nullptr : dnsLabelWithLetter(text); }

Illegal pathSegment(std::string_view text) {
    bool isLegal = !text.empty() && text != "." && text != ".." && text.find('/') == std::string_view::npos &&
                   text.find('%') == std::string_view::npos;
    return isLegal ? nullptr : "it stands in a path and must be neither `.` nor `..`, and without `/` and `%`";
}

Illegal portName(std::string_view text) {
    bool isLegal = isLabel(text) && text.size() <= 15 && std::any_of(text.begin(), text.end(), isLower) &&
                   text.find("--") == std::string_view::npos;
    return isLegal
               ? nullptr
               : "at most 15 lower case letters, digits and single `-` are expected, with at least one letter and a "
                 "letter or digit at both ends";
}

Illegal labelKey(std::string_view text) {
    size_t slash = text.find('/');
    bool prefixed = slash != std::string_view::npos;
    bool isLegal =
        isQualified(prefixed ? text.substr(slash + 1) : text) && (!prefixed || isName(text.substr(0, slash)));
    return isLegal ? nullptr
                   : "at most 63 letters, digits, `-`, `_` and `.` are expected, with a letter or digit at both ends, "
                     "after a DNS name and `/` at most";
}

Illegal labelValue(std::string_view text) {
    return text.empty() || isQualified(text)
               ? nullptr
               : "at most 63 letters, digits, `-`, `_` and `.` are expected, with a letter "
                 "or digit at both ends";
}

Illegal dataKey(std::string_view text) {
    bool isLegal = !text.empty() && text.size() <= 253 && text != "." && !text.starts_with("..") &&
                   isMadeOf(text, [](char c) { return isAlnum(c) || c == '-' || c == '_' || c == '.'; });
    return isLegal ? nullptr : "at most 253 letters, digits, `-`, `_` and `.` are expected, and not `.` or `..` first";
}

Illegal variableName(std::string_view text) {
    bool isLegal = !text.empty() && !isDigit(text.front()) && text != "." && !text.starts_with("..") &&
                   isMadeOf(text, [](char c) { return isAlnum(c) || c == '-' || c == '_' || c == '.'; });
    return isLegal ? nullptr : "letters, digits, `_`, `-` and `.` are expected, and no digit first";
}

Illegal mountPath(std::string_view text) {
    bool isUnix = text.starts_with("/");
    bool isWindows = text.size() > 2 && isAlnum(text[0]) && text[1] == ':' && (text[2] == '\\' || text[2] == '/');
    if (isWindows)
        return nullptr;
    return isUnix && text.find(':') == std::string_view::npos ? nullptr : "a path from `/` without `:` is expected";
}

Illegal cronLine(std::string_view text) {
    static constexpr std::array<std::string_view, 7> words{"@yearly", "@annually", "@monthly", "@weekly",
                                                           "@daily",  "@midnight", "@hourly"};
    static constexpr std::array<CronField, 5> fields{{{0, 59, ""},
                                                      {0, 23, ""},
                                                      {1, 31, ""},
                                                      {1, 12, "janfebmaraprmayjunjulaugsepoctnovdec"},
                                                      {0, 6, "sunmontuewedthufrisat"}}};
    static constexpr std::string_view every = "@every ";
    if (text.starts_with(every))
        return isDuration(text.substr(every.size())) ? nullptr
                                                     : "a duration is expected behind `@every`, such as `1h30m`";
    if (isOneOf(text, words))
        return nullptr;
    std::vector<std::string_view> parts = split(text, ' ');
    std::erase(parts, std::string_view());
    bool isLegal = parts.size() == fields.size();
    for (size_t i = 0; isLegal && i < fields.size(); ++i)
        for (std::string_view term : split(parts[i], ','))
            isLegal = isLegal && isCronTerm(term, fields[i]);
    return isLegal
               ? nullptr
               : "expected are minute (0-59), hour (0-23), day (1-31), month (1-12) and day of the week (0-6), each "
                 "`*`, a number or a range, perhaps with `/` and a step";
}

Illegal base64(std::string_view text) {
    std::string letters;
    std::copy_if(text.begin(), text.end(), std::back_inserter(letters), [](char c) { return c != '\n' && c != '\r'; });
    std::string_view rest = letters;
    for (int padding = 0; padding < 2 && rest.ends_with('='); ++padding)
        rest.remove_suffix(1);
    bool isLegal = letters.size() % 4 == 0 && isMadeOf(rest, [](char c) { return isAlnum(c) || c == '+' || c == '/'; });
    return isLegal ? nullptr : "text in base64 is expected, such as `base64(\"…\")` gives";
}

Illegal image(std::string_view text) {
    auto isTagText = [](char c) { return isAlnum(c) || c == '-' || c == '_' || c == '.'; };
    std::string_view name = text.substr(0, text.find('@'));
    std::string_view digest = name.size() < text.size() ? text.substr(name.size() + 1) : std::string_view("sha256:0");
    size_t slash = name.rfind('/');
    size_t colon = name.rfind(':');
    bool hasTag = colon != std::string_view::npos && (slash == std::string_view::npos || colon > slash);
    std::string_view tag = hasTag ? name.substr(colon + 1) : std::string_view("latest");
    if (hasTag)
        name = name.substr(0, colon);
    bool isTag = !tag.empty() && tag.size() <= 128 && tag[0] != '-' && tag[0] != '.' && isMadeOf(tag, isTagText);
    if (!isTag)
        return "its tag must have at most 128 letters, digits, `_`, `-` and `.`, and neither of the last two first";
    if (name.find(':', name.rfind('/') + 1) != std::string_view::npos)
        return "there are two tags: `repository` has none, and `tag` says it";
    // The part before the first slash may be a host with a port.
    size_t host = name.find('/');
    std::string_view path = host == std::string_view::npos ? name : name.substr(host + 1);
    bool isPath =
        !path.empty() && isLowerAlnum(path.front()) && isLowerAlnum(path.back()) &&
        isMadeOf(path, [](char c) { return isLowerAlnum(c) || c == '-' || c == '_' || c == '.' || c == '/'; });
    bool isHost = host != 0 && isMadeOf(name.substr(0, host),
                                        [&](char c) { return isTagText(c) || c == ':' || c == '[' || c == ']'; });
    bool isDigest = digest.find(':') != std::string_view::npos &&
                    isMadeOf(digest, [&](char c) { return isTagText(c) || c == ':' || c == '+'; });
    return isPath && isHost && isDigest
               ? nullptr
               : "expected is `repository:tag`, in lower case, perhaps after a registry and `/`";
}

Illegal resourceName(std::string_view apiVersion, std::string_view kind, std::string_view text) {
    static constexpr std::array<std::string_view, 4> roles{"Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding"};
    std::string_view group = apiVersion.substr(0, apiVersion.find('/'));
    if (isOneOf(kind, roles) && group.starts_with("rbac."))
        return pathSegment(text);
    if (apiVersion == "v1" && kind == "Service")
        return dnsLabelWithLetter(text);
    if (apiVersion == "v1" && kind == "Namespace")
        return dnsLabel(text);
    if (Illegal fault = dnsName(text))
        return fault;
    if (group == "batch" && kind == "CronJob" && text.size() > 52)
        return "at most 52 characters are expected: the names of its jobs get 11 more";
    if (group == "batch" && kind == "Job" && text.size() > 63)
        return "at most 63 characters are expected: its pods carry it as a label";
    if (group == "apps" && kind == "StatefulSet" && (text.size() > 52 || text.find('.') != std::string_view::npos))
        return "a DNS label of at most 52 characters is expected: its pods carry it in a label with a hash behind it";
    return nullptr;
}

} // namespace stackc::judge
