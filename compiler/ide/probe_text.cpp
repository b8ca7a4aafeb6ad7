#include "ide/probe_text.h"

#include "ide/lexical.h"
#include "syntax/lexing.h"
#include "syntax/parser.h"

#include <algorithm>
#include <cctype>

namespace stackc::ide {

const std::string_view probeName = "zzStandsHere";

namespace {

using source::Span;

bool isWord(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }
bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

std::string spelled(Form form) {
    const std::string name(probeName);
    switch (form) {
    case Form::Name:
        return name;
    case Form::Entry:
        return name + " = " + name;
    case Form::Start:
        return "let " + name + " = " + name;
    case Form::Field:
        return name + ": " + name;
    case Form::Arm:
        return name + " => " + name;
    case Form::Applied:
        return name + " {}";
    case Form::Called:
        return name + "()";
    case Form::Case:
        return name + " => {}";
    }
    return name;
}

/// What a name is put in place of.
struct Word {
    Span span;
    Span replaced; ///< of it: what is in the quotes
    bool isText = false;
};

/// A text without values in it, and in one line.
std::optional<Word> textAround(std::string_view text, Span token) {
    const std::string_view written = text.substr(token.begin, token.size());
    if (written.size() < 2 || written.front() != '"' || written.back() != '"')
        return std::nullopt;
    return Word{token, {token.file, token.begin + 1, token.end - 1}, true};
}

/// The word around the cursor; nothing where no name can stand.
std::optional<Word> wordAt(const source::SourceManager& sources, source::FileId file, std::uint32_t offset) {
    std::string_view text = sources.text(file);
    Span word{file, offset, offset};
    while (word.begin > 0 && isWord(text[word.begin - 1]))
        --word.begin;
    while (word.end < text.size() && isWord(text[word.end]))
        ++word.end;
    diag::Sink told;
    for (const syntax::Token& token : syntax::lex(sources, file, told)) {
        if (token.begin >= offset)
            break;
        bool isAround = token.begin < offset && offset < token.end;
        bool endsHere = token.end == offset && syntax::isComment(token.kind);
        if (isAround && token.kind == syntax::TokenKind::STRING)
            return textAround(text, {file, token.begin, token.end});
        bool isText = token.kind == syntax::TokenKind::RAW_STRING || token.kind == syntax::TokenKind::CHUNK ||
                      syntax::isComment(token.kind);
        if ((isAround || endsHere) && isText)
            return std::nullopt;
    }
    if (word.size() > 0 && std::isdigit(static_cast<unsigned char>(text[word.begin])) != 0)
        return std::nullopt;
    return Word{word, word};
}

/// The last character but for blanks and comments; 0: there is none.
char lastBefore(std::string_view text) {
    std::vector<syntax::Token> tokens = tokensOf(text);
    std::erase_if(tokens, [](const syntax::Token& token) {
        return token.kind == syntax::TokenKind::NL || syntax::isComment(token.kind);
    });
    return tokens.empty() ? '\0' : text[tokens.back().end - 1];
}

/// Where a declaration begins, with what stands before it.
std::uint32_t beginOf(const syntax::Decl& decl) {
    std::uint32_t begin = decl.span.begin;
    if (decl.doc.span.valid())
        begin = std::min(begin, decl.doc.span.begin);
    for (const syntax::Annotation& annotation : decl.annotations)
        begin = std::min(begin, annotation.span.begin);
    return begin;
}

/// From the declaration that begins before an offset to the next one. Where annotations can't be read, they are no part
/// of the declaration behind them.
std::pair<std::uint32_t, std::uint32_t> sliceAround(const syntax::Module& tree, std::uint32_t offset,
                                                    std::string_view text) {
    std::pair<std::uint32_t, std::uint32_t> slice{0, static_cast<std::uint32_t>(text.size())};
    bool isBroken = false;
    std::vector<std::uint32_t> behind;
    for (const syntax::Decl& decl : tree.decls) {
        std::uint32_t begin = beginOf(decl);
        if (begin > offset) {
            behind.push_back(begin);
        } else if (begin >= slice.first) {
            slice.first = begin;
            isBroken = std::holds_alternative<syntax::ErrorDecl>(decl.node);
        }
    }
    std::sort(behind.begin(), behind.end());
    bool isAnnotation = isBroken && text.substr(slice.first).starts_with('@');
    if (size_t next = isAnnotation ? 1 : 0; next < behind.size())
        slice.second = behind[next];
    return slice;
}

/// Which forms are tried, the likeliest first.
std::vector<Form> formsFor(char before, char after, bool beginsLine) {
    if (before == '@')
        return {Form::Name};
    bool isHead = after == '=' || after == '{' || after == '+' || after == ':' || after == '.' || after == '(';
    bool isStart = (beginsLine || before == '{') && !isHead;
    if (isStart && before != '[' && before != '(' && before != ',')
        return {Form::Entry, Form::Start, Form::Arm, Form::Case, Form::Name, Form::Field, Form::Applied, Form::Called};
    return {Form::Name, Form::Entry, Form::Applied, Form::Called, Form::Arm, Form::Case, Form::Field, Form::Start};
}

struct Attempt {
    syntax::Module tree;
    size_t faults = 0;
};

/// Nothing where the text has to be one of the grammar, and isn't.
std::optional<Attempt> attempt(std::string text, bool wantsWhole) {
    source::SourceManager sources;
    diag::Sink sink;
    source::FileId file = sources.add("", std::move(text));
    if (wantsWhole && !syntax::isOfGrammar(sources, file))
        return std::nullopt;
    Attempt result{syntax::parse(sources, file, sink), 0};
    result.faults = std::max(result.tree.faults.size(), sink.errorCount());
    return result;
}

} // namespace

std::optional<ProbeText> probeText(const Analysis& analysis, source::FileId file, std::uint32_t offset) {
    const auto found = wordAt(analysis.sources(), file, offset);
    if (!found)
        return std::nullopt;
    const Span* word = &found->span;
    const std::string text(analysis.sources().text(file));
    auto [sliceBegin, sliceEnd] = sliceAround(analysis.tree(file), word->begin, text);
    size_t left = word->begin;
    while (left > 0 && isBlank(text[left - 1]))
        --left;
    bool beginsLine = left == 0 || text[left - 1] == '\n';
    size_t right = word->end;
    while (right < text.size() && isBlank(text[right]))
        ++right;
    const size_t lineEnd = std::min(text.find('\n', word->end), text.size());

    ProbeText result;
    result.replaced = found->replaced;
    result.isText = found->isText;
    result.before = lastBefore(std::string_view(text).substr(0, word->begin));
    result.after = right < text.size() ? text[right] : '\0';
    result.sliceBegin = sliceBegin;
    const std::string before = text.substr(sliceBegin, word->begin - sliceBegin);
    result.following = syntax::followingWords(before);
    size_t fewest = SIZE_MAX;
    // Takes the form if it has fewer faults than those before it.
    auto attemptForm = [&](Form form, size_t resume, bool wantsWhole) {
        const std::string put = spelled(form);
        const std::string tail = resume < sliceEnd ? text.substr(resume, sliceEnd - resume) : "";
        std::optional<Attempt> tried = attempt(before + put + tail, wantsWhole);
        if (!tried || tried->faults >= fewest)
            return;
        fewest = tried->faults;
        result.tree = std::move(tried->tree);
        result.form = form;
        result.text = text.substr(0, word->begin) + put + text.substr(resume);
        result.begin = word->begin + static_cast<std::uint32_t>(put.find(probeName));
        result.end = result.begin + static_cast<std::uint32_t>(probeName.size());
    };
    // Most often one of them is whole, which is found quickly. With the rest of the line, or without it.
    for (bool wantsWhole : {true, false})
        for (size_t resume : {static_cast<size_t>(word->end), lineEnd})
            for (Form form : formsFor(result.before, result.after, beginsLine)) {
                attemptForm(form, resume, wantsWhole);
                if (fewest == 0)
                    return result;
            }
    return result;
}

} // namespace stackc::ide
