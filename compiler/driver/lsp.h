#pragma once
// `stackc lsp`: a language server on the standard streams.

#include "driver/options.h"

namespace stackc::driver {

/// Serves until the editor ends it. Returns 0 if it did so properly, else 1.
int serve(const Options& options);

} // namespace stackc::driver
