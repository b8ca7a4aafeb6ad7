#include "session/main_file.h"

#include "syntax/source_limit.h"

#include <fmt/format.h>

namespace stackc::session {

namespace fs = std::filesystem;

support::Result<MainFile> readMainFile(const FileSystem& system, const std::string& source) {
    fs::path path = system.kind(source) == Kind::Folder ? fs::path(source) / "main.stack" : fs::path(source);
    bool isThere = path != fs::path(source) && system.kind(path) != Kind::Missing;
    if (isThere && !system.isBelow(path, source))
        return support::Failure{fmt::format("can't read {}: it is a link that leads out of the folder", path.string())};
    Reading read = system.read(path, syntax::maxFileBytes());
    if (!read.text)
        return support::Failure{read.error};
    return MainFile{std::move(path), std::move(*read.text)};
}

} // namespace stackc::session
