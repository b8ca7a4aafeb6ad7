#pragma once
// The files of a commit, as they stood in the working tree of its repository.

#include "session/file_system.h"

#include <map>
#include <memory>
#include <string>

namespace stackc::session {

/// Paths are those of the working tree. What is not of the repository is not there, and links aren't followed: what a
/// link was when the commit was made isn't known.
class GitTree : public FileSystem {
public:
    /// The commit that `revision` is in the repository that `path` lies in, or why it can't be read. Runs `git`.
    static support::Result<std::shared_ptr<const FileSystem>> of(const std::filesystem::path& path,
                                                                 const std::string& revision);

    Reading read(const std::filesystem::path& path, size_t limit) const override;
    Kind kind(const std::filesystem::path& path, Links links) const override;
    Names list(const std::filesystem::path& folder) const override;
    bool isBelow(const std::filesystem::path& file, const std::filesystem::path& folder) const override;

private:
    struct Entry {
        std::string object; ///< its name in git
        Kind kind;
    };

    explicit GitTree(std::filesystem::path root) : root_(std::move(root)) {}
    void add(std::string_view line);
    /// The path from the root on, "" for the root; nothing if it is outside.
    std::optional<std::string> inTree(const std::filesystem::path& path) const;

    std::filesystem::path root_;
    std::map<std::string, Entry> entries_; ///< by the path below the root
};

} // namespace stackc::session
