#include "driver/disk.h"

#include "driver/console.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace stackc::driver {

namespace fs = std::filesystem;

using session::Descriptor;

namespace {

/// False, and errno, if this file system can't lock it.
bool lock(int descriptor, const fs::path& folder) {
    if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0)
        return true;
    if (errno != EWOULDBLOCK)
        return false;
    complain("stackc: waiting for another run that writes to {}\n", folder.string());
    while (::flock(descriptor, LOCK_EX) != 0)
        if (errno != EINTR)
            return false;
    return true;
}

bool isSame(const Descriptor& open, const fs::path& path) {
    struct stat one {
    }, other{};
    return ::fstat(open.get(), &one) == 0 && ::stat(path.c_str(), &other) == 0 && one.st_dev == other.st_dev &&
           one.st_ino == other.st_ino;
}

} // namespace

void refuse(std::string_view what, const fs::path& path, int error) {
    throw Refused{fmt::format("can't {} {}: {}", what, path.string(), std::strerror(error))};
}

void writeAll(const Descriptor& file, std::string_view bytes, const fs::path& path) {
    while (!bytes.empty()) {
        ssize_t written = ::write(file.get(), bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            refuse("write", path, written < 0 ? errno : EIO);
        bytes.remove_prefix(static_cast<size_t>(written));
    }
}

void syncFile(const Descriptor& file, const fs::path& path) {
    if (::fsync(file.get()) != 0 && errno != EINVAL && errno != EROFS)
        refuse("write", path, errno);
}

void writeNew(const fs::path& path, std::string_view bytes, const fs::path& shown, Lasting lasting) {
    Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666));
    if (!file.isOpen())
        refuse("write", shown, errno);
    writeAll(file, bytes, shown);
    if (lasting == Lasting::Yes)
        syncFile(file, shown);
    if (!file.close()) // network file systems may say only now that there is no room
        refuse("write", shown, errno);
}

void syncFolder(const fs::path& path) {
    Descriptor folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.isOpen())
        ::fsync(folder.get());
}

bool exchange(const fs::path& one, const fs::path& other) {
    return ::renameat2(AT_FDCWD, one.c_str(), AT_FDCWD, other.c_str(), RENAME_EXCHANGE) == 0;
}

FolderLock::FolderLock(const fs::path& folder) {
    for (;;) {
        std::error_code error;
        fs::create_directories(folder, error);
        folder_ = Descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        if (!folder_.isOpen())
            refuse("write to", folder, error ? error.value() : errno);
        if (!lock(folder_.get(), folder)) {
            // Network file systems lock only what is open for writing.
            fs::path path = folder / ".stackc-lock";
            file_ = Descriptor(::open(path.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0666));
            if (!file_.isOpen() || !lock(file_.get(), folder))
                refuse("lock", folder, errno);
        }
        // The run that this one waited for may have put another folder in its place.
        if (isSame(folder_, folder))
            return;
    }
}

bool FolderLock::extendTo(const fs::path& next) {
    next_ = Descriptor(::open(next.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return !file_.isOpen() && next_.isOpen() && ::flock(next_.get(), LOCK_EX | LOCK_NB) == 0;
}

} // namespace stackc::driver
