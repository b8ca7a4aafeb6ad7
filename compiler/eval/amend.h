#pragma once
// Amending what is there: the entries of records and maps, the elements of lists, as far as they are known.

#include "eval/entries.h"

#include <string>

namespace stackc::eval {

/// Changes an entry under a guard. It goes to the end if it `moves`. E4003 where it isn't known whether it is there,
/// E3012 where it isn't.
void amendEntry(Evaluation& in, const core::Entry& item, NodeRef guard, bool moves, Entries& out);
/// Takes out an entry under a guard. E4003 where what has it is late as a whole.
void removeEntry(Evaluation& in, const core::Entry& item, NodeRef guard, Entries& out);
/// The key that is wanted as messages show it: `53/UDP`.
std::string shownKey(const core::AmendElements& amended, NodeRef wanted);
/// The list with the elements changed, or taken out, whose key is the wanted one. E3041 where there is none.
NodeRef amendElements(Evaluation& in, const core::AmendElements& amended, const core::Expr& expr);

} // namespace stackc::eval
