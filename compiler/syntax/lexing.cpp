#include "syntax/lexing.h"

#include <algorithm>
#include <cctype>
#include <string>

#include "syntax/foreign.h"
#include "syntax/name_hint.h"
#include "syntax/scanner.h"
#include "syntax/source_limit.h"
#include "text/characters.h"
#include "text/utf8.h"

namespace stackc::syntax {

namespace {

std::size_t maxBytes = std::size_t{16} << 20U;

class Lexing {
public:
    Lexing(std::string_view text, source::FileId file, diag::Sink& sink) : text_(text), file_(file), sink_(sink) {}

    std::vector<Token> run() {
        // A byte order mark is allowed and says nothing.
        std::uint32_t start = text_.starts_with("\xEF\xBB\xBF") ? 3 : 0;
        std::string_view body = text_.substr(start);
        if (std::size_t bad = text::firstBadByte(body); bad != std::string_view::npos) {
            auto at = static_cast<std::uint32_t>(start + bad);
            sink_.report(diag::Code::E1012, source::Span{file_, at, at + 1});
            return {endToken()};
        }
        for (Token token : scan(body)) {
            token.begin += start;
            token.end += start;
            add(token);
        }
        tokens_.push_back(endToken());
        return std::move(tokens_);
    }

private:
    Token endToken() const {
        auto size = static_cast<std::uint32_t>(text_.size());
        return {TokenKind::END, false, size, size};
    }

    void add(Token token) {
        if (skipTo_ > token.begin)
            return;
        if (token.kind == TokenKind::ANY) {
            unknown(token);
            return;
        }
        if (token.kind == TokenKind::DOC || token.kind == TokenKind::COMMENT)
            comment(token);
        tokens_.push_back(token);
    }

    /// A comment looks as it is read; a doc comment goes into comments of other files, and none of its lines ends
    /// early.
    void comment(Token token) {
        for (std::size_t i = token.begin; i < token.end;) {
            auto begin = static_cast<std::uint32_t>(i);
            char32_t rune = text::nextRune(text_, i);
            source::Span span{file_, begin, static_cast<std::uint32_t>(i)};
            if (text::isReordering(rune))
                sink_.report(diag::Code::E1021, span, text::nameOf(rune));
            else if (token.kind == TokenKind::DOC && !text::isCarried(rune))
                sink_.report(diag::Code::E1020, span, text::nameOf(rune));
        }
    }

    void unknown(Token token) {
        std::string_view seen = text_.substr(token.begin, token.end - token.begin);
        source::Span span{file_, token.begin, token.end};
        std::size_t lineEnd = std::min(text_.find('\n', token.begin), text_.size());
        if (seen == "#") {
            sink_.report(diag::Code::E1004, span, quoted(seen))
                .suggest(hashHint(text_.substr(token.end, lineEnd - token.end)));
            skipTo_ = static_cast<std::uint32_t>(lineEnd);
        } else if (seen == "'" || seen == "`") {
            sink_.report(diag::Code::E1004, span, quoted(seen)).suggest("strings stand in double quotes");
            std::size_t close = text_.find(seen, token.end);
            if (close < lineEnd) {
                skipTo_ = static_cast<std::uint32_t>(close + 1);
                tokens_.push_back({TokenKind::RAW_STRING, true, token.begin, skipTo_});
            }
        } else {
            auto report = sink_.report(diag::Code::E1004, span, quoted(seen));
            if (std::string hint = nameHint(text_, token.begin); !hint.empty()) {
                report.suggest(hint);
                skipTo_ =
                    static_cast<std::uint32_t>(std::min(text_.find_first_of(" {=:(\"\n", token.end), text_.size()));
            } else if (seen == "!")
                report.suggest(bangHint(text_.substr(0, token.begin)));
            else if (seen == "$")
                report.suggest(dollarHint(text_.substr(token.begin)));
            else if (seen == "%")
                report.suggest("what remains of a division is `mod(a, b)`");
            else if (seen == ";")
                report.suggest("entries end at the end of the line, or with `,`");
        }
    }

    /// Of a line behind `#`: a definition of CUE, `Def: { … }`, or a comment.
    static std::string hashHint(std::string_view line) {
        std::string_view name = line.substr(0, line.find(':'));
        std::string_view behind = line.substr(std::min(name.size() + 1, line.size()));
        bool isBlock = behind.substr(std::min(behind.find_first_not_of(' '), behind.size())).starts_with("{");
        bool isDefinition = isBlock && !name.empty() && name.find(' ') == std::string_view::npos;
        return isDefinition ? fmt::format("a type is declared: `type {} {{ … }}`", name) : "comments begin with `//`";
    }

    /// Before what is denied, or behind an optional that is surely there.
    static std::string bangHint(std::string_view before) {
        const char last = before.empty() ? ' ' : before.back();
        bool isBehind =
            std::isalnum(static_cast<unsigned char>(last)) != 0 || last == '_' || last == ')' || last == ']';
        return isBehind ? "an optional says what stands where it is not there: `a ?? b`" : "write `not`";
    }

    static std::string dollarHint(std::string_view text) {
        if (std::string hint = helmHint(text); !hint.empty())
            return hint;
        return text.starts_with("$.Values") ? "values are read as `values.x`, without the `$.` of Helm's templates"
                                            : "text takes values as `\\(values.x)`, in quotes";
    }

    static std::string quoted(std::string_view seen) {
        std::size_t at = 0;
        char32_t rune = text::nextRune(seen, at);
        return text::isCarried(rune) && !text::isReordering(rune) ? fmt::format("`{}`", seen) : text::nameOf(rune);
    }

    std::string_view text_;
    source::FileId file_;
    diag::Sink& sink_;
    std::vector<Token> tokens_;
    std::uint32_t skipTo_ = 0;
};

} // namespace

std::size_t maxFileBytes() { return maxBytes; }

void setMaxFileBytes(std::size_t bytes) { maxBytes = bytes; }

std::vector<Token> lex(const source::SourceManager& sources, source::FileId file, diag::Sink& sink) {
    std::string_view text = sources.text(file);
    if (text.size() > maxBytes) {
        sink.report(diag::Code::E1010, source::Span{file, 0, 0}, maxBytes)
            .suggest("`--max-source MIB` admits larger ones");
        auto size = static_cast<std::uint32_t>(text.size());
        return {Token{TokenKind::END, false, size, size}};
    }
    return Lexing(text, file, sink).run();
}

} // namespace stackc::syntax
