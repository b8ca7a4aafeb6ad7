#pragma once
// Reading files, and replacing single ones. output.h writes folders.

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <sys/types.h>

namespace stackc::driver {

/// The bytes of a file, or why it can't be read.
struct Reading {
    std::optional<std::string> text;
    std::string error; ///< "can't read PATH: why"
    bool missing = false;
};

/// Of a larger file `limit` + 1 bytes are read: whoever takes the text says what is too large. What isn't a plain file
/// is refused, as reading it may never end; but a pipe that the shell made (`<(…)`, /dev/stdin) is read.
Reading readFile(const std::string& path, size_t limit);

/// As readFile; `-` is the standard input.
Reading readInput(const std::string& path, size_t limit);

/// Is the file below the folder when links are followed?
bool isBelow(const std::filesystem::path& file, const std::filesystem::path& folder);

/// What something is that is no plain file: "is a device".
const char* whatIs(mode_t mode);

/// Replaces one file's bytes, all or nothing; what isn't a plain file stays. Why not, if it can't be.
std::optional<std::string> replaceFile(const std::string& path, const std::string& bytes);

/// As replaceFile, for the one file that the user names: into a pipe or a terminal, say, the bytes are written, as a
/// shell's `>` does. A disk is refused.
std::optional<std::string> writeFile(const std::string& path, const std::string& bytes);

} // namespace stackc::driver
