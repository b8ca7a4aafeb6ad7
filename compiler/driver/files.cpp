#include "driver/files.h"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <unistd.h>

namespace stackc::driver {

namespace fs = std::filesystem;

namespace {

constexpr const char* listName = ".stackc-files";

bool writeFile(const fs::path& path, const std::string& bytes) {
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    out << bytes;
    out.close();
    return out.good();
}

/// Only plain relative paths count: the list may have been edited.
bool isInside(const fs::path& path) {
    if (path.empty() || path.is_absolute())
        return false;
    for (const fs::path& part : path)
        if (part == "..")
            return false;
    return true;
}

void removeStale(const fs::path& root, const std::string& list, const emit::FileSet& files) {
    std::istringstream lines(list);
    std::error_code ignored;
    for (std::string line; std::getline(lines, line);) {
        if (files.contains(line) || !isInside(line))
            continue;
        fs::path path = root / line;
        fs::remove(path, ignored);
        for (fs::path parent = path.parent_path(); parent != root && fs::is_empty(parent, ignored) && !ignored;
             parent = parent.parent_path())
            fs::remove(parent, ignored);
    }
}

} // namespace

std::optional<std::string> readFile(const std::string& path) {
    std::error_code error;
    if (fs::is_directory(path, error))
        return std::nullopt;
    std::ifstream in(path, std::ios::binary);
    if (!in)
        return std::nullopt;
    std::ostringstream bytes;
    bytes << in.rdbuf();
    return bytes.str();
}

std::optional<std::string> readInput(const std::string& path) {
    if (path != "-")
        return readFile(path);
    // There is one, and each environment reads it.
    static const std::optional<std::string> standardInput = [] {
        std::ostringstream bytes;
        bytes << std::cin.rdbuf();
        return std::cin.bad() ? std::nullopt : std::optional(bytes.str());
    }();
    return standardInput;
}

namespace {

/// Writes all files into `aside`, then renames them into place. Calls `before` between the two, `after` at the end.
template <typename Before, typename After>
bool place(const std::string& folder, const emit::FileSet& files, std::string& error, Before before, After after) {
    fs::path root(folder);
    fs::path aside = root / (".stackc-" + std::to_string(::getpid()));
    try {
        fs::create_directories(aside);
        size_t number = 0;
        for (const auto& [path, bytes] : files)
            if (!writeFile(aside / std::to_string(number++), bytes))
                throw fs::filesystem_error("can't write", aside, std::make_error_code(std::errc::io_error));
        before(root);
        number = 0;
        for (const auto& [path, bytes] : files) {
            fs::create_directories((root / path).parent_path());
            fs::rename(aside / std::to_string(number++), root / path);
        }
        after(root);
        fs::remove_all(aside);
        return true;
    } catch (const fs::filesystem_error& failure) {
        error = failure.what();
        std::error_code ignored;
        fs::remove_all(aside, ignored);
        return false;
    }
}

} // namespace

bool writeFiles(const std::string& folder, const emit::FileSet& files, std::string& error) {
    std::string listed;
    auto before = [&](const fs::path& root) { listed = readFile((root / listName).string()).value_or(""); };
    auto after = [&](const fs::path& root) {
        removeStale(root, listed, files);
        std::string list;
        for (const auto& [path, bytes] : files)
            list += path + "\n";
        if (!writeFile(root / listName, list))
            throw fs::filesystem_error("can't write", root / listName, std::make_error_code(std::errc::io_error));
    };
    return place(folder, files, error, before, after);
}

bool addFiles(const std::string& folder, const emit::FileSet& files, std::string& error) {
    auto nothing = [](const fs::path&) {};
    return place(folder, files, error, nothing, nothing);
}

bool replaceFile(const std::string& path, const std::string& bytes) {
    fs::path aside = path + ".stackc-" + std::to_string(::getpid());
    std::error_code error;
    if (writeFile(aside, bytes))
        fs::rename(aside, path, error);
    else
        error = std::make_error_code(std::errc::io_error);
    if (!error)
        return true;
    fs::remove(aside, error);
    return false;
}

} // namespace stackc::driver
