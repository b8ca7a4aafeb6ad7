#include "driver/mcp_input.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace stackc::driver {

namespace {

constexpr std::array<int, 3> ending{SIGTERM, SIGINT, SIGHUP};

volatile std::sig_atomic_t pipeOfSignals = -1;

void tell(int signal) {
    int before = errno;
    auto number = static_cast<unsigned char>(signal);
    [[maybe_unused]] ssize_t count = ::write(pipeOfSignals, &number, 1);
    errno = before;
}

/// Signals that are ignored, as nohup has it, stay so.
void handle(void (*handler)(int)) {
    for (int signal : ending) {
        struct sigaction former {};
        ::sigaction(signal, nullptr, &former);
        if (former.sa_handler == SIG_IGN)
            continue;
        struct sigaction action {};
        action.sa_handler = handler;
        ::sigaction(signal, &action, nullptr);
    }
}

} // namespace

InputLines::InputLines(size_t longest) : longest_(longest) {
    if (::pipe2(told_.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    pipeOfSignals = told_[1];
    handle(tell);
}

InputLines::~InputLines() {
    if (told_[0] < 0)
        return;
    handle(SIG_DFL);
    for (int end : told_)
        ::close(end);
}

std::optional<std::string> InputLines::next() {
    std::string line;
    for (;;) {
        size_t end = std::min(ahead_.find('\n'), ahead_.size());
        line.append(ahead_, 0, std::min(end, longest_ + 1 - line.size()));
        bool isWhole = end < ahead_.size();
        ahead_.erase(0, end + (isWhole ? 1 : 0));
        if (isWhole)
            return line;
        if (!read())
            return line.empty() || signal_ != 0 ? std::nullopt : std::optional(line);
    }
}

/// Reads on. False: there is nothing more.
bool InputLines::read() {
    std::array<pollfd, 2> sources{{{STDIN_FILENO, POLLIN, 0}, {told_[0], POLLIN, 0}}};
    while (::poll(sources.data(), sources.size(), -1) < 0)
        if (errno != EINTR)
            return false;
    unsigned char number = 0;
    if (sources[1].revents != 0 && ::read(told_[0], &number, 1) == 1) {
        signal_ = number;
        return false;
    }
    std::array<char, 1 << 16> buffer{};
    ssize_t count = ::read(STDIN_FILENO, buffer.data(), buffer.size());
    if (count > 0)
        ahead_.assign(buffer.data(), static_cast<size_t>(count));
    return count > 0;
}

} // namespace stackc::driver
