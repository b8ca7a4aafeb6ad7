#pragma once
// The only I/O of the compiler.

#include "emit/file_set.h"

#include <optional>
#include <string>

namespace stackc::driver {

/// The file's bytes, or nothing if it can't be read.
std::optional<std::string> readFile(const std::string& path);

/// As readFile; `-` is the standard input.
std::optional<std::string> readInput(const std::string& path);

/// Puts the files below `folder`: all are written aside first and then renamed into place, so that a failure leaves
/// what was there. Files that an earlier run wrote and this one does not are removed; others are left alone (the list
/// is kept in `.stackc-files`). Returns false and says why in `error` if the system refuses.
bool writeFiles(const std::string& folder, const emit::FileSet& files, std::string& error);

/// As writeFiles, but what earlier runs wrote stays and is not listed.
bool addFiles(const std::string& folder, const emit::FileSet& files, std::string& error);

/// Replaces one file's bytes, all or nothing.
bool replaceFile(const std::string& path, const std::string& bytes);

} // namespace stackc::driver
