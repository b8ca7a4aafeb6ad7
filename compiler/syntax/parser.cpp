#include "syntax/parser.h"

#include <algorithm>
#include <string>

#include "syntax/antlr.h"
#include "syntax/brackets.h"
#include "syntax/builder.h"
#include "syntax/descent.h"
#include "syntax/lexing.h"
#include "syntax/separators.h"
#include "syntax/syntax_errors.h"

namespace stackc::syntax {

namespace {

/// What stands between two brackets, or in none, and the chains that nest there without any.
struct Level {
    TokenKind open;
    std::size_t chains = 0;
    bool isTarget = true; ///< what is read since the last separator may be the keys of an entry
    bool wantsKey = true; ///< … and a key comes next
};

/// Is the token a `.` between the keys of an entry? Each of them is a block of the one before.
bool nestsKey(Level& level, TokenKind kind) {
    if (!level.isTarget || (level.wantsKey && kind == TokenKind::REMOVE))
        return false;
    bool isDot = kind == TokenKind::DOT;
    level.isTarget = isDot != level.wantsKey;
    level.wantsKey = isDot;
    return level.isTarget && isDot;
}

/// Chains that nest without brackets, such as `else if` and `a.b.c = …`, are as deep as brackets; returns the first
/// token too deep, or null.
const Token* findTooDeep(const ParserInput& input) {
    std::vector<Level> levels{{TokenKind::LBRACE}};
    std::size_t depth = 0;
    for (const Token& token : input.tokens) {
        Level& level = levels.back();
        bool ends = token.kind == TokenKind::SEP || (token.kind == TokenKind::COMMA && level.open == TokenKind::LPAREN);
        if (isOpener(token.kind)) {
            level.isTarget = level.isTarget && token.kind == TokenKind::LBRACKET; // which selects an element
            levels.push_back({token.kind});
            ++depth;
        } else if (ends) {
            depth -= level.chains;
            level = {level.open};
        } else if (isCloser(token.kind)) {
            depth -= level.chains + 1;
            levels.pop_back();
        } else if (nestsKey(level, token.kind) || token.kind == TokenKind::IF || token.kind == TokenKind::LET ||
                   token.kind == TokenKind::FOR) {
            ++level.chains;
            ++depth;
        }
        if (depth > kMaxDepth)
            return &token;
    }
    return nullptr;
}

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
    std::size_t before = sink.diagnostics().size();

    BracketResult balanced = balanceBrackets(lex(sources, file, sink), text, file, sink);
    if (balanced.tooDeep)
        return module;
    ParserInput input = separate(balanced.tokens);
    if (const Token* deep = findTooDeep(input)) {
        sink.report(diag::Code::E1011, Span{file, deep->begin, deep->end}, kMaxDepth);
        return module;
    }

    SyntaxTree tree;
    if (!Descent(input, tree).run() && !runParser(input, tree, nullptr)) {
        SyntaxErrors errors(input, text, file, balanced.firstUnclosed, sink);
        runParser(input, tree, &errors);
        module.faults = errors.offsets();
    }
    if (sink.errorCount() == errorsBefore)
        reportStray(balanced.stray, text, file, sink);
    Builder(module, input, text, sink).build(TreeNode(tree, input, 0));
    for (std::size_t i = before; i < sink.diagnostics().size(); ++i)
        if (const auto& found = sink.diagnostics()[i]; found.severity == diag::Severity::error)
            module.faults.push_back(found.span.begin);
    return module;
}

bool isChart(const Module& module) {
    return std::any_of(module.decls.begin(), module.decls.end(),
                       [](const Decl& decl) { return std::holds_alternative<ChartDecl>(decl.node); });
}

bool isOfGrammar(const source::SourceManager& sources, FileId file) {
    diag::Sink told;
    BracketResult balanced = balanceBrackets(lex(sources, file, told), sources.text(file), file, told);
    if (balanced.tooDeep || !balanced.stray.empty() || told.hasErrors())
        return false;
    ParserInput input = separate(balanced.tokens);
    SyntaxTree tree;
    return findTooDeep(input) == nullptr && Descent(input, tree).run();
}

} // namespace stackc::syntax
