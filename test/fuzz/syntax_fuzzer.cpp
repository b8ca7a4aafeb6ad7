// Lexer, parser and formatter: any bytes are a module or have diagnostics, and a formatted text stays as it is. What is
// read by hand is read as ANTLR reads it.

#include <algorithm>

#include "diag/render.h"
#include "fuzzing.h"
#include "syntax/antlr.h"
#include "syntax/brackets.h"
#include "syntax/descent.h"
#include "syntax/dump.h"
#include "syntax/format.h"
#include "syntax/lexing.h"
#include "syntax/parser.h"
#include "syntax/scanner.h"
#include "text/utf8.h"

using namespace stackc;

namespace {

/// Does ANTLR's lexer make tokens of the same kinds and lengths, the latter in characters? It drops a byte order mark,
/// which `lex` does before.
bool areTokensAgreed(const std::string& text) {
    if (text.starts_with("\xEF\xBB\xBF"))
        return true;
    auto isSame = [&](const syntax::Token& own, const syntax::Token& grammars) {
        std::string_view spelled = std::string_view(text).substr(own.begin, own.end - own.begin);
        return own.kind == grammars.kind && text::countRunes(spelled) == grammars.end - grammars.begin;
    };
    std::vector<syntax::Token> own = syntax::scan(text), grammars = syntax::runLexer(text);
    return std::equal(own.begin(), own.end(), grammars.begin(), grammars.end(), isSame);
}

/// Is what is recognised a program for ANTLR's parser, with the same tree?
bool isTreeAgreed(const source::SourceManager& sources, source::FileId file) {
    diag::Sink sink;
    std::string_view text = sources.text(file);
    syntax::BracketResult balanced = syntax::balanceBrackets(syntax::lex(sources, file, sink), text, file, sink);
    if (balanced.tooDeep)
        return true;
    syntax::ParserInput input = syntax::separate(balanced.tokens);
    syntax::SyntaxTree own, grammars;
    if (!syntax::Descent(input, own).run())
        return true;
    auto isSame = [](const syntax::SyntaxTree::Node& one, const syntax::SyntaxTree::Node& other) {
        return one.rule == other.rule && one.isToken == other.isToken && one.firstToken == other.firstToken &&
               one.endToken == other.endToken && one.next == other.next;
    };
    return syntax::runParser(input, grammars, nullptr) &&
           std::equal(own.nodes.begin(), own.nodes.end(), grammars.nodes.begin(), grammars.nodes.end(), isSame);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    source::SourceManager sources;
    diag::Sink sink;
    std::string text(fuzzing::textOf(data, size));
    source::FileId file = sources.add("main.stack", text);
    syntax::Module module = syntax::parse(sources, file, sink);
    syntax::dump(module);
    diag::renderText(sink.sorted(), sources);
    diag::renderJson(sink.sorted(), sources);
    fuzzing::require(!text::isUtf8(text) || areTokensAgreed(text), "the scanner's tokens are the grammar's", text);
    fuzzing::require(sink.hasErrors() || isTreeAgreed(sources, file), "what is recognised is so by the grammar", text);
    diag::Sink again;
    std::string formatted = syntax::format(sources, file, again);
    fuzzing::require(again.hasErrors() == sink.hasErrors(), "what parses can be formatted", text);
    if (sink.hasErrors())
        return 0;
    diag::Sink third;
    std::string twice = syntax::format(sources, sources.add("formatted.stack", formatted), third);
    fuzzing::require(!third.hasErrors(), "a formatted text parses", formatted);
    fuzzing::require(twice == formatted, "a formatted text stays as it is", formatted);
    return 0;
}
