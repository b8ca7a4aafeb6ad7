#include "syntax/parser.h"

#include <algorithm>
#include <string>

#include "syntax/antlr.h"
#include "syntax/brackets.h"
#include "syntax/builder.h"
#include "syntax/depth.h"
#include "syntax/descent.h"
#include "syntax/lexing.h"
#include "syntax/separators.h"
#include "syntax/syntax_errors.h"

namespace stackc::syntax {

namespace {

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
