#include "driver/replace_file.h"

#include "driver/console.h"
#include "driver/diagnostics.h"
#include "driver/disk.h"
#include "session/descriptor.h"
#include "session/file_system.h"

#include <cerrno>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace stackc::driver {

namespace fs = std::filesystem;

namespace {

/// What a file's links lead to, be it there or not.
fs::path targetOf(fs::path path) {
    std::error_code error;
    constexpr int mostLinks = 40; // as the system has it
    for (int links = 0; links < mostLinks; ++links) {
        fs::path real = fs::canonical(path, error);
        if (!error)
            return real;
        fs::path next = fs::read_symlink(path, error);
        if (error)
            break; // no link
        path = path.parent_path() / next;
    }
    if (fs::is_symlink(path, error))
        refuse("write", path, ELOOP);
    return path;
}

} // namespace

std::optional<std::string> replaceFile(const std::string& given, const std::string& bytes) {
    std::error_code error;
    fs::path aside;
    bool isOurs = false;
    try {
        fs::path path = targetOf(given); // a link stays one
        aside = path.parent_path() / ("." + path.filename().string() + ".stackc-new");
        for (;;) {
            struct stat mine {
            }, there{}, old{};
            bool isThere = ::stat(path.c_str(), &old) == 0;
            if (isThere && !S_ISREG(old.st_mode))
                throw Refused{fmt::format("can't write {}: it {}", given, session::whatIs(old.st_mode))};
            // One name for all runs, so that what a killed one left is used again; the lock keeps them apart.
            session::Descriptor file(
                ::open(aside.c_str(), O_WRONLY | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0666));
            if (!file.isOpen())
                refuse("write", path, errno);
            if (::flock(file.get(), LOCK_EX) == 0 && ::fstat(file.get(), &mine) == 0 &&
                (::stat(aside.c_str(), &there) != 0 || mine.st_ino != there.st_ino))
                continue; // another run has just put it into place
            isOurs = S_ISREG(mine.st_mode);
            if (!isOurs)
                refuse("write", aside, EEXIST);
            if (::ftruncate(file.get(), 0) != 0)
                refuse("write", path, errno);
            if (isThere)
                static_cast<void>(::fchmod(file.get(), old.st_mode & 07777));
            writeAll(file, bytes, path);
            syncFile(file, path);
            fs::rename(aside, path, error);
            if (error)
                refuse("write", path, error.value());
            syncFolder(path.parent_path());
            return std::nullopt;
        }
    } catch (const Refused& refused) {
        if (isOurs)
            fs::remove(aside, error);
        return refused.message;
    }
}

std::optional<std::string> writeFile(const std::string& path, const std::string& bytes) {
    struct stat status {};
    bool isStream = ::stat(path.c_str(), &status) == 0 && (S_ISFIFO(status.st_mode) || S_ISCHR(status.st_mode));
    if (!isStream)
        return replaceFile(path, bytes);
    try {
        session::Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY));
        if (!file.isOpen())
            refuse("write", path, errno);
        writeAll(file, bytes, path);
        return std::nullopt;
    } catch (const Refused& refused) {
        return refused.message;
    }
}

int deliver(const std::string& path, const std::string& text) {
    if (path == "-")
        put(text);
    else if (auto failure = writeFile(path, text))
        return tellFault(*failure);
    return Exit::ok;
}

} // namespace stackc::driver
