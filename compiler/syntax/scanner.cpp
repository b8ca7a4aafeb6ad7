#include "syntax/scanner.h"

#include "text/utf8.h"

#include <algorithm>
#include <array>
#include <utility>

namespace stackc::syntax {

namespace {

constexpr bool isDigit(char c) { return c >= '0' && c <= '9'; }
constexpr bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool isOfName(char c) { return isLetter(c) || isDigit(c) || c == '_'; }
constexpr bool isLineEnd(char c) { return c == '\n' || c == '\r'; }

using Word = std::pair<std::string_view, TokenKind>;

/// The words of the language in alphabetical order; tokens.def has them in backticks.
constexpr auto words = [] {
    constexpr auto first = static_cast<std::size_t>(TokenKind::CHART);
    constexpr std::size_t count = static_cast<std::size_t>(TokenKind::FALSE) + 1 - first;
    constexpr std::string_view spellings[] = {
#define TOKEN(name, spelling) spelling,
#include "syntax/tokens.def"
#undef TOKEN
    };
    std::array<Word, count> result{};
    for (std::size_t i = 0; i < count; ++i)
        result[i] = {spellings[first + i].substr(1, spellings[first + i].size() - 2), TokenKind(first + i)};
    std::sort(result.begin(), result.end());
    return result;
}();

/// Where the words begin that begin with a letter, as an index into `words`; the last entry is behind all.
constexpr auto firstWords = [] {
    std::array<std::size_t, 27> result{};
    for (std::size_t letter = 0; letter < result.size(); ++letter)
        while (result[letter] < words.size() && words[result[letter]].first.front() < static_cast<char>('a' + letter))
            ++result[letter];
    return result;
}();

/// Of a name or a word.
TokenKind kindOf(std::string_view name) {
    if (name.front() < 'a' || name.front() > 'z')
        return TokenKind::NAME;
    auto letter = static_cast<std::size_t>(name.front() - 'a');
    for (std::size_t i = firstWords[letter]; i < firstWords[letter + 1]; ++i)
        if (words[i].first == name)
            return words[i].second;
    return TokenKind::NAME;
}

/// Signs, each before those that it begins with.
constexpr std::array signs{
    Word{"...", TokenKind::ELLIPSIS}, Word{"..", TokenKind::RANGE},    Word{".", TokenKind::DOT},
    Word{"=>", TokenKind::ARROW},     Word{"==", TokenKind::EQ},       Word{"=", TokenKind::ASSIGN},
    Word{"!=", TokenKind::NE},        Word{"<=", TokenKind::LE},       Word{"<", TokenKind::LT},
    Word{">=", TokenKind::GE},        Word{">", TokenKind::GT},        Word{"+=", TokenKind::APPEND},
    Word{"+", TokenKind::PLUS},       Word{"??", TokenKind::COALESCE}, Word{"?", TokenKind::QUESTION},
    Word{"{", TokenKind::LBRACE},     Word{"}", TokenKind::RBRACE},    Word{"[", TokenKind::LBRACKET},
    Word{"]", TokenKind::RBRACKET},   Word{"(", TokenKind::LPAREN},    Word{")", TokenKind::RPAREN},
    Word{",", TokenKind::COMMA},      Word{":", TokenKind::COLON},     Word{"-", TokenKind::MINUS},
    Word{"*", TokenKind::STAR},       Word{"/", TokenKind::SLASH},     Word{"|", TokenKind::BAR},
    Word{"&", TokenKind::AMPERSAND},  Word{"@", TokenKind::AT},
};

class Scanner {
public:
    explicit Scanner(std::string_view text) : text_(text) {}

    std::vector<Token> run() {
        tokens_.reserve(text_.size() / 4);
        while (at_ < text_.size()) {
            if (mode_ == Mode::code)
                code();
            else if (mode_ == Mode::string)
                string();
            else
                textBlock();
        }
        return std::move(tokens_);
    }

private:
    /// The modes of the grammar: DEFAULT_MODE, STR and TEXT.
    enum class Mode : std::uint8_t { code, string, text };

    /// The character `ahead` of where we are, or '\0' behind the end.
    char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
    bool has(std::size_t ahead) const { return at_ + ahead < text_.size(); }
    bool sees(std::string_view what) const { return text_.substr(at_).starts_with(what); }

    void add(TokenKind kind, std::size_t size) {
        tokens_.push_back({kind, false, static_cast<std::uint32_t>(at_), static_cast<std::uint32_t>(at_ + size)});
        at_ += size;
    }
    void push(Mode mode) {
        outer_.push_back(mode_);
        mode_ = mode;
    }
    void pop() {
        if (outer_.empty())
            return;
        mode_ = outer_.back();
        outer_.pop_back();
    }

    // ---- code

    void code() {
        char c = peek();
        if (c == ' ' || c == '\t')
            ++at_;
        else if (isLetter(c) || c == '_')
            word();
        else if (isDigit(c))
            number();
        else if (c == '"')
            quote();
        else if (sees("//"))
            comment();
        else if (std::size_t size = lineEnd(); size != 0)
            endLine(size);
        else
            sign();
    }

