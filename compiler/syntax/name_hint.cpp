#include "syntax/name_hint.h"

#include "text/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

namespace stackc::syntax {

namespace {

constexpr std::array<std::string_view, 11> declared{"service", "backend",   "resource", "chart", "environment", "type",
                                                    "variant", "component", "enum",     "let",   "fn"};

/// The Latin letters of U+00C0 to U+00FF without their accents.
constexpr std::string_view plainLetters = "AAAAAAACEEEEIIIIDNOOOOO_OUUUUYTsaaaaaaaceeeeiiiidnooooo_ouuuuyty";

bool isAlnum(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

std::string_view trimmed(std::string_view text) {
    std::size_t begin = text.find_first_not_of(' ');
    if (begin == std::string_view::npos)
        return text.substr(text.size());
    return text.substr(begin, text.find_last_not_of(' ') + 1 - begin);
}

struct WrittenName {
    std::string_view word; ///< what is declared
    std::string_view text; ///< its name
};

/// The name of the declaration that begins on the line of a place; its text is empty where it can't be told.
WrittenName nameOnLine(std::string_view text, std::size_t at) {
    std::size_t begin = at == 0 ? 0 : text.rfind('\n', at - 1) + 1;
    std::string_view line = text.substr(begin, text.find('\n', at) - begin);
    constexpr std::string_view exported = "export ";
    if (line.starts_with(exported))
        line.remove_prefix(exported.size());
    WrittenName name{line.substr(0, line.find(' ')), {}};
    if (std::find(declared.begin(), declared.end(), name.word) == declared.end() || name.word == line)
        return name;
    std::string_view rest = trimmed(line.substr(name.word.size()));
    if (rest.starts_with("\"")) {
        name.text = rest.substr(0, std::min(rest.find('"', 1), rest.size() - 1) + 1);
        return name;
    }
    bool hasSignature = name.word == "let" || name.word == "fn";
    name.text = trimmed(rest.substr(0, rest.find_first_of("{=:(\"")));
    // More than two words are clauses, and words before a type are no name.
    bool isSentence = std::count(name.text.begin(), name.text.end(), ' ') > (hasSignature ? 0 : 1);
    if (isSentence || name.text.size() == rest.size())
        name.text = {};
    return name;
}

/// The words that a name is made of, in ASCII.
std::vector<std::string> wordsOf(std::string_view name) {
    std::vector<std::string> words;
    bool isInside = false;
    for (std::size_t i = 0; i < name.size();) {
        char32_t rune = text::nextRune(name, i);
        char c = rune < 0x80 ? static_cast<char>(rune) : '_';
        if (rune >= 0xC0 && rune <= 0xFF)
            c = plainLetters[rune - 0xC0];
        if (isAlnum(c) && !isInside)
            words.emplace_back();
        isInside = isAlnum(c);
        if (isInside)
            words.back() += c;
    }
    return words;
}

char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }
char upper(char c) { return static_cast<char>(std::toupper(static_cast<unsigned char>(c))); }

/// `myApi` of `my` and `api`; digits can't come first.
std::string nameOf(const std::vector<std::string>& words, bool isType) {
    std::string name;
    for (const std::string& word : words)
        name += (name.empty() && !isType ? lower(word[0]) : upper(word[0])) + word.substr(1);
    std::size_t letter =
        std::min(static_cast<std::size_t>(
                     std::find_if_not(name.begin(), name.end(),
                                      [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }) -
                     name.begin()),
                 name.size());
    std::string digits = name.substr(0, letter);
    name = name.substr(letter);
    if (name.empty())
        return "_" + digits;
    if (!isType)
        name[0] = lower(name[0]);
    return name + digits;
}

/// As Kubernetes writes names: `my-api`.
std::string labelOf(const std::vector<std::string>& words) {
    std::string label;
    for (const std::string& word : words) {
        label += label.empty() ? "" : "-";
        std::transform(word.begin(), word.end(), std::back_inserter(label), lower);
    }
    return label;
}

} // namespace

std::string nameHint(std::string_view text, std::size_t at) {
    WrittenName name = nameOnLine(text, at);
    const char* place = text.data() + at;
    bool isInside = !name.text.empty() && place >= name.text.data() && place < name.text.data() + name.text.size();
    bool isName = std::all_of(name.text.begin(), name.text.end(), [](char c) { return isAlnum(c) || c == '_'; }) &&
                  (name.text.empty() || std::isdigit(static_cast<unsigned char>(name.text[0])) == 0);
    if (!isInside || isName)
        return "";
    constexpr std::string_view allowed = "names begin with a letter or `_` and have letters of ASCII, digits and `_`";
    std::vector<std::string> words = wordsOf(name.text);
    if (words.empty())
        return std::string(allowed);
    bool isType = name.word == "type" || name.word == "variant" || name.word == "enum";
    std::string fitting = nameOf(words, isType);
    std::string label = labelOf(words);
    constexpr std::string_view mayHaveDashes = "what they stand for may have dashes";
    if (name.word == "service" && label != fitting)
        return fmt::format("{}; {}: `service {} \"{}\"`", allowed, mayHaveDashes, fitting, label);
    if (name.word == "chart" && label != fitting)
        return fmt::format("{}; {}: `chart {} {{ name = \"{}\" }}`", allowed, mayHaveDashes, fitting, label);
    return fmt::format("{}: `{} {}`", allowed, name.word, fitting);
}

} // namespace stackc::syntax
