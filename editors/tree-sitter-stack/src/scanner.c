// What Stack's lexer needs to remember: which brackets are open. Newlines separate inside of `{ }` and `[ ]` and outside of
// all brackets; inside of `( )` and `\( )` they mean nothing. Which of them separate is decided as in
// compiler/syntax/separators.cpp: none does before a token that goes on with the line before. After a token that needs more
// the grammar takes no separator.

#include "tree_sitter/alloc.h"
#include "tree_sitter/parser.h"

#include <string.h>

enum TokenType {
    NEWLINE,
    OPEN_BRACE,
    CLOSE_BRACE,
    OPEN_BRACKET,
    CLOSE_BRACKET,
    OPEN_PAREN,
    CLOSE_PAREN,
    OPEN_INTERPOLATION,
};

// One bit for each open bracket: whether newlines separate inside of it.
enum { MAX_DEPTH = 8 * 1000 };

typedef struct {
    uint16_t depth;
    uint8_t separates[MAX_DEPTH / 8];
} Scanner;

static bool separates_here(const Scanner *scanner) {
    if (scanner->depth == 0 || scanner->depth > MAX_DEPTH)
        return true;
    unsigned top = scanner->depth - 1;
    return scanner->separates[top / 8] >> (top % 8) & 1;
}

static void open_bracket(Scanner *scanner, bool separates) {
    unsigned top = scanner->depth;
    if (top >= MAX_DEPTH)
        return;
    scanner->depth++;
    uint8_t bit = (uint8_t)(1U << (top % 8));
    if (separates)
        scanner->separates[top / 8] |= bit;
    else
        scanner->separates[top / 8] &= (uint8_t)~bit;
}

static void close_bracket(Scanner *scanner) {
    if (scanner->depth > 0)
        scanner->depth--;
}

static void advance(TSLexer *lexer) { lexer->advance(lexer, false); }
static void skip(TSLexer *lexer) { lexer->advance(lexer, true); }

