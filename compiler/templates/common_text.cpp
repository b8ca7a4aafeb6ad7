#include "templates/common_text.h"

#include <algorithm>
#include <cctype>
#include <cstdint>

namespace stackc::templates {

namespace {

/// How many bytes all texts begin with, and how many they end with, as those of the first. Both together are no longer
/// than any of them.
struct Ends {
    size_t before = SIZE_MAX, after = SIZE_MAX;
};

Ends commonEnds(const Texts& texts) {
    const std::string& first = texts[0];
    Ends ends;
    for (const std::string& text : texts) {
        auto differs = std::mismatch(text.begin(), text.end(), first.begin(), first.end()).first;
        ends.before = std::min(ends.before, static_cast<size_t>(differs - text.begin()));
    }
    for (const std::string& text : texts) {
        auto differs = std::mismatch(text.rbegin(), text.rend(), first.rbegin(), first.rend()).first;
        ends.after = std::min({ends.after, static_cast<size_t>(differs - text.rbegin()), text.size() - ends.before});
    }
    return ends;
}

/// Whole words: what is common ends where one does.
Ends atWords(Ends ends, const std::string& text) {
    auto isWord = [](unsigned char c) { return std::isalnum(c) != 0 || c == '-' || c >= 0x80; };
    auto& [before, after] = ends;
    while (before > 0 && isWord(text[before - 1]) && !(before >= 2 && text[before - 2] == '%'))
        --before;
    if (before > 0 && text[before - 1] == '%')
        --before;
    while (after > 0 && isWord(text[text.size() - after]))
        --after;
    if (after < text.size() && text[text.size() - after - 1] == '-')
        ++after;
    if (before > 0 && before < text.size() && text[before] == '-')
        ++before;
    return ends;
}

} // namespace

bool isShortNumber(std::string_view text) {
    return !text.empty() && text.size() <= 9 && text.find_first_not_of("0123456789") == std::string_view::npos &&
           (text == "0" || text[0] != '0');
}

bool isSimplyQuoted(std::string_view text) {
    return text.size() >= 2 && text.front() == '"' && text.back() == '"' &&
           std::all_of(text.begin() + 1, text.end() - 1,
                       [](char c) { return c >= 0x20 && c < 0x7f && c != '"' && c != '\\'; });
}

std::optional<Surroundings> surroundings(const Texts& texts, const Texts& base) {
    for (size_t at = texts[0].find(base[0]); at != std::string::npos; at = texts[0].find(base[0], at + 1)) {
        Surroundings around{texts[0].substr(0, at), texts[0].substr(at + base[0].size())};
        bool fits = true;
        for (size_t m = 1; m < texts.size() && fits; ++m)
            fits = texts[m] == around.before + base[m] + around.after;
        if (fits)
            return around;
    }
    return std::nullopt;
}

Middle middleOf(const Texts& texts) {
    const std::string& first = texts[0];
    const auto [before, after] = atWords(commonEnds(texts), first);
    Middle out{{}, before};
    for (const std::string& text : texts) {
        bool isAround = before + after <= text.size() && text.compare(0, before, first, 0, before) == 0 &&
                        text.compare(text.size() - after, after, first, first.size() - after, after) == 0;
        if (!isAround)
            return {};
        out.texts.push_back(text.substr(before, text.size() - before - after));
        if (out.texts.back().find('%') != std::string::npos)
            return {};
    }
    return out;
}

std::string asFormat(std::string_view text) {
    std::string out;
    for (char c : text)
        out += c == '%' ? std::string("%%") : std::string(1, c);
    return out;
}

} // namespace stackc::templates
