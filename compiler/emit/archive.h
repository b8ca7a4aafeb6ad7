#pragma once
// A set of files as one: a gzipped tar.

#include "emit/file_set.h"

#include <cstdint>
#include <string>
#include <vector>

namespace stackc::emit {

/// The files below `folder`, those that are named in `first` before all others, each with rights 0644 and the time, in
/// seconds since 1970, below 2^33. Equal files give equal bytes, with one version of zlib. The format is POSIX's `pax`:
/// paths may have any length; a file has less than 8 GiB.
std::string tarGz(const FileSet& files, const std::string& folder, const std::vector<std::string>& first, int64_t time);

} // namespace stackc::emit
