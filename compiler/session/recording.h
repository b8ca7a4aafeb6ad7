#pragma once
// The disk, with what is read of it.

#include "session/file_system.h"

#include <set>
#include <string>

namespace stackc::session {

class RecordingDisk : public FileSystem {
public:
    Reading read(const std::filesystem::path& path, size_t limit) const override;
    Kind kind(const std::filesystem::path& path, Links links) const override { return disk_.kind(path, links); }
    Names list(const std::filesystem::path& folder) const override;
    bool isBelow(const std::filesystem::path& file, const std::filesystem::path& folder) const override {
        return disk_.isBelow(file, folder);
    }

    /// The files that were read and the folders that were listed, by normal paths.
    const std::set<std::string>& inputs() const { return inputs_; }

private:
    Disk disk_;
    mutable std::set<std::string> inputs_;
};

} // namespace stackc::session
