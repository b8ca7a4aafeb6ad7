#pragma once

#include "session/file_system.h"
#include "support/result.h"

#include <filesystem>
#include <string>

namespace stackc::session {

struct MainFile {
    std::filesystem::path path;
    std::string text;
};

/// Reads the file that `source` means: itself, or the main.stack of a folder. It fails where that can't be read, or is
/// a link that leads out of the folder.
support::Result<MainFile> readMainFile(const FileSystem& system, const std::string& source);

} // namespace stackc::session
