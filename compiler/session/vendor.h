#pragma once
// Charts from elsewhere that stand beside the source, in vendor/<chart>/ as `helm pull --untar` puts them there.

#include "emit/file_set.h"
#include "session/compilation.h"

#include <optional>

namespace stackc::session {

/// Is there such a folder?
bool isVendored(const Compilation& compilation, const core::ExternalChart& external);
/// The files of the chart, which is called by its alias in them; nothing if there is no such folder. What is there and
/// can't be taken (another chart or version, a link, a strange name, too much) goes to the sink.
std::optional<emit::FileSet> vendoredChart(Compilation& compilation, const core::ExternalChart& external);

} // namespace stackc::session
