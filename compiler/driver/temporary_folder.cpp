#include "driver/temporary_folder.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <system_error>
#include <thread>
#include <unistd.h>

namespace stackc::driver {

namespace fs = std::filesystem;

namespace {

constexpr std::array ending{SIGHUP, SIGINT, SIGTERM};

void remove(const std::string& folder) {
    std::error_code ignored;
    fs::remove_all(folder, ignored);
}

int toWatch = -1; ///< the pipe's end that the handler writes to

void onEnd(int signal) {
    const int error = errno;
    const auto number = static_cast<unsigned char>(signal);
    static_cast<void>(!::write(toWatch, &number, 1));
    errno = error;
}

} // namespace

/// Hears of signals that end the program. A handler may do next to nothing: it hands their numbers to a thread, by a
/// pipe, which removes the folder and lets the signal do what it would have done.
class TemporaryFolder::Watch {
public:
    explicit Watch(const std::string& folder) {
        if (::pipe2(pipe_.data(), O_CLOEXEC) != 0)
            return;
        toWatch = pipe_[1];
        thread_ = std::jthread([this, folder] { run(folder); });
        struct sigaction action {};
        action.sa_handler = onEnd;
        action.sa_flags = SA_RESTART;
        for (size_t i = 0; i < ending.size(); ++i)
            if (::sigaction(ending[i], nullptr, &before_[i]) == 0 && before_[i].sa_handler == SIG_DFL)
                ::sigaction(ending[i], &action, nullptr); // what is ignored, as nohup does, goes on being so
    }

    ~Watch() {
        if (!thread_.joinable())
            return;
        for (size_t i = 0; i < ending.size(); ++i)
            ::sigaction(ending[i], &before_[i], nullptr);
        onEnd(0);
        thread_.join();
        for (int end : pipe_)
            ::close(end);
    }

    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;

private:
    void run(const std::string& folder) const {
        unsigned char signal = 0;
        while (::read(pipe_[0], &signal, 1) < 0 && errno == EINTR) {
        }
        if (signal == 0)
            return;
        remove(folder);
        std::signal(signal, SIG_DFL);
        ::kill(::getpid(), signal);
    }

    std::array<int, 2> pipe_{-1, -1};
    std::array<struct sigaction, ending.size()> before_{};
    std::jthread thread_;
};

TemporaryFolder::TemporaryFolder(const std::string& name) {
    std::error_code error;
    std::string form = (fs::temp_directory_path(error) / (name + "-XXXXXX")).string();
    if (error || ::mkdtemp(form.data()) == nullptr)
        return;
    path_ = form;
    watch_ = std::make_unique<Watch>(path_);
}

TemporaryFolder::~TemporaryFolder() {
    watch_.reset();
    if (!path_.empty())
        remove(path_);
}

} // namespace stackc::driver
