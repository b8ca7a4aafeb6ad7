#pragma once
// The system's calls that write. What fails is thrown as Refused and caught where this stage's functions return.

#include "session/descriptor.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace stackc::driver {

/// What could not be done, and why.
struct Refused {
    std::string message;
};

/// Throws Refused: "can't do PATH: what errno says".
[[noreturn]] void refuse(std::string_view what, const std::filesystem::path& path, int error);

/// Writes the bytes to an open file.
void writeAll(const session::Descriptor& file, std::string_view bytes, const std::filesystem::path& path);

/// Brings what was written to an open file down to the disk, as far as it has one.
void syncFile(const session::Descriptor& file, const std::filesystem::path& path);

/// May a file be lost if the power is? What is made can be made again, and waiting for the disk takes longer than
/// making it.
enum class Lasting { No, Yes };

/// Writes a file that is not there yet; a failure names `shown`.
void writeNew(const std::filesystem::path& path, std::string_view bytes, const std::filesystem::path& shown,
              Lasting lasting = Lasting::No);

/// Brings a folder's entries to the disk, as far as the file system can.
void syncFolder(const std::filesystem::path& path);

/// Two paths change places at once; false if the file system can't do that here.
bool exchange(const std::filesystem::path& one, const std::filesystem::path& other);

/// The folder, locked against other runs. While another one holds it this waits, and says so.
class FolderLock {
public:
    /// Makes the folder if it isn't there.
    explicit FolderLock(const std::filesystem::path& folder);

    /// Locks a folder that will stand in the place of the locked one. False if locks aren't of the folder itself.
    bool extendTo(const std::filesystem::path& next);

private:
    session::Descriptor folder_, file_, next_;
};

} // namespace stackc::driver
