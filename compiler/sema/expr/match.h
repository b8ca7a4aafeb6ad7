#pragma once
// `match`, `if`, `let … in`, `is`.

#include "sema/checking.h"

namespace stackc::sema {

/// The patterns of an arm.
struct ArmHead {
    std::vector<uint32_t> cases;
    VarId bind;
};

/// What the patterns of the arms match, in order, and what they bind. Reports cases that are missing or there twice.
std::vector<ArmHead> matchHeads(Checking& in, ExprId subject,
                                const std::vector<const std::vector<ast::CasePattern>*>& patterns,
                                const std::vector<Span>& spans, Span span);
/// `match`, towards an expected type, or by the types of its arms.
ExprId matchExpr(Checking& in, const ast::MatchExpr& match, Span span, TypeId expected, ExprId current);
/// `if … then … else`, towards an expected type, or by the types of both.
ExprId ifExpr(Checking& in, const ast::IfExpr& node, Span span, TypeId expected, ExprId current);
/// `let … in`, towards an expected type, or by its body's.
ExprId letExpr(Checking& in, const ast::LetExpr& node, Span span, TypeId expected, ExprId current);
/// `x is case`, and whether an optional is there.
ExprId isExpr(Checking& in, const ast::IsExpr& node, Span span);

} // namespace stackc::sema
