#pragma once
// Another name for what a name stands for.

#include "ide/edited.h"
#include "support/result.h"

namespace stackc::ide {

/// The name at the cursor, or why it can't be another one: what Kubernetes, the language or the library declare has the
/// name that it has.
support::Result<source::Span> prepareRename(const Analysis& analysis, source::FileId file, std::uint32_t offset);

/// The edits that give it the name everywhere in the stack, or why that can't be, as far as the names say: all stacks
/// with these edits are to be asked of `whyNotRenamed`, and of their values files `renameInValues`.
support::Result<std::vector<TextEdit>> rename(const Analysis& analysis, source::FileId file, std::uint32_t offset,
                                              const std::string& name);

/// What is wrong with the stack once the edits of all stacks are made, of which `own` are those of this one: the first
/// error that isn't there without them, or that the name then stands at other places than those. "" if nothing is, and
/// where it was abandoned.
std::string whyNotRenamed(const Analysis& analysis, source::FileId file, std::uint32_t offset,
                          const std::vector<TextEdit>& own, const Edited& edited, const Stop& abandon = nullptr);

} // namespace stackc::ide
