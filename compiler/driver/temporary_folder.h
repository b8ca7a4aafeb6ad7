#pragma once
// A folder for what a run needs on the disk, and nobody afterwards.

#include <memory>
#include <string>

namespace stackc::driver {

/// A folder in the system's folder of temporary files. It is gone when this goes out of scope, and when SIGHUP, SIGINT
/// or SIGTERM ends the program before. There is one at a time.
class TemporaryFolder {
public:
    /// `name` is what its name begins with.
    explicit TemporaryFolder(const std::string& name);
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const std::string& path() const { return path_; } ///< empty: none could be made

private:
    class Watch;

    std::string path_;
    std::unique_ptr<Watch> watch_;
};

} // namespace stackc::driver
