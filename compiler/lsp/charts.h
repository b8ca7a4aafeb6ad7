#pragma once
// Files that are charts.

#include "session/file_system.h"

#include <string>
#include <string_view>
#include <vector>

namespace stackc::lsp {

/// What the names of the library's files begin with, in a stack.
inline constexpr std::string_view libraryPrefix = "<stdlib>/";

/// Does a line of the text begin with the word `chart` and a name?
bool declaresChart(std::string_view text);

/// The main files of stacks in a folder, besides its main.stack: 50 at most.
std::vector<std::string> stacksIn(const std::filesystem::path& folder, const session::FileSystem& system);

} // namespace stackc::lsp
