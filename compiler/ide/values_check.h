#pragma once
// What is wrong with the values files beside a stack.

#include "diag/diagnostic.h"
#include "session/compilation.h"

#include <string>
#include <vector>

namespace stackc::ide {

/// What `stackc build -f` says of the values files of a stack without errors, at their lines: the files are added to
/// its sources. Said is what is wrong over the defaults and over each environment, and nothing of what a file leaves
/// out, which others may give. Files above 256 KiB, those with `{{`, which something else makes values of, and those
/// behind the 50th are passed over.
std::vector<diag::Diagnostic> checkValuesFiles(session::Compilation& compilation, const std::string& main);

} // namespace stackc::ide
