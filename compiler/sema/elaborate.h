#pragma once
// What leads from a name to its declaration, which is elaborated when it is first needed. Everything below the
// declarations depends on them by this header alone.

#include "sema/checking.h"

namespace stackc::sema {

/// The type that a `type`, `variant` or `enum` declares.
TypeId typeOfSymbol(Checking& in, SymbolIndex index);
/// The type that a name or a path stands for; the type of errors after a report.
TypeId typeOfName(Checking& in, const ast::Path& path);
/// The function, with its signature; its body may be in the making. Invalid after a cycle has been reported.
core::FnId functionOf(Checking& in, SymbolIndex index, Span use);
/// A `let`, a backend, or what an external gives. Invalid after a cycle has been reported.
core::LetId letOf(Checking& in, SymbolIndex index, Span use);
/// The default of a record's field: declared, `none`, or `{}`; invalid if the field is required.
ExprId fieldDefault(Checking& in, TypeId record, size_t index);
/// What a type has for a default by itself: `none`, or a record whose fields all have one. Invalid for others.
ExprId implicitDefault(Checking& in, TypeId type, Span span);
/// Has each field of the record a default? Where lists and maps may be missing, these have one, too.
bool allDefaults(Checking& in, TypeId record, bool emptyLists = false);

} // namespace stackc::sema
