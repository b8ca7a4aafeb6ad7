#pragma once
// Where files are read from: the disk, and texts that an editor or a test has, which stand in front of it.

#include "support/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace stackc::session {

/// The bytes of a file, or why it can't be read.
struct Reading {
    std::optional<std::string> text;
    std::string error; ///< "can't read PATH: why"
    bool missing = false;
};

using Names = support::Result<std::vector<std::string>>;

/// What a path is.
enum class Kind : uint8_t { Missing, File, Folder, Link, Other };
enum class Links : uint8_t { Follow, Tell };

/// Paths are as the system has them, relative ones from the current folder on; "" is no folder.
class FileSystem {
public:
    virtual ~FileSystem() = default;

    /// Of a larger file `limit` + 1 bytes are read: whoever takes the text says what is too large. What isn't a plain
    /// file is refused, as reading it may never end.
    virtual Reading read(const std::filesystem::path& path, size_t limit) const = 0;
    /// `Link` is an answer with `Links::Tell` alone; a link that leads nowhere is missing where it is followed.
    virtual Kind kind(const std::filesystem::path& path, Links links = Links::Follow) const = 0;
    /// The names in a folder, sorted; none where there is no such folder. It fails if the folder can't be read.
    virtual Names list(const std::filesystem::path& folder) const = 0;
    /// Is the file below the folder when links are followed? Not if it is missing.
    virtual bool isBelow(const std::filesystem::path& file, const std::filesystem::path& folder) const = 0;
};

/// The disk of this machine.
class Disk : public FileSystem {
public:
    /// A pipe that the shell made (`<(…)`, /dev/stdin) is read, too.
    Reading read(const std::filesystem::path& path, size_t limit) const override;
    Kind kind(const std::filesystem::path& path, Links links) const override;
    Names list(const std::filesystem::path& folder) const override;
    bool isBelow(const std::filesystem::path& file, const std::filesystem::path& folder) const override;
};

/// Texts in front of other files: what has a text is a file, and the folders above it are there.
class Overlay : public FileSystem {
public:
    /// Without `behind` there is nothing else.
    explicit Overlay(std::shared_ptr<const FileSystem> behind = nullptr) : behind_(std::move(behind)) {}

    void set(const std::filesystem::path& path, std::string text);
    /// What is behind is seen again.
    void drop(const std::filesystem::path& path);

    Reading read(const std::filesystem::path& path, size_t limit) const override;
    Kind kind(const std::filesystem::path& path, Links links) const override;
    Names list(const std::filesystem::path& folder) const override;
    bool isBelow(const std::filesystem::path& file, const std::filesystem::path& folder) const override;

private:
    std::map<std::filesystem::path, std::string> texts_; ///< by normal paths
    std::shared_ptr<const FileSystem> behind_;
};

/// As Disk::read; `-` is the standard input.
Reading readInput(const std::string& path, size_t limit);

/// What something is that is no plain file, of the system's `st_mode`: "is a device".
const char* whatIs(unsigned mode);

} // namespace stackc::session
