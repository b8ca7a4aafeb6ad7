#include "manifest/names.h"

#include "manifest/spelling.h"

#include <algorithm>
#include <array>

namespace stackc::manifest {

namespace {

bool isUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool isLower(char c) { return c >= 'a' && c <= 'z'; }
bool isDigit(char c) { return c >= '0' && c <= '9'; }
char lower(char c) { return isUpper(c) ? static_cast<char>(c - 'A' + 'a') : c; }
char upper(char c) { return isLower(c) ? static_cast<char>(c - 'a' + 'A') : c; }

/// "HTTPRoute" → "httpRoute"
std::string lowerFirst(std::string_view kind) {
    size_t run = 0;
    while (run < kind.size() && isUpper(kind[run]))
        ++run;
    if (run > 1 && run < kind.size() && isLower(kind[run]))
        --run;
    std::string out;
    for (size_t i = 0; i < kind.size(); ++i)
        out += i < run ? lower(kind[i]) : kind[i];
    return out;
}

std::string pascal(std::string_view text) {
    std::string out;
    bool starts = true;
    for (char c : text) {
        bool kept = isUpper(c) || isLower(c) || isDigit(c);
        if (kept)
            out += starts ? upper(c) : c;
        starts = !kept;
    }
    return out;
}

} // namespace

bool isBuiltin(std::string_view name) {
    constexpr std::array<std::string_view, 10> words{"values", "services", "release", "chart", "capabilities",
                                                     "k8s",    "Bool",     "Int",     "Float", "String"};
    return std::find(words.begin(), words.end(), name) != words.end();
}

std::string resourceId(std::string_view kind, std::string_view name, std::string_view ns,
                       std::set<std::string>& taken) {
    std::string id = lowerFirst(kind) + pascal(name);
    if (taken.contains(id))
        id += pascal(ns);
    std::string candidate = id;
    for (size_t number = 2; taken.contains(candidate); ++number)
        candidate = id + "_" + std::to_string(number);
    taken.insert(candidate);
    return candidate;
}

std::string dnsLabel(std::string_view text) {
    constexpr size_t longest = 53;
    std::string out;
    for (char c : text) {
        if (out.size() == longest)
            break;
        bool kept = isUpper(c) || isLower(c) || isDigit(c);
        if (kept)
            out += lower(c);
        else if (!out.empty() && out.back() != '-')
            out += '-';
    }
    while (!out.empty() && out.back() == '-')
        out.pop_back();
    return out;
}

std::string letterFirst(const std::string& label) {
    return label.empty() || isLower(label[0]) ? label : dnsLabel("app-" + label);
}

std::string camelCase(std::string_view text, std::string_view prefix) {
    std::string joined = pascal(text);
    if (joined.empty() || isDigit(joined[0]))
        return std::string(prefix) + joined;
    std::string id = lower(joined[0]) + joined.substr(1);
    return isName(id) && !isBuiltin(id) ? id : std::string(prefix) + joined;
}

} // namespace stackc::manifest
