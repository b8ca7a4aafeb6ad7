#include "ide/stack_of.h"

#include <algorithm>
#include <string_view>

namespace stackc::ide {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view testEnding = ".test.stack";

/// `x.stack` for `x.test.stack` and for `x.y.test.stack`, as far as it is there.
std::vector<std::string> sourcesOfTests(const fs::path& path, const session::FileSystem& system) {
    std::vector<std::string> found;
    std::string stem = path.filename().string();
    if (!stem.ends_with(testEnding))
        return found;
    stem.resize(stem.size() - testEnding.size());
    for (;;) {
        fs::path source = path.parent_path() / (stem + ".stack");
        if (system.kind(source) == session::Kind::File)
            found.push_back(source.string());
        std::size_t dot = stem.rfind('.');
        if (dot == std::string::npos)
            return found;
        stem.resize(dot);
    }
}

} // namespace

bool isStack(const std::string& path) { return path.ends_with(".stack"); }

std::vector<std::string> stacksOf(const std::string& path, const session::FileSystem& system) {
    const fs::path file(path);
    std::vector<std::string> found = sourcesOfTests(file, system);
    for (fs::path folder = file.parent_path();; folder = folder.parent_path()) {
        fs::path main = folder / "main.stack";
        if (system.kind(main) == session::Kind::File) {
            found.push_back(main.string());
            break;
        }
        if (folder == folder.parent_path())
            break;
    }
    if (std::find(found.begin(), found.end(), path) == found.end())
        found.push_back(path);
    return found;
}

} // namespace stackc::ide
