#pragma once
// Values that a chart has without declaring them: the fields of the library's `ChartValues`, and what they make.

#include "sema/checking.h"

namespace stackc::sema {

/// The library's record of the values that charts have without declaring them; invalid if it is not there.
TypeId libraryValues(Checking& in);
/// An entry of `chart` that is none of Chart.yaml: whether the chart has the library's value of that name.
void chartSwitch(Checking& in, ast::ExprId value, const ast::Name& key);
/// Adds the library's values to those of a module's chart, behind all others: each where the chart says so, or has
/// services and doesn't say otherwise, and nothing else has its name.
void addLibraryValues(Checking& in, uint32_t module, TypeId record);
/// Uses the component that makes the resources of the library's values, where the chart has any that it takes.
void chartObjects(Checking& in);

} // namespace stackc::sema
