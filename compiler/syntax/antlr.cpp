#include "syntax/antlr.h"

#include <antlr4-runtime.h>

#include <algorithm>
#include <memory>

#include "StackLexer.h"
#include "StackParser.h"
#include "syntax/syntax_errors.h"

namespace stackc::syntax {

namespace {

struct TokenTypes : StackLexer {
    static constexpr std::size_t SEP = StackParser::SEP;
};

// The enumerators of TokenKind count from 0, ANTLR's token types from 1.
#define TOKEN(name, spelling)                                                                                          \
    static_assert(static_cast<std::size_t>(TokenKind::name) + 1 == static_cast<std::size_t>(TokenTypes::name));
#include "syntax/tokens.def"
#undef TOKEN

#define RULE(name, antlr)                                                                                              \
    static_assert(static_cast<std::size_t>(RuleKind::name) == static_cast<std::size_t>(StackParser::antlr));
#include "syntax/rules.def"
#undef RULE

/// Keeps the modes sane where strings are not closed: a line end leaves all strings that can't go on after it.
class LineBoundLexer : public StackLexer {
public:
    using StackLexer::StackLexer;

    std::size_t popMode() override { return modeStack.empty() ? mode : StackLexer::popMode(); }

    void leaveStrings() {
        auto inString = std::find(modeStack.begin(), modeStack.end(), static_cast<std::size_t>(StackLexer::STR));
        if (inString == modeStack.begin() || inString == modeStack.end())
            return;
        auto outer = inString - 1;
        setMode(*outer);
        modeStack.erase(outer, modeStack.end());
    }
};

/// Gives the filtered tokens to ANTLR.
class FilteredTokens : public antlr4::TokenSource {
public:
    explicit FilteredTokens(const std::vector<Token>& tokens) : tokens_(tokens) {}

