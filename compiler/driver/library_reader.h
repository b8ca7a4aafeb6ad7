#pragma once
// A module of the library, read from its syntax tree.

#include "driver/library_pages.h"

#include <string>
#include <string_view>

namespace stackc::driver {

/// What the module of the library says that has this text. `path`: as which module it is shown, which for a part of one
/// is that. Names are shown as they are reached from elsewhere.
LibraryModule readLibrary(std::string path, std::string_view text);

/// The file of the library that is the module of that path.
std::string libraryFile(std::string path);

} // namespace stackc::driver
