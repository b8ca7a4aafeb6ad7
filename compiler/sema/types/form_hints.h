#pragma once
// What is written in one form where a type wants another: how it would be written. Each gives the text of a help, or ""
// if there is nothing to say.

#include "sema/checking.h"

namespace stackc::sema {

/// Of a list, `[80]`, where a map or a text is expected.
std::string listHint(const Checking& in, TypeId expected);
/// Of a block, `{ port = 80 }`, where a list or a text is expected.
std::string blockHint(const Checking& in, TypeId expected);
/// Of a plain text where something is expected that is no text: a number, a backend, a record with a name in it.
std::string plainTextHint(Checking& in, const std::string& text, TypeId expected);
/// Of a value that is computed or read, where there is no way to make it what is expected.
std::string madeHint(Checking& in, TypeId expected, TypeId found);
/// Of a number that may lie outside of the bounds of what is expected.
std::string narrowerHint(const Checking& in, ExprId id, TypeId expected);
/// Of a number, text or truth where what has fields is expected.
std::string fieldsHint(const Checking& in, TypeId expected, TypeId found);
/// The cases of a variant as they are written: `files`, `volume(…)`; "" of very many.
std::string casesOf(const Checking& in, const Type& variant);
/// Of two operands that an operator can't be applied to; `isWritten`: one of them is a whole number as it stands there.
std::string operandsHint(const Checking& in, std::string_view symbol, TypeId left, TypeId right, bool isWritten);

} // namespace stackc::sema
