#include "syntax/foreign_hint.h"

#include "syntax/foreign.h"
#include "syntax/foreign_signs.h"
#include "syntax/foreign_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <initializer_list>

namespace stackc::syntax {

using namespace std::string_view_literals;

namespace {

using enum TokenKind;

bool isOneOf(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
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

std::string_view trimmedFront(std::string_view text) {
    return text.substr(std::min(text.find_first_not_of(' '), text.size()));
}

/// A token that is not expected, and what stands around it.
struct Place {
    TokenKind kind;
    std::string_view spelled;
    std::string_view before;   ///< all of the text
    std::string_view line;     ///< what of its line stands before it, without the indentation
    std::string_view after;    ///< all of the text
    std::string_view expected; ///< what might have stood there

    bool wants(std::string_view what) const { return expected.find(what) != std::string_view::npos; }
    bool isBehind(std::string_view word) const { return lastWord(before) == word; }
    bool lineHas(std::string_view what) const { return line.find(what) != std::string_view::npos; }
    bool isText() const { return kind == STRING || kind == RAW_STRING || kind == STR_OPEN; }
    bool isWord() const { return kind == NAME || kind == FOR || kind == IF || kind == MATCH; }
    /// What of the line stands behind it.
    std::string_view rest() const { return after.substr(0, after.find('\n')); }
};

/// What is meant, where it is always the same.
struct Rule {
    bool (*fits)(const Place& p);
    std::string_view help;
};

constexpr std::string_view matchCases = "a case and what it gives have `=>` between them: `match x { a => 1, b => 2 }`";
constexpr std::string_view equality = "equality is tested with `==` and `!=`";
constexpr std::string_view kindOfResource = "a resource says its kind: `resource x: k8s.core.v1.ConfigMap { … }`";
constexpr std::string_view defaults = "a default stands behind the type: `a: Int = 1`";
constexpr std::string_view bounds = "bounds stand in round brackets: `Int(1..)`, `Int(0..9)`";
constexpr std::string_view namedFunctions =
    "functions have names: `fn f(x: Int): Int = …`; a list is made of another with `[for x in xs: …]`";

constexpr std::array comparisonsAndWords{
    Rule{[](const Place& p) {
             const std::string_view code = p.rest().substr(0, p.rest().find("//"));
             const bool isCompared = p.wants("`then`") ? code.find(" then ") != std::string_view::npos
                                                       : p.wants("`{`") && !startsBlock(p.after);
             return (p.kind == ARROW && isCompared && p.lineHas("if ")) ||
                    (p.kind == ASSIGN && p.after.starts_with('<'));
         },
         "what is compared is written `>=` and `<=`"},
    Rule{[](const Place& p) {
             return p.expected == "`{`" && p.line.starts_with("environment ") &&
                    isOneOf(p.spelled, {"extend", "inherits", "inherit", "from"});
         },
         "an environment goes on from another with `extends`: `environment a extends b { … }`"},
};

constexpr std::array blocks{
    Rule{[](const Place& p) { return p.kind == ASSIGN && p.expected == "`{`" && startsBlock(p.after); },
         "the block of a declaration stands there without `=`"},
    Rule{[](const Place& p) {
             return p.kind == ASSIGN && p.expected == "`{`" &&
                    (p.line.starts_with("enum ") || p.line.starts_with("variant "));
         },
         "the cases stand in braces, with commas or each on a line: `enum E { a, b }`"},
    Rule{[](const Place& p) { return p.kind == ASSIGN && p.wants("`:`") && p.line.starts_with("resource "); },
         "what a component makes is used, `use x = component(…)`; a resource says its kind, `resource x: Kind { … }`"},
    Rule{[](const Place& p) { return p.kind == ASSIGN && p.expected == "`{`" && p.line.starts_with("resource "); },
         "a value as a whole is spread: `resource x: T { ...value }`"},
    Rule{[](const Place& p) { return p.kind == ASSIGN && p.wants("`{`") && p.line.starts_with("patch "); },
         "what a patch sets stands in braces: `patch web.deployment { spec { replicas = 3 } }`"},
    Rule{[](const Place& p) { return p.kind == LBRACE && p.expected == "`:`" && p.line.starts_with("resource "); },
         kindOfResource},
    Rule{[](const Place& p) { return p.isText() && p.line.starts_with("resource ") && p.lineHas(":"); },
         kindOfResource},
    Rule{[](const Place& p) {
             return p.kind == NAME && p.expected == "`:`" && p.line.starts_with("resource ") &&
                    p.rest().find(':') > p.rest().find('{');
         },
         kindOfResource},
    Rule{[](const Place& p) { return p.kind == AMPERSAND && p.wants("`{`") && p.line.starts_with("resource "); },
         "the block stands right behind the kind: `resource x: T { … }`"},
    Rule{[](const Place& p) { return p.kind == COLON && p.expected == "`{`" && p.lineHas("for "); },
         "a loop of entries has them in braces: `for k, v in map { (k) = v }`"},
    Rule{[](const Place& p) { return p.kind == LBRACE && p.expected == "`:`" && p.lineHas("[for "); },
         "what a loop gives to a list stands behind a colon: `[for x in xs: x]`"},
    Rule{[](const Place& p) { return p.kind == LBRACE && p.lineHas("[if ") && p.wants("`:`"); },
         "what a list has under a condition stands behind a colon: `[if condition: x]`"},
    Rule{[](const Place& p) { return p.kind == IF && !p.wants("a value") && isMadeWhen(p.line); },
         "a condition stands behind `when`: `service x when … { … }`, `resource x when …: T { … }`"},
};

constexpr std::array typesAndNames{
    Rule{[](const Place& p) { return p.kind == QUESTION && p.wants("`:`"); },
         "an optional has its `?` behind the type: `name: Type?`"},
    Rule{[](const Place& p) {
             return p.kind == MINUS && !p.before.empty() && isDigit(p.before.back()) && !p.after.empty() &&
                    isDigit(p.after.front());
         },
         "a range is written with dots: `1..5`"},
    Rule{[](const Place& p) { return p.kind == STAR && p.wants("a type"); }, defaults},
    Rule{[](const Place& p) {
             return (p.kind == LT || p.kind == LE || p.kind == GT || p.kind == GE) && p.wants("a type");
         },
         bounds},
    Rule{[](const Place& p) { return p.kind == WITHOUT; },
         "a type without some of its fields is declared, `type T = … without { … }`, and named where it is wanted"},
    Rule{[](const Place& p) {
             return (p.kind == RPAREN || p.kind == COMMA) && p.wants("`:`") &&
                    (p.lineHas("fn ") || p.lineHas("component "));
         },
         "a parameter says its type: `x: Int`"},
    Rule{[](const Place& p) { return p.kind == ASSIGN && p.before.ends_with(":"); },
         "write `=` without the colon, or a type between them"},
    Rule{[](const Place& p) { return p.kind == LBRACE && p.expected == "`=`"; }, "what it stands for comes behind `=`"},
    Rule{[](const Place& p) {
             bool isArrow = p.kind == MINUS && p.after.starts_with(">");
             return (isArrow && !p.wants("`:`")) || (p.kind == COLON && p.expected == "`=>`");
         },
         matchCases},
    Rule{[](const Place& p) { return p.kind == MINUS && p.after.starts_with(">"); },
         "the type of a result stands behind `:`, and the result behind `=`: `fn f(x: Int): Int = …`"},
    Rule{[](const Place& p) { return p.kind == AS && p.wants("`}`"); },
         "names are imported as they are; a module may have another: `import std.routes as routes`, then `routes.to`"},
    Rule{[](const Place& p) { return p.kind == LBRACE && p.line == "import "; },
         "names stand in braces behind the module: `import std { Image }`"},
    Rule{[](const Place& p) {
             return isOneOf(lineOf(p.before), {"import", "include"}) && p.wants("a name");
         },
         "a module is named by its path without quotes and `.stack`: `parts.api` is parts/api.stack"},
};

constexpr std::array expressions{
    Rule{[](const Place& p) { return p.kind == SLASH && (p.after.starts_with("*") || p.before.ends_with("/")); },
         "a comment is the rest of a line behind `//`"},
    Rule{[](const Place& p) {
             return p.kind == NAME && isOneOf(p.spelled, {"elif", "elseif", "elsif"});
         },
         "write `else if`"},
    Rule{[](const Place& p) { return p.expected == "`else`" && p.line.starts_with("check "); },
         "a check says what is wrong where it does not hold: `check condition else \"…\"`"},
    Rule{
        [](const Place& p) { return p.expected == "`else`"; },
        "both ways have a value; what is there in one of them alone stands in a block: `if condition { key = value }`"},
    Rule{[](const Place& p) { return p.kind == IF && p.wants("a value"); },
         "a choice stands in brackets there: `(if … then … else …)`"},
    Rule{[](const Place& p) { return p.kind == LET && p.wants("a value"); },
         "a `let` stands in brackets there: `(let x = … in …)`"},
    Rule{[](const Place& p) {
             return p.kind == IF && p.wants("a new line") && p.rest().find(" else ") != std::string_view::npos;
         },
         "a choice begins with its condition: `if condition then a else b`"},
    Rule{[](const Place& p) { return p.kind == LBRACE && (p.before.ends_with("{") || p.after.starts_with("{")); },
         "values are read as `values.x`, without the braces of Helm's templates"},
    Rule{[](const Place& p) {
             bool isLonger = p.before.ends_with("==") || p.before.ends_with("!=") || p.before.ends_with("<");
             return isLonger && p.wants("a value") && (p.kind == ASSIGN || p.kind == GT);
         },
         equality},
    Rule{[](const Place& p) { return p.kind == ASSIGN && p.line.starts_with("expect "); },
         "equality is tested with `==`"},
    Rule{[](const Place& p) { return p.kind == QUESTION && p.after.starts_with("."); },
         "what may be missing is opened: `if let x = optional then x.field else …`"},
    Rule{[](const Place& p) { return p.kind == DOT && p.wants("a value") && !p.after.empty() && isDigit(p.after[0]); },
         "a number has a digit before its point: `0.5`"},
    Rule{[](const Place& p) { return p.kind == STAR && p.before.ends_with("*"); },
         "there are no powers: write the product, `2 * 2 * 2`"},
    Rule{[](const Place& p) { return p.kind == FOR && p.wants("`]`"); }, "the loop comes first: `[for x in xs: …]`"},
    Rule{[](const Place& p) { return (p.kind == ARROW || p.kind == LBRACE) && p.wants("`then`"); },
         "write `if condition then a else b`"},
    Rule{[](const Place& p) { return p.kind == ARROW && (p.wants("`)`") || p.line.ends_with(") ")); }, namedFunctions},
    Rule{[](const Place& p) { return p.wants("a new line") && p.isBehind("switch"); },
         "what depends on a case is chosen by `match`: `match x { a => 1, _ => 2 }`"},
    Rule{[](const Place& p) { return p.isText() && p.line.ends_with(" f"); },
         "text takes values as `\\(x)`, without a sign before the quotes"},
    Rule{[](const Place& p) { return p.kind == TEXT_OPEN && (p.isBehind("yaml") || p.isBehind("json")); },
         "a text as it stands is `text(…)`, and `yaml` and `json` take data: `yaml { key = value }`"},
};

template <std::size_t size> std::string_view helpOf(const std::array<Rule, size>& rules, const Place& place) {
    const auto rule = std::find_if(rules.begin(), rules.end(), [&](const Rule& one) { return one.fits(place); });
    return rule == rules.end() ? "" : rule->help;
}

/// A key such as `acme.io/x` without quotes.
std::string keyHint(const Place& p) {
    if (p.kind != SLASH || !p.wants("`+=`"))
        return "";
    return fmt::format("in quotes a key may have dots and slashes: `\"{}/{}\"`", lastOfKey(p.before),
                       firstOfKey(p.after));
}

/// `name: 3`, where a type would stand.
std::string untypedHint(const Place& p) {
    std::string_view type = p.kind == INT                       ? "Int"
                            : p.kind == FLOAT                   ? "Float"
                            : p.kind == TRUE || p.kind == FALSE ? "Bool"
                            : p.isText()                        ? "String"
                                                                : "";
    std::string_view name = p.line.substr(0, p.line.find_last_not_of(' ') + 1);
    if (type.empty() || !p.wants("a type") || !name.ends_with(":") || trimmedFront(p.after).starts_with("|"))
        return "";
    name = lastOfKey(name.substr(0, name.size() - 1));
    return fmt::format("a type stands before the default: `{}: {} = {}`", name, type,
                       p.kind == STR_OPEN ? "\"…\"" : p.spelled);
}

/// `80:8080`, which is no number.
std::string pairHint(const Place& p) {
    std::string_view number = lastOfKey(p.line);
    if (p.kind != COLON || number.empty() || !isDigit(number.front()) || p.after.empty() || !isDigit(p.after.front()))
        return "";
    return fmt::format("one number stands there; a text stands in quotes: `\"{}:{}\"`", number, firstOfKey(p.after));
}

/// `values:` or `service x:`, as YAML and Python begin a block.
std::string blockHint(const Place& p) {
    bool isBlock = p.kind == COLON && (p.expected == "`{`" || p.expected == "`{` or `=`") && !p.line.empty();
    return isBlock ? fmt::format("a block stands in braces: `{} {{ … }}`", p.line) : "";
}

/// Does a word that may be the name of a function or case stand at the end?
std::string callHint(const Place& p) {
    std::string_view word = lastOfKey(p.line.substr(0, p.line.find_last_not_of(' ') + 1));
    bool isCalled = (p.isText() || p.kind == TEXT_OPEN) && p.wants("a new line") && p.line.ends_with(" ") &&
                    !word.empty() && !isDigit(word.front()) && p.lineHas("=");
    return isCalled ? fmt::format("what a case or a function takes stands in brackets: `{}(…)`", word) : "";
}

std::string madeHint(const Place& p) {
    if (p.kind == DOT && p.wants("a value"))
        return helmHint(std::string_view(p.spelled.data(), p.spelled.size() + p.after.size()));
    if (p.isWord() && p.wants("a declaration"))
        return foreignDeclaration(p.spelled, p.after);
    if (p.kind == NAME && p.wants("a string") && p.line.starts_with("include "))
        return fmt::format("an alias is written in quotes: `as \"{}\"`", p.spelled);
    if (std::string unit = p.kind == NAME ? unitBehind(p.before, p.spelled) : ""; !unit.empty())
        return unit;
    for (auto hint : {keyHint, untypedHint, pairHint, blockHint, callHint})
        if (std::string help = hint(p); !help.empty())
            return help;
    std::string_view from(p.spelled.data(), p.spelled.size() + p.after.size());
    return p.wants("a key") ? versionHint(p.before, from) : "";
}

} // namespace

std::string foreignHint(std::string_view text, const Token& token, std::string_view expected) {
    std::string_view before = text.substr(0, token.begin);
    if (token.kind == END)
        before = before.substr(0, before.find_last_not_of("\n ") + 1);
    const Place place{token.kind,
                      text.substr(token.begin, token.end - token.begin),
                      before,
                      trimmedFront(before.substr(before.rfind('\n') + 1)),
                      text.substr(token.end),
                      expected};
    for (std::string_view help : {helpOf(comparisonsAndWords, place), helpOf(blocks, place),
                                  helpOf(typesAndNames, place), helpOf(expressions, place)})
        if (!help.empty())
            return std::string(help);
    std::string made = madeHint(place);
    return made.empty() ? signHint(token, place.before, place.after, expected) : made;
}

} // namespace stackc::syntax
