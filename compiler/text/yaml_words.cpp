#include "text/yaml_words.h"
#include "text/characters.h"

#include <algorithm>
#include <array>
#include <string>

namespace stackc::text {

namespace {

/// As it is, with the first letter in upper case, or all of them.
bool isSpelling(std::string_view text, std::string_view word) {
    if (text.size() != word.size())
        return false;
    auto upper = [](char c) { return static_cast<char>(std::toupper(static_cast<unsigned char>(c))); };
    size_t same = 0;
    size_t raised = 0;
    for (size_t i = 0; i < text.size(); ++i) {
        same += text[i] == word[i] ? 1 : 0;
        raised += text[i] == upper(word[i]) ? 1 : 0;
    }
    size_t first = std::min(word.find_first_not_of("+-."), word.size());
    bool title = first < word.size() && text[first] == upper(word[first]) &&
                 text.substr(first + 1) == word.substr(first + 1) && text.substr(0, first) == word.substr(0, first);
    return same == text.size() || raised == text.size() || title;
}

template <size_t n> bool contains(const std::array<std::string_view, n>& words, std::string_view text) {
    return std::ranges::find(words, text) != words.end();
}

template <size_t n> bool isOneOf(std::string_view text, const std::array<std::string_view, n>& words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return isSpelling(text, word); });
}

constexpr std::array<std::string_view, 4> trueWords = {"y", "yes", "true", "on"};
constexpr std::array<std::string_view, 4> falseWords = {"n", "no", "false", "off"};
constexpr std::array<std::string_view, 3> nullWords = {"", "~", "null"};

} // namespace

bool isTrueWord(std::string_view text) { return isOneOf(text, trueWords); }

bool isFalseWord(std::string_view text) { return isOneOf(text, falseWords); }

bool isNullWord(std::string_view text) { return isOneOf(text, nullWords); }

NotFinite notFiniteWord(std::string_view text) {
    constexpr size_t letters = 3;
    if (text.size() <= letters || text[text.size() - letters - 1] != '.')
        return NotFinite::No;
    if (text == ".nan" || text == ".NaN" || text == ".NAN")
        return NotFinite::NaN;
    if (isSpelling(text, ".inf") || isSpelling(text, "+.inf"))
        return NotFinite::Infinity;
    return isSpelling(text, "-.inf") ? NotFinite::NegativeInfinity : NotFinite::No;
}

bool isYamlWord(std::string_view text) {
    constexpr std::string_view longest = "false"; // and as long as `+.inf`
    if (text.size() > longest.size())
        return false;
    std::string lower = lowerCase(text);
    return contains(trueWords, lower) || contains(falseWords, lower) || contains(nullWords, lower) ||
           notFiniteWord(lower) != NotFinite::No || lower == "<<" || lower == "=";
}

} // namespace stackc::text
