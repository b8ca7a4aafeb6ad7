#pragma once
// Which stack a file belongs to.

#include "session/file_system.h"

#include <string>
#include <vector>

namespace stackc::ide {

/// The main files of the stacks that a file may be a part of, the likeliest first: the `main.stack` in its folder or in
/// the nearest folder above, for a file of tests the source that it tests, and the file itself. What belongs to none of
/// the others is a stack of its own.
std::vector<std::string> stacksOf(const std::string& path, const session::FileSystem& system);

/// Does the path name a source of the language?
bool isStack(const std::string& path);

} // namespace stackc::ide
