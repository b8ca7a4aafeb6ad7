#pragma once
// Writing the folder of a build, and that of imported types.

#include "emit/file_set.h"

#include <optional>
#include <string>
#include <vector>

namespace stackc::driver {

enum class Existing {
    Ours,    ///< refuse a file at our place that no run of stackc has written
    Replace, ///< --force: replace it
    Add,     ///< replace it, and keep what earlier runs wrote
};

/// Puts the files below `folder`, which is in its old state until it is in the new one: both are whole, whatever ends
/// the program. Runs that write to one folder wait for each other. Unless files are added, those that an earlier run
/// wrote for `chart` and this one does not are removed (the list is kept in `.stackc-files`). What belongs to another
/// chart stays; manifests where another chart's are, are refused, or replace them. What others put there stays, and no
/// link inside of the folder is followed. Why not, if it can't be.
///
/// A folder takes the place of another at once by exchanging them: the whole one, or, where that can't be done (it is a
/// mount, or the current folder, or others have folders in it), each chart and each environment's manifests. A file
/// system that can't do that either gets file by file.
/// `gone` are then the folders of charts and of manifests that an earlier run wrote and this one took away.
std::optional<std::string> writeFiles(const std::string& folder, const emit::FileSet& files, const std::string& chart,
                                      Existing existing, std::vector<std::string>& gone);

/// Adds files to a folder, and replaces those that are there. Why not, if it can't be.
std::optional<std::string> addFiles(const std::string& folder, const emit::FileSet& files);

} // namespace stackc::driver
