#include "syntax/foreign_signs.h"

#include "syntax/foreign_words.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <fmt/format.h>

namespace stackc::syntax {

namespace {

bool isOfWord(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

std::string_view wordAtEnd(std::string_view text) {
    size_t begin = text.size();
    while (begin > 0 && isOfWord(text[begin - 1]))
        --begin;
    return text.substr(begin);
}

std::string_view wordAtBegin(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    return text.substr(0, static_cast<size_t>(std::find_if_not(text.begin(), text.end(), isOfWord) - text.begin()));
}

/// Is the text that ends there in the middle of a type: behind the colon of a field or the name of a `type`?
bool isInType(std::string_view before) {
    std::string_view line = before.substr(before.rfind('\n') + 1);
    if ((line.starts_with("type ") || line.starts_with("export type ")) && line.find('{') == std::string_view::npos)
        return true;
    std::string_view field = line.substr(line.find_last_of("{,([") + 1);
    if (field.starts_with("for "))
        return false;
    size_t colon = field.find(':');
    return colon != std::string_view::npos && field.find('=', colon) == std::string_view::npos;
}

/// Are the cases of an enum or variant around what ends there?
bool isInCases(std::string_view before) {
    std::string_view block = before.substr(0, before.rfind('{') == std::string_view::npos ? 0 : before.rfind('{'));
    std::string_view line = block.substr(block.rfind('\n') + 1);
    return before.find('}', block.size()) == std::string_view::npos &&
           (line.find("enum ") != std::string_view::npos || line.find("variant ") != std::string_view::npos);
}

/// Where `|` stands between values: of what is joined, or handed on as templates do.
std::string barHint(std::string_view before, std::string_view after, std::string_view expected) {
    constexpr std::array functions{"upper", "lower", "trim", "replace", "join", "split", "sha256", "base64"};
    bool isPipe = after.starts_with('>');
    std::string_view word = wordAtBegin(after.substr(isPipe ? 1 : 0));
    if (isInCases(before))
        return "cases stand apart by commas, or each on a line: `enum E { a, b }`";
    if (expected.find("a value") != std::string_view::npos)
        return "a text of several lines stands between `\"\"\"`, each on a line of its own";
    if (std::string_view foreign = foreignFunction(word); !foreign.empty())
        return std::string(foreign);
    if (isPipe || std::find(functions.begin(), functions.end(), word) != functions.end())
        return fmt::format("functions are called: `{}(…)`", word.empty() ? "f" : word);
    return "write `and`, `or`";
}

/// Brackets behind the name of a type.
std::string bracketHint(std::string_view before, std::string_view after) {
    constexpr std::array lists{"List", "list", "Array", "array", "Set", "Seq", "Vec"};
    std::string_view name = wordAtEnd(before);
    std::string inside(after.substr(0, after.find_first_of("]>\n")));
    if (name == "Map" || name == "map" || name == "Dict" || name == "dict")
        return "a map is written with the types of its keys and values: `[String: Int]`";
    if (std::find(lists.begin(), lists.end(), name) != lists.end())
        return fmt::format("a list is written with the type of its elements: `[{}]`", inside);
    if (inside.empty())
        return fmt::format("a list is written with the type of its elements: `[{}]`", name);
    return fmt::format("bounds stand in round brackets: `{}({})`", name, inside);
}

} // namespace

std::string signHint(const Token& token, std::string_view before, std::string_view after, std::string_view expected) {
    bool isType = isInType(before);
    switch (token.kind) {
    case TokenKind::AMPERSAND:
        return isType ? "`&` joins record types, none of which is optional: `type T = A & { … }`, then `T?`"
                      : "write `and`, `or`";
    case TokenKind::BAR:
        if (isType && wordAtBegin(after).empty() && after.find_first_not_of(' ') == after.find('*'))
            return "a default stands behind the type: `a: Int = 1`";
        return isType ? "a value of one type or another is a `variant`, one of several texts an `enum`: "
                        "`variant V { text: String, number: Int }`"
                      : barHint(before, after, expected);
    case TokenKind::LBRACKET:
    case TokenKind::LT:
        return isType && !wordAtEnd(before).empty() ? bracketHint(before, after) : "";
    case TokenKind::STRING:
    case TokenKind::STR_OPEN:
        return expected.find("a type") != std::string_view::npos
                   ? "one of several texts is an `enum`: `enum E { a, b }`, whose name is the type"
                   : "";
    case TokenKind::ASSIGN:
        return isInCases(before) ? "what a case is called outside stands before it: `@key(\"…\") a`" : "";
    default:
        return "";
    }
}

} // namespace stackc::syntax
