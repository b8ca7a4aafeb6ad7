#include "syntax/foreign.h"

#include "syntax/foreign_signs.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <initializer_list>
#include <utility>

namespace stackc::syntax {

using namespace std::string_view_literals;

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
    if (word == "for")
        return "what is made for each of several says so itself: `resource x for each in …: T { … }`, `use x for each "
               "in … = …`";
    if (word == "if" || word == "match")
        return "what is made under a condition says so itself: `service x when … { … }`, `resource x when …: T { … }`";
    if (word == "env")
        return "environments are declared with `environment`: `environment production { … }`";
    rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
    if (rest.starts_with(":=") || (rest.starts_with("=") && !rest.starts_with("==")))
        return fmt::format("names for values are declared with `let`: `let {} = …`", word);
    return "";
}

/// The words at the end of a text that stand in its last line.
std::string_view lineOf(std::string_view text) {
    std::string_view line = text.substr(text.rfind('\n') + 1);
    return line.substr(0, line.find_last_not_of(' ') + 1);
}

std::string_view lastWord(std::string_view text) {
    std::string_view line = lineOf(text);
    return line.substr(line.find_last_of(" {,") + 1);
}

bool isDigit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

constexpr std::string_view inKeys = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";

/// What of a key such as `acme.io/x` stands at the end of a text, and at its begin.
std::string_view lastOfKey(std::string_view text) { return text.substr(text.find_last_not_of(inKeys) + 1); }
std::string_view firstOfKey(std::string_view text) { return text.substr(0, text.find_first_not_of(inKeys)); }

/// Does the line begin what may be made under a condition?
bool isMadeWhen(std::string_view line) {
    return isOneOf(line.substr(0, line.find(' ')), {"backend", "service", "resource", "use", "include", "external"});
}

bool startsBlock(std::string_view text) {
    std::size_t begin = text.find_first_not_of(' ');
    return begin != std::string_view::npos && text[begin] == '{';
}

/// A number with its unit where a word stands behind a number, such as `1 Gi`; "" where the word is no unit.
std::string unitBehind(std::string_view before, std::string_view word) {
    constexpr std::array units{"m"sv,  "k"sv,  "M"sv,  "G"sv,  "T"sv,  "P"sv,  "E"sv, "Ki"sv,
                               "Mi"sv, "Gi"sv, "Ti"sv, "Pi"sv, "Ei"sv, "ms"sv, "s"sv, "h"sv};
    std::string_view line = lineOf(before);
    std::string_view number = line.substr(line.find_last_not_of("0123456789.") + 1);
    if (number.empty() || std::find(units.begin(), units.end(), word) == units.end())
        return "";
    return fmt::format("a unit stands right behind its number: `{}{}`", number, word);
}

/// Where a number stands behind `0.1.`: the whole in quotes.
std::string versionHint(std::string_view before, std::string_view from) {
    std::string_view line = lineOf(before);
    std::string_view begin = line.substr(line.find_last_not_of("0123456789.") + 1);
    if (!begin.ends_with('.') || begin.starts_with('.') || from.empty() || !isDigit(from.front()))
        return "";
    return fmt::format("a version stands in quotes: `\"{}{}\"`", begin, firstOfKey(from));
}

bool isOfPath(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.'; }

/// What the program calls an object of Helm's templates, such as `Release.Name`; "" for one that it has not.
std::string ownName(std::string_view path) {
    constexpr std::array names{
        std::pair{"Release.Name"sv, "release.name"sv},
        std::pair{"Release.Namespace"sv, "release.namespace"sv},
        std::pair{"Chart.Name"sv, "chart.name"sv},
        std::pair{"Chart.Version"sv, "chart.version"sv},
        std::pair{"Chart.AppVersion"sv, "chart.appVersion"sv},
        std::pair{"Capabilities.KubeVersion"sv, "capabilities.kubeVersion"sv},
        std::pair{"Capabilities.KubeVersion.Version"sv, "capabilities.kubeVersion"sv},
        std::pair{"Capabilities.KubeVersion.GitVersion"sv, "capabilities.kubeVersion"sv},
    };
    for (const auto& [helms, own] : names)
        if (path == helms)
            return std::string(own);
    return path.starts_with("Values.") ? "values" + std::string(path.substr(6)) : "";
}

} // namespace

