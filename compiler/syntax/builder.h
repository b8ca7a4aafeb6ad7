#pragma once

#include <antlr4-runtime.h>

#include <string>
#include <string_view>
#include <vector>

#include "StackParser.h"
#include "diag/sink.h"
#include "syntax/ast.h"
#include "syntax/separators.h"

namespace stackc::syntax {

/// Makes the AST of ANTLR's tree. Operators, strings and numbers get their meaning here, with the errors that belong to
/// them. Units ANTLR could not parse become Error… nodes.
class Builder {
public:
    Builder(Module& module, const ParserInput& input, std::string_view text, diag::Sink& sink)
        : module_(module), input_(input), text_(text), sink_(sink) {}

    void build(StackParser::FileContext* file);

private:
    using P = StackParser;
    using Rule_ = antlr4::ParserRuleContext;

    // builder.cpp: what all share
    Span spanOf(antlr4::Token* token) const;
    Span spanOf(antlr4::tree::TerminalNode* node) const { return spanOf(node->getSymbol()); }
    Span spanOf(Rule_* rule) const;
    std::string_view textOf(Span span) const { return text_.substr(span.begin, span.end - span.begin); }
    Doc docBefore(antlr4::Token* token) const;
    Doc docOf(Rule_* unit, Rule_* name) const;
    Name name(Rule_* context) const;
    Name name(antlr4::Token* token) const;
    Path path(P::PathContext* context) const;
    std::vector<Annotation> annotations(const std::vector<P::AnnotationContext*>& contexts);
    std::vector<Arg> args(P::ArgsContext* context);
    Rule rule(Rule_* context, P::ExprContext* condition, P::TextContext* message);
    Cond cond(P::CondContext* context);
    LoopPattern pattern(P::PatternContext* context) const;
    CasePattern casePattern(P::CasePatternContext* context);
    std::vector<CasePattern> casePatterns(const std::vector<P::CasePatternContext*>& contexts);

    // build_decl.cpp
    DeclId decl(P::DeclContext* context);
    ImportDecl importDecl(P::ImportDeclContext* context);
    TypeDecl typeDecl(P::TypeDeclContext* context);
    VariantDecl variantDecl(P::VariantDeclContext* context);
    VariantCase variantCase(P::VariantCaseContext* context);
    EnumDecl enumDecl(P::EnumDeclContext* context);
    FnDecl fnDecl(P::FnDeclContext* context);
    std::vector<Param> params(P::ParamsContext* context);
    LetDecl letDecl(P::LetDeclContext* context);
    CheckDecl checkDecl(P::CheckDeclContext* context);
    BackendDecl backendDecl(P::BackendDeclContext* context);
    ServiceDecl serviceDecl(P::ServiceDeclContext* context);
    ResourceDecl resourceDecl(P::ResourceDeclContext* context);
    PatchDecl patchDecl(P::PatchDeclContext* context);
    UseDecl useDecl(P::UseDeclContext* context);
    IncludeDecl includeDecl(P::IncludeDeclContext* context);
    ComponentDecl componentDecl(P::ComponentDeclContext* context);
    std::vector<Clause> clauses(const std::vector<P::ClauseContext*>& contexts);
    ExprId valueOrBlock(P::ValueContext* value, P::BlockContext* block);

    // build_stmt.cpp
    BodyId body(P::BodyContext* context);
    StmtId stmt(P::StmtContext* context);
    IfStmt ifStmt(P::IfStmtContext* context);
    MatchStmt matchStmt(P::MatchStmtContext* context);
    ForStmt forStmt(P::ForStmtContext* context);

    // build_type.cpp
    TypeId type(P::TypeContext* context);
    TypeId typeAtom(P::TypeAtomContext* context);
    TypeId record(P::RecordTypeContext* context);
    Field field(P::MemberContext* context);
    Refinement refinement(P::RefinementContext* context);
    Bound bound(P::BoundContext* context) const;

    // build_block.cpp
    BlockId block(P::BlockContext* context);
    EntryId entry(P::EntryContext* context);
    IfEntry ifEntry(P::IfBlockContext* context);
    EntryId elseIf(P::IfBlockContext* context);
    Target target(P::TargetContext* context);
    Name keyName(P::KeyContext* context, bool* quoted);

    // build_expr.cpp
    ExprId add(Span span, decltype(Expr::node) node);
    ExprId value(P::ValueContext* context);
    ExprId plainValue(P::PlainValueContext* context);
    ExprId expr(P::ExprContext* context);
    ExprId operand(P::OperandContext* context);
    ExprId postfix(ExprId base, P::PostfixContext* context);
    ExprId atom(P::AtomContext* context);
    ExprId number(antlr4::Token* token);
    ExprId list(P::ListContext* context);
    ItemId item(P::ItemContext* context);
    ExprId matchExpr(P::MatchExprContext* context);
    bool asPath(ExprId id, Path& path) const;

    // build_operators.cpp
    struct Operators;
    ExprId climb(Operators& operators, int minimum);
    ExprId operandAt(Operators& operators, int minimum);
    ExprId combine(Operators& operators, ExprId lhs, std::size_t at, int level);

    // build_string.cpp
    ExprId stringToken(antlr4::Token* token);
    ExprId stringContext(P::StringContext* context);
    ExprId text(P::TextContext* context);
    /// The text of a string that can't interpolate.
    std::string plainString(antlr4::Token* token);
    std::string decode(Span span, bool escapes);
    std::size_t decodeEscape(Span span, std::size_t at, std::string& out);
    void checkControls(Span span);

    Module& module_;
    const ParserInput& input_;
    std::string_view text_;
    diag::Sink& sink_;
};

} // namespace stackc::syntax
