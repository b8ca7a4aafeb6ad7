#pragma once
// The system's calls that write. What fails is thrown as Refused and caught where this stage's functions return.

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

/// A descriptor that is closed at the end.
class Descriptor {
public:
    explicit Descriptor(int number = -1) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(other.number_) { other.number_ = -1; }
    Descriptor& operator=(Descriptor&& other) noexcept;
    ~Descriptor();

    int get() const { return number_; }
    bool isOpen() const { return number_ >= 0; }

private:
    int number_;
};

/// Writes the bytes to an open file, down to the disk.
void writeAll(const Descriptor& file, std::string_view bytes, const std::filesystem::path& path);

/// Writes a file that is not there yet.
void writeNew(const std::filesystem::path& path, std::string_view bytes);

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
    Descriptor folder_, file_, next_;
};

} // namespace stackc::driver