std::string helmHint(std::string_view text) {
    std::string_view sign = text.starts_with("$.") ? "$." : text.starts_with("$") ? "$" : ".";
    if (!text.starts_with(sign))
        return "";
    std::string_view path = text.substr(sign.size());
    path =
        path.substr(0, static_cast<std::size_t>(std::find_if_not(path.begin(), path.end(), isOfPath) - path.begin()));
    std::string own = ownName(path);
    return own.empty() ? "" : fmt::format("write `{}`, which Helm's templates call `{}{}`", own, sign, path);
}

namespace {

/// The next value in the braces of Helm's templates, `{{ .Values.x }}`, perhaps with functions behind it.
Placeholder templateIn(std::string_view text, std::size_t from) {
    for (std::size_t at = text.find("{{", from); at != std::string_view::npos; at = text.find("{{", at + 2)) {
        std::size_t end = text.find("}}", at);
        if (end == std::string_view::npos)
            break;
        std::string_view inside = text.substr(at + 2, end - at - 2);
        inside.remove_prefix(std::min(inside.find_first_not_of("- "), inside.size()));
        inside.remove_prefix(inside.starts_with("$") ? 1 : 0);
        if (!inside.starts_with("."))
            continue;
        inside.remove_prefix(1);
        std::string_view path = inside.substr(
            0, static_cast<std::size_t>(std::find_if_not(inside.begin(), inside.end(), isOfPath) - inside.begin()));
        if (std::string own = ownName(path); !own.empty())
            return {at, end + 2, own};
    }
    return {};
}

/// The next value in the signs of shells, `${values.x}`.
Placeholder shellsIn(std::string_view text, std::size_t from) {
    for (std::size_t at = text.find('$', from); at != std::string_view::npos && at + 1 < text.size();
         at = text.find('$', at + 1)) {
        const char close = text[at + 1] == '{' ? '}' : ')';
        if (text[at + 1] != '{' && text[at + 1] != '(')
            continue;
        std::string_view path = text.substr(at + 2, text.find(close, at) - at - 2);
        auto isOfChart = [&](std::string_view root) { return path.starts_with(root) && path.size() > root.size(); };
        bool isValue = isOfChart("values.") || isOfChart("release.") || isOfChart("chart.");
        if (isValue && at + 2 + path.size() < text.size() && std::all_of(path.begin(), path.end(), isOfPath))
            return {at, at + 3 + path.size(), std::string(path)};
    }
    return {};
}

} // namespace

Placeholder placeholderIn(std::string_view text, std::size_t from) {
    Placeholder shells = shellsIn(text, from);
    Placeholder helms = templateIn(text, from);
    bool isFirst = helms.begin < helms.end && (shells.begin == shells.end || helms.begin < shells.begin);
    return isFirst ? helms : shells;
}

