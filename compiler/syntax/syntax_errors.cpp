#include "syntax/syntax_errors.h"

#include "diag/suggest.h"
#include "syntax/foreign_hint.h"
#include "syntax/name_hint.h"
#include "text/characters.h"

#include <cctype>
#include <string>
#include <vector>

namespace stackc::syntax {

namespace {

bool startsDeclaration(TokenKind kind) {
    switch (kind) {
    case TokenKind::BY:
    case TokenKind::EXTENDS:
    case TokenKind::WHEN:
    case TokenKind::AS:
    case TokenKind::WHERE:
    case TokenKind::REMOVE:
    case TokenKind::WITHOUT:
    case TokenKind::OUTPUTS:
    case TokenKind::CONTRIBUTION:
    case TokenKind::PART:
    case TokenKind::GIVEN:
    case TokenKind::EXPECT:
        return false;
    case TokenKind::LET:
    case TokenKind::AT:
    case TokenKind::END:
        return true;
    default:
        return isSoftKeyword(kind);
    }
}

/// The words that declarations begin with.
std::vector<std::string> declarationWords() {
    std::vector<std::string> words;
    for (auto kind = TokenKind::CHART; kind <= TokenKind::EXPECT;
         kind = static_cast<TokenKind>(static_cast<int>(kind) + 1))
        if (startsDeclaration(kind))
            words.emplace_back(spelled(kind));
    return words;
}

bool isOfWord(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-'; }

/// The word around the dash, such as `my-app`; empty where it has blanks beside it.
std::string dashedWord(std::string_view text, std::size_t dash) {
    std::size_t begin = dash, end = dash;
    while (begin > 0 && isOfWord(text[begin - 1]))
        --begin;
    while (end < text.size() && isOfWord(text[end]))
        ++end;
    bool isInside = begin < dash && dash + 1 < end;
    return isInside ? std::string(text.substr(begin, end - begin)) : "";
}

/// The word before a dashed one: what is declared.
std::string_view wordBefore(std::string_view text, std::size_t dash, const std::string& dashed) {
    std::size_t end = dash - dashed.find('-');
    while (end > 0 && text[end - 1] == ' ')
        --end;
    std::size_t begin = end;
    while (begin > 0 && isOfWord(text[begin - 1]))
        --begin;
    return text.substr(begin, end - begin);
}

/// `my-app` as a name of the source: `myApp`.
std::string dashHint(std::string_view declared, const std::string& dashed) {
    std::string name;
    for (std::size_t i = 0; i < dashed.size(); ++i) {
        bool isFirst = i > 0 && dashed[i - 1] == '-';
        if (dashed[i] != '-')
            name += isFirst ? static_cast<char>(std::toupper(static_cast<unsigned char>(dashed[i]))) : dashed[i];
    }
    const std::string label = text::lowerCase(dashed);
    if (declared == "service")
        return fmt::format("names have no dashes, what they stand for may: `service {} \"{}\"`", name, label);
    if (declared == "chart")
        return fmt::format("names have no dashes, what they stand for may: `chart {} {{ name = \"{}\" }}`", name,
                           label);
    return fmt::format("names have no dashes: `{}`", name);
}

/// Does what ends there, blanks aside, end with the parameters of a function?
bool isBehindParameters(std::string_view text, std::size_t end) {
    std::string_view before = text.substr(0, end);
    before = before.substr(0, before.find_last_not_of(' ') + 1);
    std::string_view line = before.substr(before.rfind('\n') + 1);
    return before.ends_with(")") && (line.starts_with("fn ") || line.starts_with("export fn "));
}

/// Does the name of a `let` end there?
bool isBehindLet(std::string_view text, std::size_t end) {
    auto isOfWord = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; };
    std::string_view before = text.substr(0, end);
    auto dropBlanks = [&before] { before = before.substr(0, before.find_last_not_of(' ') + 1); };
    dropBlanks();
    while (!before.empty() && isOfWord(before.back()))
        before.remove_suffix(1);
    bool isApart = before.ends_with(" ");
    dropBlanks();
    return isApart && before.ends_with("let") && (before.size() == 3 || !isOfWord(before[before.size() - 4]));
}

} // namespace

bool SyntaxErrors::isUnit(RuleKind rule) {
    switch (rule) {
    case RuleKind::decl:
    case RuleKind::variantCase:
    case RuleKind::enumCase:
    case RuleKind::stmt:
    case RuleKind::stmtArm:
    case RuleKind::member:
    case RuleKind::entry:
    case RuleKind::blockArm:
    case RuleKind::item:
    case RuleKind::arm:
        return true;
    default:
        return false;
    }
}

bool SyntaxErrors::isList(RuleKind rule) {
    switch (rule) {
    case RuleKind::file:
    case RuleKind::variantDecl:
    case RuleKind::enumDecl:
    case RuleKind::body:
    case RuleKind::matchStmt:
    case RuleKind::recordType:
    case RuleKind::block:
    case RuleKind::matchBlock:
    case RuleKind::list:
    case RuleKind::matchExpr:
        return true;
    default:
        return false;
    }
}

std::size_t SyntaxErrors::resume(std::size_t index, std::size_t ruleBegin, RuleKind rule) const {
    bool declaration = rule == RuleKind::decl || rule == RuleKind::file;
    std::uint16_t depth = input_.depths[ruleBegin];
    for (; input_.tokens[index].kind != TokenKind::END; ++index) {
        std::uint16_t here = input_.depths[index];
        if (here < depth)
            break;
        if (here != depth || input_.tokens[index].kind != TokenKind::SEP)
            continue;
        if (!declaration || startsDeclaration(input_.tokens[index + 1].kind))
            break;
    }
    return index;
}

bool SyntaxErrors::reportedOnLine(std::uint32_t offset) {
    const auto& diagnostics = sink_.diagnostics();
    for (; seen_ < diagnostics.size(); ++seen_)
        if (diagnostics[seen_].span.file == file_)
            reported_.insert(diagnostics[seen_].span.begin);
    auto behind = reported_.upper_bound(offset);
    if (behind == reported_.begin())
        return false;
    std::uint32_t last = *std::prev(behind);
    return text_.substr(last, offset - last).find('\n') == std::string_view::npos;
}

/// Where a token is told of; the end of the file right behind the last word, not in an empty line.
source::Span SyntaxErrors::spanOf(std::size_t index) const {
    const Token& token = input_.tokens[index];
    if (token.kind != TokenKind::END)
        return {file_, token.begin, token.end};
    while (index > 0 && input_.tokens[index - 1].kind == TokenKind::SEP)
        --index;
    const std::uint32_t end = index > 0 ? input_.tokens[index - 1].end : token.begin;
    return {file_, end, end};
}

void SyntaxErrors::report(std::size_t index, KindSet expected) {
    const Token& token = input_.tokens[index];
    offsets_.push_back(token.begin);
    const source::Span span = spanOf(index);
    if (token.begin >= quietFrom_ || reportedOnLine(span.begin))
        return;
    std::string_view spelled = text_.substr(token.begin, token.end - token.begin);
    std::string found(describe(token.kind));
    if (isName(token.kind) || token.kind == TokenKind::UNIT)
        found = fmt::format("`{}`", spelled);
    if (token.kind == TokenKind::SEP && spelled == ",")
        found = "`,`";
    std::string words = describeExpected(expected);
    auto added = sink_.report(diag::Code::E1001, span, words, found);
    addHints(added, words, token);
}

void SyntaxErrors::addHints(diag::Report& report, std::string_view expected, const Token& token) const {
    auto wants = [&](std::string_view what) { return expected.find(what) != std::string_view::npos; };
    std::string_view spelled = text_.substr(token.begin, token.end - token.begin);
    if (std::string hint = foreignHint(text_, token, expected); !hint.empty()) {
        report.suggest(hint);
    } else if (isHardKeyword(token.kind) && wants("a name")) {
        report.note(fmt::format("`{}` is a word of the language and can only be a key", spelled));
    } else if (token.kind == TokenKind::COLON && wants("`=`") && isBehindLet(text_, token.begin)) {
        report.suggest("a `let` inside of an expression or a block says no type: leave it out, or declare the `let` at "
                       "the top level or in a component");
    } else if (token.kind == TokenKind::COLON && wants("`=`")) {
        report.suggest("values are given with `=`: `key = value`, or `key { … }`");
    } else if (token.kind == TokenKind::ASSIGN && wants("`:`")) {
        report.suggest(isBehindParameters(text_, token.begin)
                           ? "a function says the type of its result: `fn f(x: Int): Int = …`"
                           : "a type comes before the default: `name: Type = value`");
    } else if (token.kind == TokenKind::ASSIGN && wants("`{`")) {
        report.suggest("equality is tested with `==`");
    } else if (token.kind == TokenKind::DOT && wants("a value")) {
        report.suggest("values are read as `values.x`, without the dot of Helm's templates");
    } else if (std::string dashed = token.kind == TokenKind::MINUS ? dashedWord(text_, token.begin) : "";
               !dashed.empty()) {
        report.suggest(wants("`:`") || wants("`+=`") || wants("a case")
                           ? fmt::format("in quotes it may have a dash: `\"{}\"`", dashed)
                           : dashHint(wordBefore(text_, token.begin, dashed), dashed));
    } else if (std::string name = nameHint(text_, token.begin); !name.empty()) {
        report.suggest(name);
    } else if (token.kind == TokenKind::UNIT && wants("a name")) {
        report.suggest("names begin with a letter or `_`");
    } else if (token.kind == TokenKind::UNIT && (wants("a field") || wants("an entry"))) {
        report.suggest(
            fmt::format("names begin with a letter or `_`; in quotes a key may begin with a digit: `\"{}\"`", spelled));
    } else if (token.kind == TokenKind::QUESTION) {
        report.suggest("write `if condition then a else b`; `a ?? b` gives an optional a value");
    } else if (wants("a declaration") && token.kind == TokenKind::NAME) {
        report.suggest(diag::didYouMean(diag::suggestName(spelled, declarationWords())));
    }
}

} // namespace stackc::syntax
