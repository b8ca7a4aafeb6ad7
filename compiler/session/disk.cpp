#include "session/descriptor.h"
#include "session/file_system.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

namespace stackc::session {

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

bool isOfShell(std::string_view path) {
    return path.starts_with("/dev/fd/") || path.starts_with("/proc/self/fd/") || path == "/dev/stdin";
}

} // namespace

const char* whatIs(unsigned mode) {
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

Reading Disk::read(const fs::path& path, size_t limit) const {
    // Opening a named pipe would wait for someone who writes.
    Descriptor file(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY));
    if (!file.isOpen())
        return failed(path.string(), std::strerror(errno), errno == ENOENT || errno == ENOTDIR);
    struct stat status {};
    if (::fstat(file.get(), &status) != 0)
        return failed(path.string(), std::strerror(errno));
    if (S_ISFIFO(status.st_mode) && isOfShell(path.native()))
        ::fcntl(file.get(), F_SETFL, 0); // here one waits for the writer
    else if (!S_ISREG(status.st_mode))
        return failed(path.string(), fmt::format("it {}", whatIs(status.st_mode)));
    return readAll(file.get(), path.string(), limit);
}

Kind Disk::kind(const fs::path& path, Links links) const {
    struct stat status {};
    int failure = links == Links::Follow ? ::stat(path.c_str(), &status) : ::lstat(path.c_str(), &status);
    if (failure != 0)
        return Kind::Missing;
    if (S_ISREG(status.st_mode))
        return Kind::File;
    if (S_ISDIR(status.st_mode))
        return Kind::Folder;
    return S_ISLNK(status.st_mode) ? Kind::Link : Kind::Other;
}

Names Disk::list(const fs::path& folder) const {
    std::vector<std::string> names;
    std::error_code error;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
        names.push_back(it->path().filename().string());
    bool isThere = error != std::errc::no_such_file_or_directory && error != std::errc::not_a_directory;
    if (error && isThere)
        return support::Failure{fmt::format("can't read {}: {}", folder.string(), error.message())};
    std::sort(names.begin(), names.end());
    return names;
}

bool Disk::isBelow(const fs::path& file, const fs::path& folder) const {
    std::error_code error;
    fs::path real = fs::canonical(file, error);
    if (error)
        return false;
    fs::path below = real.lexically_relative(fs::canonical(folder.empty() ? "." : folder, error));
    return !error && !below.empty() && *below.begin() != "..";
}

Reading readInput(const std::string& path, size_t limit) {
    return path == "-" ? readAll(STDIN_FILENO, "the standard input", limit) : Disk().read(path, limit);
}

} // namespace stackc::session
