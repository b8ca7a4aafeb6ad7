#include "driver/files.h"

#include "driver/disk.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace stackc::driver {

namespace fs = std::filesystem;

namespace {

Reading failed(const std::string& path, const std::string& why, bool missing = false) {
    return {std::nullopt, fmt::format("can't read {}: {}", path, why), missing};
}

Reading readAll(int descriptor, const std::string& path, size_t limit) {
    std::string text;
    std::string part(size_t{1} << 16, '\0');
    while (text.size() <= limit) {
        ssize_t got = ::read(descriptor, part.data(), std::min(part.size(), limit + 1 - text.size()));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return failed(path, std::strerror(errno));
        if (got == 0)
            break;
        text.append(part, 0, static_cast<size_t>(got));
    }
    return {std::move(text), "", false};
}

bool isOfShell(const std::string& path) {
    return path.starts_with("/dev/fd/") || path.starts_with("/proc/self/fd/") || path == "/dev/stdin";
}

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

const char* whatIs(mode_t mode) {
    if (S_ISDIR(mode))
        return "is a folder";
    if (S_ISLNK(mode))
        return "is a link";
    if (S_ISFIFO(mode))
        return "is a named pipe";
    if (S_ISSOCK(mode))
        return "is a socket";
    return "is a device";
}

Reading readFile(const std::string& path, size_t limit) {
    // Opening a named pipe would wait for someone who writes.
    Descriptor file(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY));
    if (!file.isOpen())
        return failed(path, std::strerror(errno), errno == ENOENT || errno == ENOTDIR);
    struct stat status {};
    if (::fstat(file.get(), &status) != 0)
        return failed(path, std::strerror(errno));
    if (S_ISFIFO(status.st_mode) && isOfShell(path))
        ::fcntl(file.get(), F_SETFL, 0); // here one waits for the writer
    else if (!S_ISREG(status.st_mode))
        return failed(path, fmt::format("it {}", whatIs(status.st_mode)));
    return readAll(file.get(), path, limit);
}

Reading readInput(const std::string& path, size_t limit) {
    return path == "-" ? readAll(STDIN_FILENO, "the standard input", limit) : readFile(path, limit);
}

bool isBelow(const fs::path& file, const fs::path& folder) {
    std::error_code error;
    fs::path real = fs::canonical(file, error);
    if (error)
        return false;
    fs::path below = real.lexically_relative(fs::canonical(folder.empty() ? "." : folder, error));
    return !error && !below.empty() && *below.begin() != "..";
}

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
                throw Refused{fmt::format("can't write {}: it {}", given, whatIs(old.st_mode))};
            // One name for all runs, so that what a killed one left is used again; the lock keeps them apart.
            Descriptor file(::open(aside.c_str(), O_WRONLY | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0666));
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
        Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY));
        if (!file.isOpen())
            refuse("write", path, errno);
        writeAll(file, bytes, path);
        return std::nullopt;
    } catch (const Refused& refused) {
        return refused.message;
    }
}

} // namespace stackc::driver