    std::unique_ptr<antlr4::Token> nextToken() override {
        const Token& token = tokens_[next_ < tokens_.size() ? next_++ : tokens_.size() - 1];
        bool end = token.kind == TokenKind::END;
        std::size_t type = end ? antlr4::Token::EOF : static_cast<std::size_t>(token.kind) + 1;
        return std::make_unique<antlr4::CommonToken>(type);
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

/// Writes down the rules it enters and the tokens it consumes. ANTLR's own tree is not built. That a rule was left is
/// seen at the next event, from the parser's context.
class RecordingParser : public StackParser {
public:
    RecordingParser(antlr4::TokenStream* stream, SyntaxTree& tree) : StackParser(stream), tree_(tree) {
        removeErrorListeners();
        setBuildParseTree(false);
    }

    void enterRule(antlr4::ParserRuleContext* context, std::size_t state, std::size_t rule) override {
        leaveTo(context->parent);
        StackParser::enterRule(context, state, rule);
        auto at = static_cast<std::uint32_t>(getTokenStream()->index());
        open_.push_back({context, static_cast<std::uint32_t>(tree_.nodes.size())});
        tree_.nodes.push_back({static_cast<RuleKind>(rule), false, false, at, at, 0});
    }

    antlr4::Token* consume() override {
        leaveTo(getContext());
        auto at = static_cast<std::uint32_t>(getTokenStream()->index());
        auto node = static_cast<std::uint32_t>(tree_.nodes.size());
        tree_.nodes.push_back({RuleKind{}, true, false, at, at + 1, node + 1});
        return StackParser::consume();
    }

    /// The node of the rule the parser is in.
    SyntaxTree::Node& current() {
        leaveTo(getContext());
        return tree_.nodes[open_.back().node];
    }

    void finish() { leaveTo(nullptr); }

private:
    struct Open {
        antlr4::tree::ParseTree* context;
        std::uint32_t node;
    };

    void leaveTo(antlr4::tree::ParseTree* context) {
        while (!open_.empty() && open_.back().context != context) {
            SyntaxTree::Node& node = tree_.nodes[open_.back().node];
            node.next = static_cast<std::uint32_t>(tree_.nodes.size());
            node.endToken = tree_.nodes.back().endToken;
            open_.pop_back();
        }
    }

    SyntaxTree& tree_;
    std::vector<Open> open_;
};

KindSet toKinds(const antlr4::misc::IntervalSet& set) {
    KindSet kinds;
    for (const auto& interval : set.getIntervals()) {
        for (auto type = interval.a; type <= interval.b; ++type) {
            bool end = type == static_cast<ssize_t>(antlr4::Token::EOF);
            if (end)
                kinds.set(static_cast<std::size_t>(TokenKind::END));
            if (type >= 1)
                kinds.set(static_cast<std::size_t>(type - 1));
        }
    }
    return kinds;
}

bool isLoop(antlr4::atn::ATNState* state) {
    using State = antlr4::atn::ATNState;
    auto type = state->getStateType();
    return type == State::STAR_LOOP_ENTRY || type == State::STAR_LOOP_BACK || type == State::BLOCK_START;
}

/// Decides by the next token what the grammar's unbounded lookahead finds out in right programs: an operator, a
/// selection or a call goes on with the expression before it, and `if` begins an item that is one. In wrong ones ANTLR
/// would look past the error, end the expression, and tell of the token behind it.
class NearPrediction : public antlr4::atn::ParserATNSimulator {
public:
    NearPrediction(antlr4::Parser& parser, antlr4::atn::ParserATNSimulator& replaced)
        : ParserATNSimulator(&parser, parser.getATN(), replaced.decisionToDFA, replaced.getSharedContextCache()) {}

    size_t adaptivePredict(antlr4::TokenStream* input, size_t decision, antlr4::ParserRuleContext* context) override {
        const auto* state = atn.getDecisionState(decision);
        const auto next = static_cast<ssize_t>(input->LA(1));
        switch (static_cast<RuleKind>(state->ruleIndex)) {
        case RuleKind::expr:
        case RuleKind::operand:
            return atn.nextTokens(state->transitions[0]->target).contains(next) ? 1 : 2;
        case RuleKind::item:
            if (next == StackParser::IF)
                return 2;
            [[fallthrough]];
        default:
            return ParserATNSimulator::adaptivePredict(input, decision, context);
        }
    }
};

/// Lets SyntaxErrors decide what ANTLR does at an error.
class Recovery : public antlr4::DefaultErrorStrategy {
public:
    Recovery(RecordingParser& parser, SyntaxErrors& errors) : parser_(parser), errors_(errors) {}

    void reportError(antlr4::Parser* parser, const antlr4::RecognitionException& e) override {
        if (inErrorRecoveryMode(parser))
            return;
        beginErrorCondition(parser);
        errors_.report(e.getOffendingToken()->getTokenIndex(), toKinds(e.getExpectedTokens()));
    }

    void recover(antlr4::Parser* parser, std::exception_ptr e) override {
        SyntaxTree::Node& node = parser_.current();
        if (node.rule == RuleKind::file)
            return;
        if (!SyntaxErrors::isUnit(node.rule))
            std::rethrow_exception(e);
        node.failed = true;
        skip(node.firstToken, node.rule);
        endErrorCondition(parser);
    }

    antlr4::Token* recoverInline(antlr4::Parser* parser) override { throw antlr4::InputMismatchException(parser); }

    /// At the start of a list and between its units, steps over what can't stand there.
    void sync(antlr4::Parser* parser) override {
        auto rule = static_cast<RuleKind>(parser->getContext()->getRuleIndex());
        if (!SyntaxErrors::isList(rule))
            return;
        auto* state = parser->getATN().states[parser->getState()];
        if (!isLoop(state))
            return;
        const auto& expected = parser->getATN().nextTokens(state);
        auto has = [&](std::size_t type) { return expected.contains(static_cast<ssize_t>(type)); };
        bool between = has(StackParser::SEP);
        bool atStart = !between && (has(StackParser::RBRACE) || has(StackParser::RBRACKET) || has(antlr4::Token::EOF));
        auto* stream = parser->getTokenStream();
        if (has(stream->LA(1)) || has(antlr4::Token::EPSILON) || (!between && !atStart))
            return;
        std::size_t begin = stream->index();
        errors_.report(begin, toKinds(expected));
        skip(begin, rule);
        while (atStart && stream->LA(1) == StackParser::SEP) {
            parser->consume();
            if (!has(stream->LA(1)))
                skip(begin, rule);
        }
        endErrorCondition(parser);
    }

private:
    void skip(std::size_t ruleBegin, RuleKind rule) {
        auto* stream = parser_.getTokenStream();
        std::size_t target = errors_.resume(stream->index(), ruleBegin, rule);
        while (stream->index() < target)
            parser_.consume();
    }

    RecordingParser& parser_;
    SyntaxErrors& errors_;
};

} // namespace

std::vector<Token> runLexer(std::string_view text) {
    antlr4::ANTLRInputStream input;
    input.load(std::string(text));
    LineBoundLexer lexer(&input);
    lexer.removeErrorListeners();
    std::vector<Token> tokens;
    tokens.reserve(text.size() / 4);
    while (true) {
        auto token = lexer.nextToken();
        if (token->getType() == antlr4::Token::EOF)
            return tokens;
        auto kind = static_cast<TokenKind>(token->getType() - 1);
        if (kind == TokenKind::NL)
            lexer.leaveStrings();
        tokens.push_back({kind, false, static_cast<std::uint32_t>(token->getStartIndex()),
                          static_cast<std::uint32_t>(token->getStopIndex() + 1)});
    }
}

bool runParser(const ParserInput& input, SyntaxTree& tree, SyntaxErrors* errors) {
    using antlr4::atn::PredictionMode;
    tree.nodes.clear();
    tree.nodes.reserve(input.tokens.size() * 4);
    FilteredTokens source(input.tokens);
    antlr4::CommonTokenStream stream(&source);
    RecordingParser parser(&stream, tree);
    auto* simulator = parser.getInterpreter<antlr4::atn::ParserATNSimulator>();
    if (errors == nullptr) {
        simulator->setPredictionMode(PredictionMode::SLL);
        parser.setErrorHandler(std::make_shared<antlr4::BailErrorStrategy>());
    } else {
        auto near = std::make_unique<NearPrediction>(parser, *simulator);
        near->setPredictionMode(PredictionMode::LL);
        parser.setInterpreter(near.release()); // which the parser deletes
        parser.setErrorHandler(std::make_shared<Recovery>(parser, *errors));
    }
    try {
        parser.file();
        parser.finish();
        return true;
    } catch (const antlr4::ParseCancellationException&) {
        return false;
    }
}

} // namespace stackc::syntax
