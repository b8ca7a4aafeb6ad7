#include "manifest/spelling.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <fmt/format.h>
#include <vector>

#include "syntax/foreign.h"
#include "text/utf8.h"

namespace stackc::manifest {

namespace {

constexpr std::array<std::string_view, 13> words = {"for", "in",  "if",  "then", "else", "let", "match",
                                                    "is",  "not", "and", "or",   "none", "true"};

bool isWord(std::string_view text) {
    return text == "false" || std::find(words.begin(), words.end(), text) != words.end();
}

bool isIdentifier(std::string_view text) {
    auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    return !text.empty() && letter(text[0]) &&
           std::all_of(text.begin(), text.end(), [&](char c) { return letter(c) || (c >= '0' && c <= '9'); });
}

/// What can't be seen, or changes how the text around it looks, is written as an escape.
bool isInvisible(char32_t rune) {
    return rune == 0xA0 || rune == 0xAD || (rune >= 0x200B && rune <= 0x200F) || (rune >= 0x2028 && rune <= 0x202F) ||
           (rune >= 0x2060 && rune <= 0x206F) || rune == 0xFEFF || (rune >= 0xFFF9 && rune <= 0xFFFF) ||
           (rune >= 0xE0000 && rune <= 0xE0FFF) || (rune & 0xFFFE) == 0xFFFE;
}

/// One line of a text; quotes are left to the caller.
std::string spellRunes(std::string_view text) {
    std::string out;
    for (size_t at = 0; at < text.size();) {
        size_t begin = at;
        char32_t rune = text::nextRune(text, at);
        if (rune == '\\')
            out += "\\\\";
        else if (isInvisible(rune))
            out += fmt::format("\\u{{{:X}}}", static_cast<uint32_t>(rune));
        else
            out += text.substr(begin, at - begin);
    }
    return out;
}

std::string inQuotes(std::string_view text) {
    std::string out = "\"";
    for (char c : spellRunes(text)) {
        if (c == '"')
            out += "\\\"";
        else if (c == '\n')
            out += "\\n";
        else if (c == '\t')
            out += "\\t";
        else
            out += c;
    }
    return out + '"';
}

/// A spelled text in which what another language would read as a value (W3086) has its first sign escaped.
std::string guarded(std::string spelled) {
    for (auto found = syntax::placeholderIn(spelled, 0); found.begin < found.end;
         found = syntax::placeholderIn(spelled, found.begin))
        spelled.replace(found.begin, 1, spelled[found.begin] == '{' ? "\\u{7B}" : "\\u{24}");
    return spelled;
}

std::string escapedBlank(char blank) { return blank == '\t' ? "\\t" : "\\u{20}"; }

bool isBlank(char c) { return c == ' ' || c == '\t'; }

/// A line of a text block; `isLast` if the closing quotes follow on it.
std::string blockLine(std::string_view line, bool isLast) {
    std::string spelled = spellRunes(line);
    std::string out;
    for (size_t i = 0; i < spelled.size(); ++i) {
        bool ends = i + 1 == spelled.size();
        if (spelled[i] == '"' && (ends ? isLast : spelled[i + 1] == '"'))
            out += '\\';
        if (ends && isBlank(spelled[i]))
            out += escapedBlank(spelled[i]);
        else
            out += spelled[i];
    }
    return out;
}

/// Without a newline at its end the text's least indentation is taken away, so it has to be none.
void dedent(std::vector<std::string>& lines) {
    auto isIndented = [](const std::string& line) { return line.empty() || isBlank(line[0]); };
    if (!std::all_of(lines.begin(), lines.end(), isIndented))
        return;
    auto first = std::find_if(lines.begin(), lines.end(), [](const std::string& line) { return !line.empty(); });
    *first = escapedBlank((*first)[0]) + first->substr(1);
}

Item textBlock(std::string_view text) {
    bool closesAlone = text.back() == '\n';
    std::vector<std::string> lines;
    for (size_t at = 0; at < text.size();) {
        size_t end = std::min(text.find('\n', at), text.size());
        lines.push_back(blockLine(text.substr(at, end - at), end == text.size()));
        at = end + 1;
    }
    if (!closesAlone)
        dedent(lines);
    Item item;
    item.kind = Item::Kind::Lines;
    for (size_t i = 0; i < lines.size(); ++i)
        item.text += lines[i] + (i + 1 < lines.size() || closesAlone ? "\n" : "");
    item.text = guarded(std::move(item.text));
    return item;
}

} // namespace

bool isName(std::string_view text) { return isIdentifier(text) && !isWord(text); }

std::string spellKey(std::string_view key, bool opensBlock) {
    bool plain = isIdentifier(key) && !(opensBlock && isWord(key)) && key != "let" && key != "if" && key != "for";
    return plain ? std::string(key) : guarded(inQuotes(key));
}

Item spellText(const std::string& text) {
    size_t lineEnd = text.find('\n');
    if (lineEnd < text.size() - 1 && text.find_first_not_of('\n') != std::string::npos)
        return textBlock(text);
    const syntax::Placeholder placeholder = syntax::placeholderIn(text, 0);
    bool isOdd = text.find('\\') != std::string::npos || placeholder.begin < placeholder.end;
    bool raw = isOdd && text.find_first_of("\"\n\t") == std::string::npos;
    for (size_t at = 0; raw && at < text.size();)
        raw = !isInvisible(text::nextRune(text, at));
    Item item;
    item.text = raw ? "r\"" + text + "\"" : guarded(inQuotes(text));
    return item;
}

std::string spellFloat(double value) {
    std::array<char, 32> buffer{};
    auto [end, fault] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    std::string text(buffer.data(), end);
    if (text.find('.') != std::string::npos)
        return text;
    size_t exponent = std::min(text.find('e'), text.size());
    return text.substr(0, exponent) + ".0" + text.substr(exponent);
}

} // namespace stackc::manifest
