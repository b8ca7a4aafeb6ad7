#pragma once
// Another name for what a name stands for.

#include "ide/edited.h"
#include "support/result.h"

namespace stackc::ide {

/// The name at the cursor, or why it can't be another one: what Kubernetes, the language or the library declare has the
/// name that it has.
support::Result<source::Span> prepareRename(const Analysis& analysis, source::FileId file, std::uint32_t offset);

/// What becomes of the key of a field or a case, which values files and what comes out have.
enum class Key : std::uint8_t {
    Follows, ///< it is the new name
    Stays,   ///< `@key` says so: the declaration has it, or it is given one
};

/// That of what stands at the cursor, as far as this stack goes: it stays where `@key` gives it, and that of a case
/// where what comes out of the stack has it. Of what is no field and no case, it follows.
Key keyAfterRename(const Analysis& analysis, source::FileId file, std::uint32_t offset);

/// The edits that give it the name everywhere in the stack, or why that can't be, as far as the names say, or because
/// what comes out has the name: all stacks
/// with these edits are to be asked of `whyNotRenamed`, and of their values files, where the key follows,
/// `renameInValues`. A service keeps the name that it has in the cluster.
support::Result<std::vector<TextEdit>> rename(const Analysis& analysis, source::FileId file, std::uint32_t offset,
                                              const std::string& name, Key key);

/// What is wrong with the stack once the edits of all stacks are made, with which it gets that name: the first error
/// that isn't there without them, that the name then stands at other places than those that had the old one, or that
/// something else comes out. "" if nothing is, and where it was abandoned.
std::string whyNotRenamed(Analysis& analysis, source::FileId file, std::uint32_t offset, const std::string& name,
                          const Edited& edited, const Stop& abandon = nullptr);

} // namespace stackc::ide
