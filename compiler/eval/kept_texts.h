#pragma once
// Texts that a chart generates and keeps in a Secret.

#include "diag/sink.h"
#include "eval/guards.h"
#include "ir/package.h"

namespace stackc::eval {

/// Each generated text is one text only if the Secret that keeps it is all that reads it: E5041 at others.
void checkKeptTexts(const ir::Package& package, Guards& guards, diag::Sink& sink);

} // namespace stackc::eval
