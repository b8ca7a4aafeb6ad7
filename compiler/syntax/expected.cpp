#include "syntax/expected.h"

#include <initializer_list>
#include <vector>

namespace stackc::syntax {

namespace {

using enum TokenKind;

constexpr std::size_t at(TokenKind kind) { return static_cast<std::size_t>(kind); }

KindSet setOf(std::initializer_list<TokenKind> kinds) {
    KindSet set;
    for (TokenKind kind : kinds)
        set.set(at(kind));
    return set;
}

KindSet rangeOf(TokenKind first, TokenKind last) {
    KindSet set;
    for (std::size_t i = at(first); i <= at(last); ++i)
        set.set(i);
    return set;
}

bool hasAll(const KindSet& set, std::initializer_list<TokenKind> kinds) { return (setOf(kinds) & ~set).none(); }

/// Takes out of `set` what `phrase` stands for.
void phraseFor(KindSet& set, std::vector<std::string>& phrases) {
    const KindSet strings = setOf({STRING, RAW_STRING, STR_OPEN, TEXT_OPEN});
    const KindSet names = rangeOf(CHART, EXPECT) | setOf({NAME});
    const KindSet keys = names | rangeOf(FOR, FALSE);
    if (hasAll(set, {INT, STRING, LBRACKET, MATCH})) {
        phrases.emplace_back("a value");
        set &=
            ~(names | strings | setOf({INT, FLOAT, UNIT, TRUE, FALSE, NONE, IF, LET, FOR, NOT, MINUS, MATCH, LPAREN}) |
              setOf({LBRACE, LBRACKET, ELLIPSIS}));
    } else if (hasAll(set, {ELLIPSIS, REMOVE, LPAREN, NAME})) {
        phrases.emplace_back("an entry");
        set &= ~(keys | strings | setOf({ELLIPSIS, LPAREN}));
    } else if (hasAll(set, {CHART, ENVIRONMENT}) && !set[at(NAME)]) {
        phrases.emplace_back("a declaration");
        set &= ~(keys | setOf({AT, SEP, END}));
    } else if (hasAll(set, {RESOURCE, USE, FOR}) && !set[at(NAME)]) {
        phrases.emplace_back("a statement");
        set &= ~(keys | setOf({AT}));
    } else if (hasAll(set, {CHECK, NAME, FOR, AT})) {
        phrases.emplace_back("a field");
        set &= ~(keys | strings | setOf({AT}));
    } else if (hasAll(set, {NAME, LBRACE, LBRACKET})) {
        phrases.emplace_back("a type");
        set &= ~(names | setOf({LBRACE, LBRACKET}));
    } else if (hasAll(set, {NAME, FOR})) {
        phrases.emplace_back("a key");
        set &= ~(keys | strings);
    } else if (hasAll(set, {NAME, CHART})) {
        phrases.emplace_back("a name");
        set &= ~names;
    }
    if ((set & strings).any()) {
        phrases.emplace_back("a string");
        set &= ~strings;
    }
    if (set[at(INT)]) {
        phrases.emplace_back("a number");
        set &= ~setOf({INT, FLOAT, UNIT, MINUS});
    }
}

std::string joined(const std::vector<std::string>& phrases) {
    std::string text;
    for (std::size_t i = 0; i < phrases.size(); ++i) {
        if (i > 0)
            text += i + 1 == phrases.size() ? " or " : ", ";
        text += phrases[i];
    }
    return text;
}

} // namespace

std::string describeExpected(KindSet expected) {
    std::vector<std::string> phrases;
    phraseFor(expected, phrases);
    const KindSet operators = setOf({AND, OR, IS, EQ, NE, LE, GE, LT, GT, PLUS, MINUS, STAR, SLASH, COALESCE, DOT}) |
                              setOf({QUESTION, AMPERSAND, LBRACKET});
    bool afterOperand = expected[at(STAR)] || expected[at(QUESTION)];
    if (afterOperand && (expected & ~operators & ~setOf({LPAREN, LBRACE})).any()) {
        expected &= ~operators & ~setOf({LPAREN, LBRACE, WHERE});
    }
    if (expected[at(SEP)]) {
        phrases.emplace_back("`,`");
        phrases.emplace_back("a new line");
        expected.reset(at(SEP));
    }
    for (std::size_t i = 0; i < expected.size(); ++i) {
        if (expected[i] && phrases.size() < 6)
            phrases.emplace_back(describe(static_cast<TokenKind>(i)));
    }
    return phrases.empty() ? "something else" : joined(phrases);
}

} // namespace stackc::syntax