static bool is_blank(int32_t c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
static bool is_of_name(int32_t c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// Goes over blanks, newlines and comments, and sets `comments` if there were any. Gives whether a `/` was passed that begins
// none.
static bool skip_to_code(TSLexer *lexer, bool *comments) {
    for (;;) {
        while (is_blank(lexer->lookahead))
            skip(lexer);
        if (lexer->lookahead != '/')
            return false;
        skip(lexer);
        if (lexer->lookahead != '/')
            return true;
        *comments = true;
        while (lexer->lookahead != '\n' && !lexer->eof(lexer))
            skip(lexer);
    }
}

// Behind a word: whether it is a key, as in `then = 1`.
static bool is_key(TSLexer *lexer) {
    bool comments;
    if (skip_to_code(lexer, &comments))
        return false;
    switch (lexer->lookahead) {
    case ':':
        return true;
    case '=':
        skip(lexer);
        return lexer->lookahead != '=' && lexer->lookahead != '>';
    case '+':
        skip(lexer);
        return lexer->lookahead == '=';
    default:
        return false;
    }
}

// Whether the word that begins here goes on with the line before.
static bool word_continues(TSLexer *lexer) {
    static const char *const words[] = {"and", "or", "is", "then", "where", "else"};
    char word[8] = {0};
    unsigned size = 0;
    for (; is_of_name(lexer->lookahead); skip(lexer))
        if (size < sizeof word - 1)
            word[size++] = (char)lexer->lookahead;
    for (unsigned i = 0; i < sizeof words / sizeof *words; ++i)
        if (strcmp(word, words[i]) == 0)
            return !is_key(lexer) && (lexer->lookahead != '{' || strcmp(word, "else") == 0);
    return false;
}

// Whether the token that begins here goes on with the line before, or ends what the line is in.
static bool continues(TSLexer *lexer) {
    int32_t first = lexer->lookahead;
    if (lexer->eof(lexer))
        return true;
    if (is_of_name(first))
        return word_continues(lexer);
    skip(lexer);
    int32_t second = lexer->lookahead;
    switch (first) {
    case '*':
    case '|':
    case ',':
        return true;
    case '.':
        return second != '.';
    case '+':
        return second != '=';
    case '?':
        return second == '?';
    case '=':
        return second == '=' || second == '>';
    case '!':
    case '<':
    case '>':
        return second == '=';
    default:
        return false;
    }
}

// The bracket that is here, if one of its kind may stand here.
static bool scan_bracket(Scanner *scanner, TSLexer *lexer, const bool *valid) {
    static const char signs[] = "{}[]()";
    const char *sign = lexer->lookahead > 0 && lexer->lookahead < 128 ? strchr(signs, (char)lexer->lookahead) : NULL;
    if (sign == NULL)
        return false;
    unsigned token = OPEN_BRACE + (unsigned)(sign - signs);
    if (!valid[token])
        return false;
    advance(lexer);
    lexer->mark_end(lexer);
    lexer->result_symbol = (TSSymbol)token;
    if (token == OPEN_BRACE || token == OPEN_BRACKET || token == OPEN_PAREN)
        open_bracket(scanner, token != OPEN_PAREN);
    else
        close_bracket(scanner);
    return true;
}

// `\(`, before which there is no blank to go over.
static bool scan_interpolation(Scanner *scanner, TSLexer *lexer) {
    advance(lexer);
    if (lexer->lookahead != '(')
        return false;
    advance(lexer);
    lexer->mark_end(lexer);
    lexer->result_symbol = OPEN_INTERPOLATION;
    open_bracket(scanner, false);
    return true;
}

static bool scan(Scanner *scanner, TSLexer *lexer, const bool *valid) {
    if (lexer->lookahead == '\\')
        return valid[OPEN_INTERPOLATION] && scan_interpolation(scanner, lexer);
    while (is_blank(lexer->lookahead) && lexer->lookahead != '\n')
        skip(lexer);
    if (lexer->lookahead != '\n')
        return scan_bracket(scanner, lexer, valid);
    // The separator is empty and stands behind the newline.
    skip(lexer);
    lexer->mark_end(lexer);
    bool comments = false;
    if (skip_to_code(lexer, &comments))
        return false;
    bool closes = lexer->lookahead == '}' || lexer->lookahead == ']' || lexer->lookahead == ')';
    bool may_separate = valid[NEWLINE] && separates_here(scanner) && !closes;
    if (!may_separate)
        return !comments && scan_bracket(scanner, lexer, valid);
    lexer->result_symbol = NEWLINE;
    return !continues(lexer);
}

void *tree_sitter_stack_external_scanner_create(void) { return ts_calloc(1, sizeof(Scanner)); }

void tree_sitter_stack_external_scanner_destroy(void *payload) { ts_free(payload); }

// Deeper brackets than fit are forgotten between two parses; the compiler refuses them.
unsigned tree_sitter_stack_external_scanner_serialize(void *payload, char *buffer) {
    const Scanner *scanner = payload;
    unsigned bytes = (scanner->depth + 7U) / 8;
    memcpy(buffer, &scanner->depth, sizeof scanner->depth);
    memcpy(buffer + sizeof scanner->depth, scanner->separates, bytes);
    return (unsigned)sizeof scanner->depth + bytes;
}

void tree_sitter_stack_external_scanner_deserialize(void *payload, const char *buffer, unsigned length) {
    Scanner *scanner = payload;
    scanner->depth = 0;
    if (length < sizeof scanner->depth)
        return;
    memcpy(&scanner->depth, buffer, sizeof scanner->depth);
    memcpy(scanner->separates, buffer + sizeof scanner->depth, length - sizeof scanner->depth);
}

bool tree_sitter_stack_external_scanner_scan(void *payload, TSLexer *lexer, const bool *valid) {
    return scan(payload, lexer, valid);
}
