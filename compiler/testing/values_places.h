#pragma once
// What expectations read of the values, by their types.

#include "core/program.h"
#include "syntax/ast.h"
#include "testing/value.h"

namespace stackc::testing {

class ValuesPlaces {
public:
    /// Both must outlive it.
    ValuesPlaces(const core::Program& program, const syntax::Module& module) : program_(program), module_(module) {}

    /// The field that declares a place of the values, `values.a.b`; null where none is known to.
    const core::Field* fieldOf(syntax::ExprId id) const;
    /// What stands at a place of the values, also where it is optional; invalid where that isn't known.
    core::TypeId typeOf(syntax::ExprId id) const;
    /// None where the place isn't known either.
    Value::Amount amountOf(syntax::ExprId id) const;

private:
    const core::Program& program_;
    const syntax::Module& module_;
};

} // namespace stackc::testing
