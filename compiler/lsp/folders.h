#pragma once
// Where in the folders of a workspace stacks are looked for that nobody opened.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stackc::lsp {

constexpr int deepestFolder = 8;

/// Does the path lie below the folder?
bool isBelow(std::string_view path, std::string_view folder);

std::string folderOf(const std::string& path);

/// Is a file or folder of a workspace looked at? Not a link, and nothing that is hidden or other people's.
bool isLookedAt(const std::filesystem::path& path);

/// How deep a folder lies in the first of the workspace's folders that has it; nothing where stacks are not looked for.
std::optional<int> depthIn(const std::vector<std::string>& folders, const std::string& path);

} // namespace stackc::lsp
