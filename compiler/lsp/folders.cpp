#include "lsp/folders.h"

#include <system_error>

namespace stackc::lsp {

namespace fs = std::filesystem;

bool isBelow(std::string_view path, std::string_view folder) {
    return path.starts_with(folder) && (folder.ends_with('/') || path.substr(folder.size()).starts_with('/'));
}

std::string folderOf(const std::string& path) { return fs::path(path).parent_path().string(); }

bool isLookedAt(const fs::path& path) {
    std::string name = path.filename().string();
    std::error_code unknown;
    return !name.starts_with('.') && name != "node_modules" && !fs::is_symlink(path, unknown);
}

std::optional<int> depthIn(const std::vector<std::string>& folders, const std::string& path) {
    for (const std::string& folder : folders) {
        if (path == folder || path + "/" == folder)
            return 0;
        if (!isBelow(path, folder))
            continue;
        int depth = 0;
        bool isSeen = true;
        fs::path step(folder);
        for (const fs::path& name : fs::path(path).lexically_relative(folder)) {
            step /= name;
            isSeen = isSeen && isLookedAt(step);
            ++depth;
        }
        if (isSeen && depth <= deepestFolder)
            return depth;
    }
    return std::nullopt;
}

} // namespace stackc::lsp
