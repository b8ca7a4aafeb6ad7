#include "syntax/foreign.h"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>

namespace stackc::syntax {

namespace {

bool isOneOf(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// A word where a declaration should begin; `rest` is the text behind it.
std::string declarationHint(std::string_view word, std::string_view rest) {
    if (isOneOf(word, {"func", "function", "def", "fun"}))
        return "functions are declared with `fn`: `fn f(x: Int): Int = …`";
    if (isOneOf(word, {"var", "const", "val"}))
        return "names for values are declared with `let`: `let x = …`";
    if (isOneOf(word, {"struct", "class", "interface", "record"}))
        return "types are declared with `type`: `type T { name: String }`";
    rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
    if (rest.starts_with(":=") || (rest.starts_with("=") && !rest.starts_with("==")))
        return fmt::format("names for values are declared with `let`: `let {} = …`", word);
    return "";
}

} // namespace

std::string foreignHint(std::string_view text, const Token& token, std::string_view expected) {
    auto wants = [&](std::string_view what) { return expected.find(what) != std::string_view::npos; };
    std::string_view spelled = text.substr(token.begin, token.end - token.begin);
    std::string_view before = text.substr(0, token.begin);
    std::string_view after = text.substr(token.end);
    if (token.kind == TokenKind::NAME && isOneOf(spelled, {"elif", "elseif", "elsif"}))
        return "write `else if`";
    if (token.kind == TokenKind::NAME && wants("a declaration"))
        return declarationHint(spelled, after);
    if (token.kind == TokenKind::ASSIGN && before.ends_with(":"))
        return "write `=` without the colon, or a type between them";
    if (token.kind == TokenKind::LBRACE && (before.ends_with("{") || after.starts_with("{")))
        return "values are read as `values.x`, without the braces of Helm's templates";
    if (wants("a value") && (before.ends_with("==") || before.ends_with("!=") || before.ends_with("<")) &&
        (token.kind == TokenKind::ASSIGN || token.kind == TokenKind::GT))
        return "equality is tested with `==` and `!=`";
    if (token.kind == TokenKind::LBRACE && expected == "`=`")
        return "what it stands for comes behind `=`";
    if (token.kind == TokenKind::MINUS && after.starts_with(">"))
        return "the type of a result stands behind `:`, and the result behind `=`: `fn f(x: Int): Int = …`";
    if (token.kind == TokenKind::FOR && wants("`]`"))
        return "the loop comes first: `[for x in xs: …]`";
    if (token.kind == TokenKind::ARROW && wants("`then`"))
        return "write `if condition then a else b`";
    if (token.kind == TokenKind::ARROW && wants("`)`"))
        return "functions have names: `fn f(x: Int): Int = …`; a list is made of another with `[for x in xs: …]`";
    return "";
}

} // namespace stackc::syntax