    void word() {
        if (peek() == 'r' && peek(1) == '"') {
            std::size_t close = text_.find_first_of("\"\r\n", at_ + 2);
            if (close != std::string_view::npos && text_[close] == '"')
                return add(TokenKind::RAW_STRING, close + 1 - at_);
        }
        std::size_t size = 1;
        while (isOfName(peek(size)))
            ++size;
        add(kindOf(text_.substr(at_, size)), size);
    }

    /// How far from here DIGITS reach that begin `ahead`; 0 if there are none.
    std::size_t digits(std::size_t ahead) const {
        if (!isDigit(peek(ahead)))
            return 0;
        for (++ahead; isDigit(peek(ahead)) || (peek(ahead) == '_' && isDigit(peek(ahead + 1)));)
            ++ahead;
        return ahead;
    }

    /// The longest of FLOAT, UNIT and INT; of several as long the first.
    void number() {
        std::size_t whole = digits(0);
        std::size_t fraction = peek(whole) == '.' ? digits(whole + 1) : 0;
        std::size_t base = std::max(whole, fraction);
        bool isE = peek(base) == 'e' || peek(base) == 'E';
        bool isSigned = peek(base + 1) == '+' || peek(base + 1) == '-';
        std::size_t exponent = isE ? digits(base + (isSigned ? 2 : 1)) : 0;
        std::size_t unit = 0;
        if (peek(base) == '%')
            unit = base + 1;
        else if (isLetter(peek(base)))
            for (unit = base + 1; isLetter(peek(unit)) || isDigit(peek(unit));)
                ++unit;
        std::size_t decimal = std::max(fraction, exponent);
        if (decimal != 0 && decimal >= unit)
            add(TokenKind::FLOAT, decimal);
        else if (unit != 0)
            add(TokenKind::UNIT, unit);
        else
            add(TokenKind::INT, whole);
    }

    /// A whole string without interpolation is one token; another begins with its quotes.
    void quote() {
        if (sees("\"\"\"")) {
            add(TokenKind::TEXT_OPEN, 3);
            return push(Mode::text);
        }
        std::size_t size = chunk(1);
        if (peek(size) == '"')
            return add(TokenKind::STRING, size + 1);
        add(TokenKind::STR_OPEN, 1);
        push(Mode::string);
    }

    /// `///` alone or before what is no fourth `/` is DOC.
    void comment() {
        std::size_t size = 2;
        while (has(size) && !isLineEnd(peek(size)))
            ++size;
        bool isDoc = peek(2) == '/' && peek(3) != '/';
        add(isDoc ? TokenKind::DOC : TokenKind::COMMENT, size);
    }

    void sign() {
        for (const auto& [spelling, kind] : signs) {
            if (spelling.front() != peek() || !sees(spelling))
                continue;
            add(kind, spelling.size());
            if (kind == TokenKind::LPAREN)
                push(Mode::code);
            else if (kind == TokenKind::RPAREN)
                pop();
            return;
        }
        std::size_t size = 1;
        while (text::isInsideRune(peek(size)))
            ++size;
        add(TokenKind::ANY, size);
    }

    // ---- ends of lines

    /// The size of the line end that is here, or 0.
    std::size_t lineEnd() const { return sees("\r\n") ? 2 : peek() == '\n' ? 1 : 0; }

    void endLine(std::size_t size) {
        add(TokenKind::NL, size);
        auto inString = std::find(outer_.begin(), outer_.end(), Mode::string);
        if (inString == outer_.begin() || inString == outer_.end())
            return;
        auto outer = inString - 1;
        mode_ = *outer;
        outer_.erase(outer, outer_.end());
    }

    // ---- strings

    /// How far from here a string's text reaches that begins `ahead`: to a quote, an interpolation, a line end or a `\`
    /// before one.
    std::size_t chunk(std::size_t ahead) const {
        while (has(ahead) && peek(ahead) != '"' && !isLineEnd(peek(ahead))) {
            if (peek(ahead) == '\\') {
                if (!has(ahead + 1) || peek(ahead + 1) == '(' || isLineEnd(peek(ahead + 1)))
                    break;
                ++ahead;
            }
            ++ahead;
        }
        return ahead;
    }

    void string() {
        if (peek() == '"') {
            add(TokenKind::STR_CLOSE, 1);
            pop();
        } else if (std::size_t size = lineEnd(); size != 0) {
            pop();
            endLine(size);
        } else {
            inside(chunk(0));
        }
    }

    /// An interpolation, or text of that size; a `\` or `\r` that neither begins is text of its own.
    void inside(std::size_t size) {
        if (!sees("\\("))
            return add(TokenKind::CHUNK, std::max<std::size_t>(size, 1));
        add(TokenKind::INTERP, 2);
        push(Mode::code);
    }

    void textBlock() {
        if (sees("\"\"\"")) {
            add(TokenKind::TEXT_CLOSE, 3);
            return pop();
        }
        std::size_t size = 0;
        for (; has(size) && peek(size) != '"'; ++size) {
            if (peek(size) != '\\')
                continue;
            if (!has(size + 1) || peek(size + 1) == '(')
                break;
            ++size;
        }
        inside(size);
    }

    std::string_view text_;
    std::size_t at_ = 0;
    Mode mode_ = Mode::code;
    /// The modes to return to, the outermost first.
    std::vector<Mode> outer_;
    std::vector<Token> tokens_;
};

} // namespace

std::vector<Token> scan(std::string_view text) { return Scanner(text).run(); }

} // namespace stackc::syntax
