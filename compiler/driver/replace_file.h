#pragma once
// Replacing single files. output.h writes folders.

#include <optional>
#include <string>

namespace stackc::driver {

/// Replaces one file's bytes, all or nothing; what isn't a plain file stays. Why not, if it can't be.
std::optional<std::string> replaceFile(const std::string& path, const std::string& bytes);

/// As replaceFile, for the one file that the user names: into a pipe or a terminal, say, the bytes are written, as a
/// shell's `>` does. A disk is refused.
std::optional<std::string> writeFile(const std::string& path, const std::string& bytes);

/// Prints the text where the path is `-`, else writes the file, and tells what can't be. Returns the exit code.
int deliver(const std::string& path, const std::string& text);

} // namespace stackc::driver
