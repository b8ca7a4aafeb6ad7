#include "driver/console.h"

#include "driver/options.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace stackc::driver {

namespace {

int outputError = 0; ///< of the first failure

void note(bool failed) {
    if (failed && outputError == 0)
        outputError = errno != 0 ? errno : EIO;
}

} // namespace

void put(std::string_view text) {
    errno = 0;
    note(!text.empty() && std::fwrite(text.data(), 1, text.size(), stdout) != text.size());
}

void complain(std::string_view text) {
    if (!text.empty())
        std::fwrite(text.data(), 1, text.size(), stderr);
}

void holdStreams() {
    for (int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        if (::fcntl(stream, F_GETFD) == -1 && errno == EBADF)
            // Open the wrong way round, so that using it still fails. It gets the lowest free number, which is this.
            static_cast<void>(::open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY));
    // A pipe that nobody reads, or a limit on the size of files, is an error like any other.
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
}

int finish(int exit) {
    errno = 0;
    note(std::fflush(stdout) != 0);
    note(std::ferror(stdout) != 0);
    if (outputError == 0)
        return exit;
    // Whoever closes a pipe has seen enough.
    if (outputError != EPIPE)
        complain("stackc: can't write to the standard output: {}\n", std::strerror(outputError));
    return Exit::systemError;
}

} // namespace stackc::driver
