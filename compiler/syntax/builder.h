#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "diag/sink.h"
#include "syntax/ast.h"
#include "syntax/syntax_tree.h"

namespace stackc::syntax {

/// Makes the AST of the syntax tree. Operators, strings and numbers get their meaning here, with the errors that belong
/// to them. Units that could not be parsed become Error… nodes.
class Builder {
public:
    Builder(Module& module, const ParserInput& input, std::string_view text, diag::Sink& sink)
        : module_(module), input_(input), text_(text), sink_(sink) {}

    void build(TreeNode file);

private:
    using R = RuleKind;
    using T = TokenKind;

    // builder.cpp: what all share
    Span spanOf(const Token& token) const;
    Span spanOf(TreeNode node) const { return spanOf(node.firstToken()).to(spanOf(node.lastToken())); }
    std::string_view textOf(Span span) const { return text_.substr(span.begin, span.end - span.begin); }
    Doc docBefore(TreeNode node) const;
    Doc docOf(TreeNode unit, TreeNode name) const;
    Name name(TreeNode context) const;
    Name name(const Token& token) const;
    Path path(TreeNode context) const;
    std::vector<Annotation> annotations(const std::vector<TreeNode>& contexts);
    std::vector<Arg> args(TreeNode context);
    Rule rule(TreeNode context, TreeNode condition, TreeNode message);
    Cond cond(TreeNode context);
    LoopPattern pattern(TreeNode context) const;
    CasePattern casePattern(TreeNode context);
    std::vector<CasePattern> casePatterns(const std::vector<TreeNode>& contexts);

    // build_decl.cpp
    DeclId decl(TreeNode context);
    ImportDecl importDecl(TreeNode context);
    TypeDecl typeDecl(TreeNode context);
    VariantDecl variantDecl(TreeNode context);
    VariantCase variantCase(TreeNode context);
    EnumDecl enumDecl(TreeNode context);
    FnDecl fnDecl(TreeNode context);
    std::vector<Param> params(TreeNode context);
    LetDecl letDecl(TreeNode context);
    CheckDecl checkDecl(TreeNode context);
    BackendDecl backendDecl(TreeNode context);
    ServiceDecl serviceDecl(TreeNode context);
    ResourceDecl resourceDecl(TreeNode context);
    PatchDecl patchDecl(TreeNode context);
    UseDecl useDecl(TreeNode context);
    IncludeDecl includeDecl(TreeNode context);
    ComponentDecl componentDecl(TreeNode context);
    TestDecl testDecl(TreeNode context);
    std::vector<Clause> clauses(const std::vector<TreeNode>& contexts);
    ExprId valueOrBlock(TreeNode value, TreeNode block);

    // build_stmt.cpp
    BodyId body(TreeNode context);
    StmtId stmt(TreeNode context);
    PartStmt partStmt(TreeNode context);
    IfStmt ifStmt(TreeNode context);
    MatchStmt matchStmt(TreeNode context);
    ForStmt forStmt(TreeNode context);
    BodyId testBody(TreeNode context);
    StmtId testStmt(TreeNode context);

    // build_type.cpp
    TypeId type(TreeNode context);
    TypeId typeAtom(TreeNode context);
    TypeId record(TreeNode context);
    Field field(TreeNode context);
    Refinement refinement(TreeNode context);
    Bound bound(TreeNode context) const;

    // build_block.cpp
    BlockId block(TreeNode context);
    EntryId entry(TreeNode context);
    IfEntry ifEntry(TreeNode context);
    MatchEntry matchEntry(TreeNode context);
    EntryId elseIf(TreeNode context);
    Target target(TreeNode context);
    TargetStep elementStep(ExprId key);
    Name keyName(TreeNode context, bool* quoted = nullptr);

    // build_expr.cpp
    ExprId add(Span span, decltype(Expr::node) node);
    ExprId value(TreeNode context);
    ExprId plainValue(TreeNode context);
    ExprId ifValue(Span span, TreeNode condition, const std::vector<TreeNode>& values);
    ExprId expr(TreeNode context);
    ExprId operand(TreeNode context);
    ExprId postfix(ExprId base, TreeNode context);
    ExprId atom(TreeNode context);
    ExprId number(const Token& token);
    ExprId list(TreeNode context);
    ItemId item(TreeNode context);
    ExprId matchExpr(TreeNode context);
    bool asPath(ExprId id, Path& path) const;

    // build_operators.cpp
    struct Operators;
    static std::size_t prefixesOf(TreeNode operand);
    ExprId climb(Operators& operators, int minimum);
    ExprId operandAt(Operators& operators, int minimum);
    ExprId combine(Operators& operators, ExprId lhs, std::size_t at, int level);

    // build_string.cpp
    ExprId stringToken(const Token& token);
    ExprId stringContext(TreeNode context);
    ExprId text(TreeNode context);
    /// The text of a string that can't interpolate.
    std::string plainString(const Token& token);
    std::string decode(Span span, bool escapes);
    std::size_t decodeEscape(Span span, std::size_t at, std::string& out);
    void checkControls(Span span);
    /// W3086: what other languages would read as a value. Tests may compare with such a text.
    void checkPlaceholders(Span span);

    Module& module_;
    const ParserInput& input_;
    std::string_view text_;
    diag::Sink& sink_;
    bool isInTest_ = false;
};

} // namespace stackc::syntax
