#pragma once
// A folder for what a run needs on the disk, and nobody afterwards.

#include <string>
#include <sys/types.h>

namespace stackc::driver {

/// A folder in the system's folder of temporary files. It is gone when this goes out of scope, and soon after the
/// program if that ends before, by whatever signal.
class TemporaryFolder {
public:
    /// `name` is what its name begins with.
    explicit TemporaryFolder(const std::string& name);
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const std::string& path() const { return path_; } ///< empty: none could be made

private:
    void watch();

    std::string path_;
    pid_t watcher_ = -1; ///< a process that removes the folder when this one is gone
    int life_ = -1;      ///< the end of a pipe that is open as long as this process is
};

} // namespace stackc::driver
