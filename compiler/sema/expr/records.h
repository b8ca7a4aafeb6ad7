#pragma once
// Records of the language: always complete, exact, amended field by field.

#include "sema/expr/edits.h"

#include <map>
#include <set>
#include <string>

namespace stackc::sema {

/// A variable that stands for a value.
struct Held {
    ExprId value;
    VarId var;
    ExprId ref; ///< a use of the variable
};

/// A record while its fields are being set.
struct RecordState {
    TypeId type;
    std::vector<ExprId> fields;     ///< invalid: not set, the default holds
    ExprId base;                    ///< of an open record: what its other keys come from
    std::vector<core::Entry> extra; ///< of an open record: its other keys
    std::map<size_t, Held> held;    ///< fields that branches found as variables
    std::set<std::string> unknown;  ///< keys that are no fields; what they were meant to be is not missing as well
};

/// Which field has the name; reported if none has.
std::optional<size_t> fieldIndex(Checking& in, TypeId record, const ast::Name& name);
/// "did you mean …?" for a field that isn't there: the one with that key in values.yaml, or a near name; else "".
std::string meantField(const Checking& in, TypeId record, const std::string& name);
/// The fields that a record begins with: those of the base.
RecordState recordStart(Checking& in, TypeId record, ExprId base, Span span);
/// A record on the base of another one, with what amends it. `complete`: fields without a default have to be set.
ExprId recordValue(Checking& in, TypeId record, ExprId base, const Amendment& amendment, PathTree& paths,
                   bool complete = true);
/// The list with a value, or a list, behind its elements.
ExprId appended(Checking& in, TypeId type, ExprId current, ast::ExprId value, Span span);
/// The record, with the defaults of what was not set.
ExprId recordFinish(Checking& in, const RecordState& state, Span span, bool complete);

} // namespace stackc::sema
