#pragma once
// `match`, `if`, `let … in`, `is`.

#include "sema/expr/conditions.h"

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
/// A `match` among entries: its subject, and what its arms match.
struct OpenMatch {
    ExprId subject;
    std::vector<ArmHead> heads;
};

/// The head of a `match` among entries; reports what is wrong about it, and the cases that no arm is for.
OpenMatch openMatch(Checking& in, const ast::MatchEntry& match, Span span);
/// Gives the name that an arm binds its meaning in what follows; the caller keeps an EnvScope.
void bindArm(Checking& in, const ArmHead& head, Span span);
/// Is the arm for all that those before leave, and needs no condition?
bool isRest(const OpenMatch& match, size_t arm);
/// What asks for an arm, and opens what it binds.
Opened armCondition(Checking& in, const OpenMatch& match, size_t arm, Span span);
/// `match`, towards an expected type, or by the types of its arms.
ExprId matchExpr(Checking& in, const ast::MatchExpr& match, Span span, TypeId expected, ExprId current);
/// `if … then … else`, towards an expected type, or by the types of both.
ExprId ifExpr(Checking& in, const ast::IfExpr& node, Span span, TypeId expected, ExprId current);
/// `let … in`, towards an expected type, or by its body's.
ExprId letExpr(Checking& in, const ast::LetExpr& node, Span span, TypeId expected, ExprId current);
/// `x is case`, and whether an optional is there.
ExprId isExpr(Checking& in, const ast::IsExpr& node, Span span);

} // namespace stackc::sema
