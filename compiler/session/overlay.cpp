#include "session/file_system.h"

#include <algorithm>
#include <fmt/format.h>

namespace stackc::session {

namespace fs = std::filesystem;

namespace {

/// "" and "." are the current folder, and a folder's own path has no slash behind it.
fs::path normal(const fs::path& path) {
    fs::path result = path.lexically_normal();
    if (!result.has_filename() && result != result.root_path())
        result = result.parent_path();
    return result == "." ? fs::path() : result;
}

/// From the folder to a path below it; empty if it is not below.
fs::path below(const fs::path& path, const fs::path& folder) {
    fs::path result = folder.empty() && path.is_relative() ? path : path.lexically_relative(folder);
    bool leaves = result.empty() || result == "." || *result.begin() == "..";
    return leaves ? fs::path() : result;
}

} // namespace

void Overlay::set(const fs::path& path, std::string text) { texts_[normal(path)] = std::move(text); }

void Overlay::drop(const fs::path& path) { texts_.erase(normal(path)); }

Reading Overlay::read(const fs::path& path, size_t limit) const {
    auto found = texts_.find(normal(path));
    if (found != texts_.end())
        return {found->second.substr(0, limit + 1), "", false};
    if (behind_ != nullptr)
        return behind_->read(path, limit);
    return {std::nullopt, fmt::format("can't read {}: there is no such file", path.string()), true};
}

Kind Overlay::kind(const fs::path& path, Links links) const {
    fs::path wanted = normal(path);
    if (texts_.contains(wanted))
        return Kind::File;
    bool isAbove = std::any_of(texts_.begin(), texts_.end(),
                               [&](const auto& entry) { return !below(entry.first, wanted).empty(); });
    if (isAbove)
        return Kind::Folder;
    return behind_ != nullptr ? behind_->kind(path, links) : Kind::Missing;
}

Names Overlay::list(const fs::path& folder) const {
    Names listed = behind_ != nullptr ? behind_->list(folder) : Names(std::vector<std::string>());
    if (!listed)
        return listed;
    std::vector<std::string>& names = *listed;
    fs::path wanted = normal(folder);
    for (const auto& [path, text] : texts_)
        if (fs::path inside = below(path, wanted); !inside.empty())
            names.push_back(inside.begin()->string());
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return listed;
}

bool Overlay::isBelow(const fs::path& file, const fs::path& folder) const {
    if (kind(file, Links::Follow) == Kind::Missing)
        return false;
    if (behind_ != nullptr && behind_->kind(file, Links::Follow) != Kind::Missing)
        return behind_->isBelow(file, folder);
    return !below(normal(file), normal(folder)).empty();
}

} // namespace stackc::session
