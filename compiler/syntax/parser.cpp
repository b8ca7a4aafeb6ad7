#include "syntax/parser.h"

#include <antlr4-runtime.h>

#include <string>

#include "StackParser.h"
#include "syntax/brackets.h"
#include "syntax/builder.h"
#include "syntax/lexing.h"
#include "syntax/recovery.h"
#include "syntax/separators.h"

namespace stackc::syntax {

namespace {

/// Gives the filtered tokens to ANTLR; starts and stops are byte offsets.
class FilteredTokens : public antlr4::TokenSource {
public:
    explicit FilteredTokens(const std::vector<Token>& tokens) : tokens_(tokens) {}

    std::unique_ptr<antlr4::Token> nextToken() override {
        const Token& token = tokens_[next_ < tokens_.size() ? next_++ : tokens_.size() - 1];
        bool end = token.kind == TokenKind::END;
        std::size_t type = end ? antlr4::Token::EOF : static_cast<std::size_t>(token.kind) + 1;
        auto result = std::make_unique<antlr4::CommonToken>(type);
        result->setStartIndex(token.begin);
        result->setStopIndex(token.end);
        return result;
    }
    std::size_t getLine() const override { return 0; }
    std::size_t getCharPositionInLine() override { return 0; }
    antlr4::CharStream* getInputStream() override { return nullptr; }
    std::string getSourceName() override { return {}; }
    antlr4::TokenFactory<antlr4::CommonToken>* getTokenFactory() override { return nullptr; }

private:
    const std::vector<Token>& tokens_;
    std::size_t next_ = 0;
};

/// Chains that nest without brackets, such as `else if`, are as deep as brackets; returns the first token too deep, or
/// null.
const Token* findTooDeep(const ParserInput& input) {
    std::vector<std::size_t> chains{0};
    std::vector<TokenKind> open{TokenKind::LBRACE};
    std::size_t depth = 0;
    for (const Token& token : input.tokens) {
        bool ends =
            token.kind == TokenKind::SEP || (token.kind == TokenKind::COMMA && open.back() == TokenKind::LPAREN);
        if (isOpener(token.kind)) {
            open.push_back(token.kind);
            chains.push_back(0);
            ++depth;
        } else if (isCloser(token.kind) || ends) {
            depth -= chains.back();
            chains.back() = 0;
            if (ends)
                continue;
            chains.pop_back();
            open.pop_back();
            --depth;
        } else if (token.kind == TokenKind::IF || token.kind == TokenKind::LET || token.kind == TokenKind::FOR) {
            ++chains.back();
            ++depth;
        }
        if (depth > kMaxDepth)
            return &token;
    }
    return nullptr;
}

/// One run of ANTLR over a file. The tree lives as long as this.
class Run {
public:
    explicit Run(const ParserInput& input) : source_(input.tokens), stream_(&source_), parser_(&stream_) {
        parser_.removeErrorListeners();
    }

    /// SLL prediction, giving up at the first error; null if there is one.
    StackParser::FileContext* tryFast() {
        parser_.setErrorHandler(std::make_shared<antlr4::BailErrorStrategy>());
        parser_.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(antlr4::atn::PredictionMode::SLL);
        try {
            return parser_.file();
        } catch (const antlr4::ParseCancellationException&) {
            return nullptr;
        }
    }

    StackParser::FileContext* recovering(std::shared_ptr<Recovery> recovery) {
        parser_.reset();
        parser_.setErrorHandler(std::move(recovery));
        parser_.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(antlr4::atn::PredictionMode::LL);
        return parser_.file();
    }

private:
    FilteredTokens source_;
    antlr4::CommonTokenStream stream_;
    StackParser parser_;
};

void reportStray(const std::vector<Token>& stray, std::string_view text, FileId file, diag::Sink& sink) {
    for (const Token& token : stray) {
        sink.report(diag::Code::E1003, Span{file, token.begin, token.end},
                    text.substr(token.begin, token.end - token.begin));
    }
}

} // namespace

Module parse(const source::SourceManager& sources, FileId file, diag::Sink& sink) {
    Module module;
    module.file = file;
    std::string_view text = sources.text(file);
    std::size_t errorsBefore = sink.errorCount();

    BracketResult balanced = balanceBrackets(lex(sources, file, sink), text, file, sink);
    if (balanced.tooDeep)
        return module;
    ParserInput input = separate(balanced.tokens);
    if (const Token* deep = findTooDeep(input)) {
        sink.report(diag::Code::E1011, Span{file, deep->begin, deep->end}, kMaxDepth);
        return module;
    }

    Run run(input);
    StackParser::FileContext* tree = run.tryFast();
    if (tree == nullptr) {
        tree = run.recovering(std::make_shared<Recovery>(input, text, file, balanced.firstUnclosed, sink));
    }
    if (sink.errorCount() == errorsBefore)
        reportStray(balanced.stray, text, file, sink);
    Builder(module, input, text, sink).build(tree);
    return module;
}

} // namespace stackc::syntax
