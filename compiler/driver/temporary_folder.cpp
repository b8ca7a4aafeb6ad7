#include "driver/temporary_folder.h"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

namespace stackc::driver {

namespace fs = std::filesystem;

namespace {

void remove(const std::string& folder) {
    std::error_code ignored;
    fs::remove_all(folder, ignored);
}

/// Until the other end of the pipe is closed. In a session of its own no terminal ends it.
[[noreturn]] void removeAtEnd(int pipe, const std::string& folder) {
    ::setsid();
    for (int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        ::close(stream);
    char nothing = 0;
    while (::read(pipe, &nothing, 1) < 0 && errno == EINTR) {
    }
    remove(folder);
    ::_exit(0);
}

} // namespace

TemporaryFolder::TemporaryFolder(const std::string& name) {
    std::error_code error;
    std::string form = (fs::temp_directory_path(error) / (name + "-XXXXXX")).string();
    if (error || ::mkdtemp(form.data()) == nullptr)
        return;
    path_ = form;
    watch();
}

/// What is in the folder is written while a signal may end us: only who outlives us can remove all of it.
void TemporaryFolder::watch() {
    std::array<int, 2> pipe{};
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0)
        return;
    watcher_ = ::fork();
    if (watcher_ == 0) {
        ::close(pipe[1]);
        removeAtEnd(pipe[0], path_);
    }
    ::close(pipe[0]);
    life_ = pipe[1];
}

TemporaryFolder::~TemporaryFolder() {
    if (!path_.empty())
        remove(path_);
    if (life_ >= 0)
        ::close(life_);
    while (watcher_ > 0 && ::waitpid(watcher_, nullptr, 0) < 0 && errno == EINTR) {
    }
}

} // namespace stackc::driver
