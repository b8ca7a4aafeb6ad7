#include "driver/depfile.h"

#include "driver/diagnostics.h"
#include "driver/replace_file.h"

#include <filesystem>
#include <fmt/format.h>

namespace stackc::driver {

namespace {

/// As the rules of make have a name.
std::string escaped(const std::string& path) {
    std::string out;
    for (char c : path) {
        if (c == ' ' || c == '#' || c == ':')
            out += '\\';
        else if (c == '$')
            out += '$';
        out += c;
    }
    return out;
}

} // namespace

std::string depfileText(const std::string& target, const std::set<std::string>& inputs) {
    std::string rule = escaped(target) + ":", phony;
    for (const std::string& input : inputs) {
        rule += " \\\n  " + escaped(input);
        phony += "\n" + escaped(input) + ":\n";
    }
    return rule + "\n" + phony;
}

int writeDepfile(const session::RecordingDisk& disk, const Options& options) {
    std::set<std::string> inputs = disk.inputs();
    auto add = [&inputs](const std::string& path) {
        if (path != "-")
            inputs.insert(std::filesystem::path(path).lexically_normal().string());
    };
    for (const std::string& path : options.valueFiles)
        add(path);
    for (const auto& [path, text] : options.request.inputs.setFiles)
        add(path);
    std::string target = (std::filesystem::path(options.output) / ".stackc-files").lexically_normal().string();
    if (auto failure = writeFile(options.depfile, depfileText(target, inputs)))
        return tellFault(*failure);
    // A list that says the same is not written anew, and has to be newer than what was read.
    std::error_code error;
    std::filesystem::last_write_time(target, std::filesystem::file_time_type::clock::now(), error);
    return error ? tellFault(fmt::format("can't write {}: {}", target, error.message())) : static_cast<int>(Exit::ok);
}

} // namespace stackc::driver
