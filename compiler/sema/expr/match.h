#pragma once
// `match`, `if`, `let … in`, `is`.

#include "sema/checking.h"

namespace stackc::sema {

/// The patterns of an arm.
struct ArmHead {
    std::vector<uint32_t> cases;
    VarId bind;
};

/// The cases that no arm is for.
struct MissingCases {
    std::vector<std::string> shown;
    std::vector<std::string> patterns; ///< of arms for them
};

/// What the patterns of the arms match, in order, and what they bind. Reports cases that are there twice; those that
/// are missing are told in `missing`, none where patterns are wrong.
std::vector<ArmHead> matchHeads(Checking& in, ExprId subject,
                                const std::vector<const std::vector<ast::CasePattern>*>& patterns,
                                const std::vector<Span>& spans, MissingCases& missing);
/// Reports what is missing of the `match` at `span`. `gap`: what an arm gives until somebody fills it in.
void reportMissing(Checking& in, Span span, const MissingCases& missing, const std::string& gap);
/// `match`, towards an expected type, or by the types of its arms.
ExprId matchExpr(Checking& in, const ast::MatchExpr& match, Span span, TypeId expected, ExprId current);
/// `if … then … else`, towards an expected type, or by the types of both.
ExprId ifExpr(Checking& in, const ast::IfExpr& node, Span span, TypeId expected, ExprId current);
/// `let … in`, towards an expected type, or by its body's.
ExprId letExpr(Checking& in, const ast::LetExpr& node, Span span, TypeId expected, ExprId current);
/// `x is case`, and whether an optional is there.
ExprId isExpr(Checking& in, const ast::IsExpr& node, Span span);

} // namespace stackc::sema