std::string foreignHint(std::string_view text, const Token& token, std::string_view expected) {
    auto wants = [&](std::string_view what) { return expected.find(what) != std::string_view::npos; };
    std::string_view spelled = text.substr(token.begin, token.end - token.begin);
    std::string_view before = text.substr(0, token.begin);
    std::string_view after = text.substr(token.end);
    if (token.kind == TokenKind::DOT && wants("a value"))
        if (std::string hint = helmHint(text.substr(token.begin)); !hint.empty())
            return hint;
    if (token.kind == TokenKind::ASSIGN && expected == "`{`" && startsBlock(after))
        return "the block of a declaration stands there without `=`";
    std::string_view line = before.substr(before.rfind('\n') + 1);
    line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
    if (token.kind == TokenKind::ASSIGN && expected == "`{`" &&
        (line.starts_with("enum ") || line.starts_with("variant ")))
        return "the cases stand in braces, with commas or each on a line: `enum E { a, b }`";
    if (token.kind == TokenKind::ASSIGN && wants("`:`") && line.starts_with("resource "))
        return "what a component makes is used, `use x = component(…)`; a resource says its kind, `resource x: Kind { "
               "… }`";
    if (token.kind == TokenKind::QUESTION && wants("`:`"))
        return "an optional has its `?` behind the type: `name: Type?`";
    if (token.kind == TokenKind::MINUS && !before.empty() && isDigit(before.back()) && !after.empty() &&
        isDigit(after.front()))
        return "a range is written with dots: `1..5`";
    if (token.kind == TokenKind::SLASH && (after.starts_with("*") || before.ends_with("/")))
        return "a comment is the rest of a line behind `//`";
    if (token.kind == TokenKind::SLASH && wants("`+=`"))
        return fmt::format("in quotes a key may have dots and slashes: `\"{}/{}\"`", lastOfKey(before),
                           firstOfKey(after));
    if (token.kind == TokenKind::ASSIGN && expected == "`{`" && line.starts_with("resource "))
        return "a value as a whole is spread: `resource x: T { ...value }`";
    if (token.kind == TokenKind::NAME && isOneOf(spelled, {"elif", "elseif", "elsif"}))
        return "write `else if`";
    if (expected == "`else`")
        return "both ways have a value; what is there in one of them alone stands in a block: `if condition { key = "
               "value }`";
    if (token.kind == TokenKind::WITHOUT)
        return "a type without some of its fields is declared, `type T = … without { … }`, and named where it is "
               "wanted";
    if ((token.kind == TokenKind::IF || token.kind == TokenKind::LET) && wants("a value"))
        return token.kind == TokenKind::IF ? "a choice stands in brackets there: `(if … then … else …)`"
                                           : "a `let` stands in brackets there: `(let x = … in …)`";
    if (token.kind == TokenKind::IF && isMadeWhen(line))
        return "a condition stands behind `when`: `service x when … { … }`, `resource x when …: T { … }`";
    bool isWord = token.kind == TokenKind::NAME || token.kind == TokenKind::FOR || token.kind == TokenKind::IF ||
                  token.kind == TokenKind::MATCH;
    if (isWord && wants("a declaration"))
        return declarationHint(spelled, after);
    if (token.kind == TokenKind::ASSIGN && before.ends_with(":"))
        return "write `=` without the colon, or a type between them";
    if (token.kind == TokenKind::LBRACE && (before.ends_with("{") || after.starts_with("{")))
        return "values are read as `values.x`, without the braces of Helm's templates";
    if (wants("a value") && (before.ends_with("==") || before.ends_with("!=") || before.ends_with("<")) &&
        (token.kind == TokenKind::ASSIGN || token.kind == TokenKind::GT))
        return "equality is tested with `==` and `!=`";
    if (token.kind == TokenKind::ASSIGN && line.starts_with("expect "))
        return "equality is tested with `==`";
    if (token.kind == TokenKind::LBRACE && expected == "`=`")
        return "what it stands for comes behind `=`";
    if ((token.kind == TokenKind::MINUS && after.starts_with(">") && !wants("`:`")) ||
        (token.kind == TokenKind::COLON && expected == "`=>`"))
        return "a case and what it gives have `=>` between them: `match x { a => 1, b => 2 }`";
    if (token.kind == TokenKind::MINUS && after.starts_with(">"))
        return "the type of a result stands behind `:`, and the result behind `=`: `fn f(x: Int): Int = …`";
    if (token.kind == TokenKind::FOR && wants("`]`"))
        return "the loop comes first: `[for x in xs: …]`";
    if (token.kind == TokenKind::AS && wants("`}`"))
        return "names are imported as they are; a module may have another: `import std.routes as routes`, then "
               "`routes.to`";
    if (isOneOf(lineOf(before), {"import", "include"}) && wants("a name"))
        return "a module is named by its path without quotes and `.stack`: `parts.api` is parts/api.stack";
    if (token.kind == TokenKind::NAME && wants("a string") && line.starts_with("include "))
        return fmt::format("an alias is written in quotes: `as \"{}\"`", spelled);
    if (wants("`+=`") && lastWord(before) == "match")
        return "a `match` among entries is spread: `...match x { … }`";
    if (std::string hint = token.kind == TokenKind::NAME ? unitBehind(before, spelled) : ""; !hint.empty())
        return hint;
    if ((token.kind == TokenKind::ARROW || token.kind == TokenKind::LBRACE) && wants("`then`"))
        return "write `if condition then a else b`";
    if (token.kind == TokenKind::ARROW && wants("`)`"))
        return "functions have names: `fn f(x: Int): Int = …`; a list is made of another with `[for x in xs: …]`";
    if (std::string hint = versionHint(before, text.substr(token.begin)); wants("a key") && !hint.empty())
        return hint;
    return signHint(token, before, after, expected);
}

} // namespace stackc::syntax
