#include "syntax/recovery.h"

#include "StackParser.h"
#include "syntax/expected.h"

namespace stackc::syntax {

namespace {

/// Rules after whose failure parsing goes on behind them.
bool isUnit(std::size_t rule) {
    switch (rule) {
    case StackParser::RuleDecl:
    case StackParser::RuleVariantCase:
    case StackParser::RuleEnumCase:
    case StackParser::RuleStmt:
    case StackParser::RuleStmtArm:
    case StackParser::RuleMember:
    case StackParser::RuleEntry:
    case StackParser::RuleItem:
    case StackParser::RuleArm:
        return true;
    default:
        return false;
    }
}

/// Rules that hold a list of such units.
bool isList(std::size_t rule) {
    switch (rule) {
    case StackParser::RuleFile:
    case StackParser::RuleVariantDecl:
    case StackParser::RuleEnumDecl:
    case StackParser::RuleBody:
    case StackParser::RuleMatchStmt:
    case StackParser::RuleRecordType:
    case StackParser::RuleBlock:
    case StackParser::RuleList:
    case StackParser::RuleMatchExpr:
        return true;
    default:
        return false;
    }
}

bool startsDeclaration(TokenKind kind) {
    bool inner = kind == TokenKind::BY || kind == TokenKind::EXTENDS || kind == TokenKind::WHEN ||
                 kind == TokenKind::AS || kind == TokenKind::WHERE || kind == TokenKind::REMOVE ||
                 kind == TokenKind::OUTPUTS || kind == TokenKind::CONTRIBUTION;
    return (isSoftKeyword(kind) && !inner) || kind == TokenKind::LET || kind == TokenKind::AT || kind == TokenKind::END;
}

bool isLoop(antlr4::atn::ATNState* state) {
    using State = antlr4::atn::ATNState;
    auto type = state->getStateType();
    return type == State::STAR_LOOP_ENTRY || type == State::STAR_LOOP_BACK || type == State::BLOCK_START;
}

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

} // namespace

bool Recovery::alreadyReportedOnLine(std::uint32_t offset) const {
    for (const auto& diagnostic : sink_.diagnostics()) {
        if (diagnostic.span.file != file_ || diagnostic.span.begin > offset)
            continue;
        auto between = text_.substr(diagnostic.span.begin, offset - diagnostic.span.begin);
        if (between.find('\n') == std::string_view::npos)
            return true;
    }
    return false;
}

void Recovery::report(antlr4::Parser* parser, std::size_t offending, const antlr4::misc::IntervalSet& expected) {
    if (inErrorRecoveryMode(parser))
        return;
    beginErrorCondition(parser);
    const Token& token = input_.tokens[offending];
    if (token.begin >= quietFrom_ || alreadyReportedOnLine(token.begin))
        return;
    std::string_view spelled = text_.substr(token.begin, token.end - token.begin);
    std::string found(describe(token.kind));
    if (isName(token.kind) || token.kind == TokenKind::UNIT)
        found = fmt::format("`{}`", spelled);
    if (token.kind == TokenKind::SEP && spelled == ",")
        found = "`,`";
    std::string words = describeExpected(toKinds(expected));
    auto added = sink_.report(diag::Code::E1001, source::Span{file_, token.begin, token.end}, words, found);
    addHints(added, words, offending);
}

void Recovery::addHints(diag::Report& report, std::string_view expected, std::size_t offending) {
    const Token& token = input_.tokens[offending];
    auto wants = [&](std::string_view what) { return expected.find(what) != std::string_view::npos; };
    std::string_view spelled = text_.substr(token.begin, token.end - token.begin);
    if (isHardKeyword(token.kind) && wants("a name")) {
        report.note(fmt::format("`{}` is a word of the language and can only be a key", spelled));
    } else if (token.kind == TokenKind::COLON && wants("`=`")) {
        report.suggest("values are given with `=`: `key = value`, or `key { … }`");
    } else if (token.kind == TokenKind::ASSIGN && wants("`:`")) {
        report.suggest("a type comes before the default: `name: Type = value`");
    } else if (token.kind == TokenKind::ASSIGN && wants("`{`")) {
        report.suggest("equality is tested with `==`");
    } else if (token.kind == TokenKind::AMPERSAND || token.kind == TokenKind::BAR) {
        report.suggest("write `and`, `or`");
    }
}

void Recovery::reportError(antlr4::Parser* parser, const antlr4::RecognitionException& e) {
    report(parser, e.getOffendingToken()->getTokenIndex(), e.getExpectedTokens());
}

antlr4::Token* Recovery::recoverInline(antlr4::Parser* parser) { throw antlr4::InputMismatchException(parser); }

void Recovery::recover(antlr4::Parser* parser, std::exception_ptr e) {
    antlr4::ParserRuleContext* context = parser->getContext();
    std::size_t rule = context->getRuleIndex();
    if (!isUnit(rule)) {
        if (rule == StackParser::RuleFile)
            return;
        std::rethrow_exception(e);
    }
    skipTo(parser, input_.depths[context->start->getTokenIndex()], rule == StackParser::RuleDecl);
    endErrorCondition(parser);
}

void Recovery::sync(antlr4::Parser* parser) {
    std::size_t rule = parser->getContext()->getRuleIndex();
    if (!isList(rule))
        return;
    auto* state = parser->getATN().states[parser->getState()];
    if (!isLoop(state))
        return;
    // Between units the next token is SEP or what closes the list; nothing else can begin there.
    auto next = static_cast<std::size_t>(parser->getTokenStream()->LA(1));
    const auto& expected = parser->getATN().nextTokens(state);
    if (expected.contains(next) || expected.contains(static_cast<ssize_t>(antlr4::Token::EPSILON)))
        return;
    if (expected.contains(static_cast<ssize_t>(StackParser::SEP))) {
        std::size_t index = parser->getTokenStream()->index();
        report(parser, index, expected);
        skipTo(parser, input_.depths[index], rule == StackParser::RuleFile);
        endErrorCondition(parser);
    }
}

std::size_t Recovery::skipTo(antlr4::Parser* parser, std::uint16_t depth, bool declaration) {
    std::size_t index = parser->getTokenStream()->index();
    for (; input_.tokens[index].kind != TokenKind::END; ++index) {
        TokenKind kind = input_.tokens[index].kind;
        std::uint16_t here = input_.depths[index];
        if (here < depth)
            break;
        if (here != depth)
            continue;
        if (kind == TokenKind::SEP && (!declaration || startsDeclaration(input_.tokens[index + 1].kind)))
            break;
    }
    while (parser->getTokenStream()->index() < index)
        parser->consume();
    return index;
}

} // namespace stackc::syntax
