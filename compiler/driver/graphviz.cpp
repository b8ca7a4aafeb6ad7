#include "driver/graphviz.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fmt/format.h>
#include <memory>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace stackc::driver {

namespace {

struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Close>;

/// Files without names, not pipes: neither side waits for the other, whatever the sizes.
File scratch() { return File(std::tmpfile()); }

/// Starts `dot` and waits for its end: its exit status, or the number of an error below 0.
int run(std::FILE* input, std::FILE* output) {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, fileno(input), STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, fileno(output), STDOUT_FILENO);
    std::string name = "dot", format = "-Tsvg";
    char* arguments[] = {name.data(), format.data(), nullptr};
    pid_t child = 0;
    int error = posix_spawnp(&child, "dot", &actions, nullptr, arguments, environ);
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

Svg svgOf(const std::string& dot) {
    File input = scratch(), output = scratch();
    bool isReady = input && output && std::fwrite(dot.data(), 1, dot.size(), input.get()) == dot.size() &&
                   std::fflush(input.get()) == 0;
    if (!isReady)
        return {std::nullopt, fmt::format("can't write a temporary file: {}", std::strerror(errno))};
    std::rewind(input.get());
    int status = run(input.get(), output.get());
    if (status == -ENOENT)
        return {std::nullopt, "`dot` isn't installed; it is in Debian's package graphviz. --format dot needs nothing"};
    if (status < 0)
        return {std::nullopt, fmt::format("can't run `dot`: {}", std::strerror(-status))};
    std::string text = everything(output.get());
    if (status != 0 || text.find("</svg>") == std::string::npos)
        return {std::nullopt, fmt::format("`dot` made no picture, exit status {}", status)};
    return {std::move(text), ""};
}

} // namespace stackc::driver
