#pragma once
// The stack with a name at the cursor, checked for what is asked of that place.

#include "ide/probe_text.h"

namespace stackc::ide {

/// Null if the main file can't be read. The index has the probe, and what names stand for in that text.
std::unique_ptr<session::Compilation> checkedAt(const Analysis& analysis, source::FileId file, const ProbeText& text);

} // namespace stackc::ide
