#pragma once

#include "syntax/syntax_tree.h"

#include <cstdint>
#include <optional>
#include <set>

namespace stackc::syntax {

/// What the rules ask for at a token.
struct Asked {
    std::set<TokenKind> tokens;
    std::set<RuleKind> rules; ///< that may begin there
};

/// Recognises right programs by recursive descent: a function for each rule of grammar/StackParser.g4, of the same
/// name, that reads as the rule does and looks at most one token further than the next. It says nothing of errors: what
/// is not recognised is left to the parser that ANTLR makes of the grammar, whose tables cost more than most programs
/// do. Tests hold the trees against those of that parser.
///
/// The functions return whether what they stand for is here; then it is consumed and in the tree.
class Descent {
public:
    Descent(const ParserInput& input, SyntaxTree& tree) : tokens_(input.tokens), nodes_(tree.nodes) {}

    /// The whole input. False if it is no program, or begins an entry with `if {` or `if [`, which may be the key `if`
    /// as well; the tree is of no use then.
    bool run();

    /// What could stand in the place of a token, which is a name; nothing if what stands before it is no beginning of a
    /// program.
    std::optional<Asked> askedAt(std::size_t token);

private:
    TokenKind next(std::size_t ahead = 0) const {
        return at_ + ahead < tokens_.size() ? tokens_[at_ + ahead].kind : TokenKind::END;
    }
    template <typename... Kinds> bool sees(Kinds... kinds) {
        if (at_ == askedAt_)
            (asked_.tokens.insert(kinds), ...);
        return ((next() == kinds) || ...);
    }
    /// The next token, if it is of one of these kinds.
    template <typename... Kinds> bool take(Kinds... kinds) { return sees(kinds...) && consume(); }
    bool consume();

    /// `part?`, which begins with that token.
    template <typename Part> bool optional(TokenKind first, Part part) { return !sees(first) || part(); }
    bool optional(TokenKind token) { return !sees(token) || consume(); }
    /// `part*`, which begins with that token.
    template <typename Part> bool many(TokenKind first, Part part) {
        while (sees(first))
            if (!part())
                return false;
        return true;
    }
    /// `part (separator part)*`
    template <typename Part> bool separated(TokenKind separator, Part part) {
        do {
            if (!part())
                return false;
        } while (take(separator));
        return true;
    }
    /// `open (part (SEP part)*)? close`
    template <typename Part> bool listed(TokenKind open, TokenKind close, Part part) {
        return take(open) && (sees(close) || separated(TokenKind::SEP, part)) && take(close);
    }
    /// `'(' part? ')'`
    template <typename Part> bool parenthesised(Part part) {
        return take(TokenKind::LPAREN) && (sees(TokenKind::RPAREN) || part()) && take(TokenKind::RPAREN);
    }
    /// A node of the tree around what `parts` consumes.
    template <typename Parts> bool rule(RuleKind kind, Parts parts) {
        if (at_ == askedAt_)
            asked_.rules.insert(kind);
        std::size_t node = nodes_.size();
        nodes_.push_back({kind, false, false, at_, at_, 0});
        if (!parts())
            return false;
        nodes_[node].endToken = at_;
        nodes_[node].next = static_cast<std::uint32_t>(nodes_.size());
        return true;
    }

    // descent_decl.cpp
    bool file();
    bool decl();
    bool declaration();
    bool chartDecl();
    bool importDecl();
    bool typeDecl();
    bool without();
    bool variantDecl();
    bool variantCase();
    bool enumDecl();
    bool enumCase();
    bool fnDecl();
    bool params();
    bool param();
    bool letDecl();
    bool valuesDecl();
    bool checkDecl();
    bool backendDecl();
    bool serviceDecl();
    bool resourceDecl();
    bool patchDecl();
    bool useDecl();
    bool includeDecl();
    bool externalDecl();
    bool environmentDecl();
    bool componentDecl();
    bool testDecl();
    bool clauses();
    bool clause();
    bool walk();
    bool filteredWalk();
    /// `'=' value | block`
    bool valueOrBlock();

    // descent_stmt.cpp
    bool body();
    bool stmt();
    bool statement();
    bool outputsStmt();
    bool contributionStmt();
    bool partStmt();
    bool partPath();
    bool ifStmt();
    bool matchStmt();
    bool stmtArm();
    bool forStmt();
    bool testBody();
    bool testStmt();

    // descent_type.cpp
    bool recordType();
    bool member();
    bool where();
    bool annotations();
    bool annotation();
    bool type();
    bool typeAtom();
    bool refinements();
    bool refinement();
    bool bound();

    // descent_block.cpp
    bool block();
    bool entry();
    bool forEntry();
    bool partEntry();
    bool assignment();
    bool ifBlock();
    bool matchBlock();
    bool blockArm();
    bool target();
    bool selector();
    bool key();

    // descent_expr.cpp
    bool value();
    bool conditional();
    bool cond();
    bool expr();
    bool operation();
    bool operand();
    bool postfix();
    bool args();
    bool arg();
    bool atom();
    bool list();
    bool item();
    bool forItem();
    bool ifItem();
    bool matchExpr();
    bool arm();
    bool casePattern();
    bool pattern();

    // descent.cpp
    bool text();
    bool string();
    bool stringPart();
    bool path();
    bool step();
    bool name();

    const std::vector<Token>& tokens_;
    std::vector<SyntaxTree::Node>& nodes_;
    std::uint32_t at_ = 0;
    std::size_t askedAt_ = SIZE_MAX;
    Asked asked_{};
};

} // namespace stackc::syntax
