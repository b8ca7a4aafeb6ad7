#include "support/subprocess.h"

#include <algorithm>
#include <cerrno>
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

/// Starts the program and waits for its end: its exit status, or -errno. Without `errors` it has our error stream.
int runOn(const std::vector<std::string>& command, const std::vector<char*>& environment, std::FILE* input,
          std::FILE* output, std::FILE* errors) {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, fileno(input), STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, fileno(output), STDOUT_FILENO);
    if (errors != nullptr)
        posix_spawn_file_actions_adddup2(&actions, fileno(errors), STDERR_FILENO);
    std::vector<std::string> arguments = command;
    std::vector<char*> pointers;
    for (std::string& argument : arguments)
        pointers.push_back(argument.data());
    pointers.push_back(nullptr);
    pid_t child = 0;
    int error = posix_spawnp(&child, pointers[0], &actions, nullptr, pointers.data(), environment.data());
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0)
        return -error;
    int status = 0;
    while (::waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return -errno;
    constexpr int killed = 128;
    return WIFEXITED(status) ? WEXITSTATUS(status) : killed + WTERMSIG(status);
}

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
             const std::vector<std::string_view>& without, Errors errors) {
    // Files without names, not pipes: neither side waits for the other, whatever the sizes.
    File from(std::tmpfile()), to(std::tmpfile()), told(errors == Errors::Kept ? std::tmpfile() : nullptr);
    bool isReady = from && to && (told || errors == Errors::Shown) &&
                   std::fwrite(input.data(), 1, input.size(), from.get()) == input.size() &&
                   std::fflush(from.get()) == 0;
    if (!isReady)
        return {-errno, "", ""};
    std::rewind(from.get());
    int status = runOn(command, environmentWithout(without), from.get(), to.get(), told.get());
    return {status, everything(to.get()), told ? everything(told.get()) : ""};
}

} // namespace stackc::support
