#include "support/subprocess.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <memory>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace stackc::support {

namespace {

struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Close>;

/// Our variables but for some, with the null that ends them.
std::vector<char*> environmentWithout(const std::vector<std::string_view>& names) {
    std::vector<char*> rest;
    for (char** variable = environ; *variable != nullptr; ++variable) {
        std::string_view text(*variable);
        if (std::find(names.begin(), names.end(), text.substr(0, text.find('='))) == names.end())
            rest.push_back(*variable);
    }
    rest.push_back(nullptr);
    return rest;
}

/// The streams that a program has instead of ours, and its group.
class Start {
public:
    explicit Start(bool isGroup) {
        posix_spawn_file_actions_init(&actions_);
        posix_spawnattr_init(&attributes_);
        if (isGroup)
            posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETPGROUP);
    }
    ~Start() {
        posix_spawn_file_actions_destroy(&actions_);
        posix_spawnattr_destroy(&attributes_);
    }
    Start(const Start&) = delete;
    Start& operator=(const Start&) = delete;

    void stream(std::FILE* file, int number) {
        if (file != nullptr)
            posix_spawn_file_actions_adddup2(&actions_, fileno(file), number);
    }
    /// An errno, or 0.
    int spawn(pid_t& child, const std::vector<std::string>& command, const std::vector<char*>& environment) const {
        std::vector<std::string> arguments = command;
        std::vector<char*> pointers;
        for (std::string& argument : arguments)
            pointers.push_back(argument.data());
        pointers.push_back(nullptr);
        return posix_spawnp(&child, pointers[0], &actions_, &attributes_, pointers.data(), environment.data());
    }

private:
    posix_spawn_file_actions_t actions_{};
    posix_spawnattr_t attributes_{};
};

/// Until it returns 0, or fails by what is no signal of ours.
template <typename Call> bool succeeds(const Call& call) {
    while (call() < 0)
        if (errno != EINTR)
            return false;
    return true;
}

} // namespace

/// A program that runs, and what may end it.
class Child {
public:
    explicit Child(Ending* ending) : ending_(ending == nullptr ? own_ : *ending) {}

    /// Starts the program and waits for its end: its exit status, or -errno.
    int run(const Start& start, const std::vector<std::string>& command, const std::vector<char*>& environment) {
        if (int error = spawn(start, command, environment); error != 0)
            return -error;
        // Until we have waited for it, nobody else has its number.
        siginfo_t info{};
        if (!succeeds([&] { return ::waitid(P_PID, static_cast<id_t>(child_), &info, WEXITED | WNOWAIT); }))
            return -errno;
        std::lock_guard guard(ending_.lock_);
        ending_.group_ = 0;
        int status = 0;
        if (!succeeds([&] { return ::waitpid(child_, &status, 0); }))
            return -errno;
        constexpr int killed = 128;
        return WIFEXITED(status) ? WEXITSTATUS(status) : killed + WTERMSIG(status);
    }

private:
    int spawn(const Start& start, const std::vector<std::string>& command, const std::vector<char*>& environment) {
        std::lock_guard guard(ending_.lock_);
        if (ending_.isEnded_)
            return ECANCELED;
        int error = start.spawn(child_, command, environment);
        if (error == 0)
            ending_.group_ = child_;
        return error;
    }

    Ending own_;
    Ending& ending_;
    pid_t child_ = 0;
};

void Ending::end() {
    std::lock_guard guard(lock_);
    isEnded_ = true;
    if (group_ > 0)
        ::kill(-group_, SIGTERM);
}

namespace {

std::string everything(std::FILE* file) {
    std::string text;
    char buffer[1 << 16];
    std::rewind(file);
    while (size_t count = std::fread(buffer, 1, sizeof buffer, file))
        text.append(buffer, count);
    return text;
}

} // namespace

Finished run(const std::vector<std::string>& command, std::string_view input,
             const std::vector<std::string_view>& without, Errors errors, Ending* ending) {
    // Files without names, not pipes: neither side waits for the other, whatever the sizes.
    File from(std::tmpfile()), to(std::tmpfile()), told(errors == Errors::Kept ? std::tmpfile() : nullptr);
    bool isReady = from && to && (told || errors == Errors::Shown) &&
                   (input.empty() || std::fwrite(input.data(), 1, input.size(), from.get()) == input.size()) &&
                   std::fflush(from.get()) == 0;
    if (!isReady)
        return {-errno, "", ""};
    std::rewind(from.get());
    Start start(ending != nullptr);
    start.stream(from.get(), STDIN_FILENO);
    start.stream(to.get(), STDOUT_FILENO);
    start.stream(told.get(), STDERR_FILENO);
    int status = Child(ending).run(start, command, environmentWithout(without));
    return {status, everything(to.get()), told ? everything(told.get()) : ""};
}

} // namespace stackc::support
