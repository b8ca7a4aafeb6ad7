#pragma once
// Another name for what a name stands for.

#include "ide/completion.h"
#include "support/result.h"

namespace stackc::ide {

/// The name at the cursor, or why it can't be another one: what Kubernetes, the language or the library declare has the
/// name that it has.
support::Result<source::Span> prepareRename(const Analysis& analysis, source::FileId file, std::uint32_t offset);

/// The edits that give it the name everywhere in the stack, or why that can't be. The keys of values in YAML files stay
/// as they are.
support::Result<std::vector<TextEdit>> rename(const Analysis& analysis, source::FileId file, std::uint32_t offset,
                                              const std::string& name);

} // namespace stackc::ide
