#pragma once
// The keys of a resource that its kind sets.

#include "core/program.h"
#include "diag/sink.h"

#include <cstddef>
#include <vector>

namespace stackc::sema {

/// E5005 for each of the entries that sets `apiVersion` or `kind`, and nothing else of its value: what was said of that
/// from the diagnostic at `first` on is taken back.
void refuseKindKeys(diag::Sink& sink, const std::vector<core::Entry>& entries, std::size_t first);

} // namespace stackc::sema
