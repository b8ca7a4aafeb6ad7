#pragma once
// Conditions, and the heads of loops.

#include "sema/checking.h"

namespace stackc::sema {

/// The head of a `for`, its names bound.
struct Loop {
    ExprId source;
    VarId first, second;
    bool isOptional = false; ///< over none or one: lowered to `if let`
};

/// A condition, and what `if let` binds.
struct Opened {
    bool isLet = false;
    ExprId value;
    VarId var;
};

/// The filter of a loop: of the loop itself, or an `if` inside where the loop is over an optional.
core::Entry loopBody(Checking& in, const Loop& loop, ast::ExprId filter, core::Entry& entry);
/// Binds the names of a loop over a list, a map or an optional; the caller keeps an EnvScope.
Loop openLoop(Checking& in, const ast::LoopPattern& pattern, ast::ExprId source);
/// A Bool.
ExprId condition(Checking& in, ast::ExprId id);
/// The text of a rule.
ExprId message(Checking& in, ast::ExprId id);
/// Binds the name of `if let`; the caller keeps an EnvScope.
Opened openCond(Checking& in, const ast::Cond& cond);

} // namespace stackc::sema
