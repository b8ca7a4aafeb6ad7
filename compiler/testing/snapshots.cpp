#include "testing/snapshots.h"

#include "testing/diagram.h"
#include "text/yaml_reader.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fmt/format.h>

namespace stackc::testing {

namespace fs = std::filesystem;

namespace {

constexpr const char* folderName = "snapshots";

/// Small letters, digits and dashes.
std::string fileName(const std::string& name) {
    constexpr size_t longest = 200;
    std::string result;
    for (char c : name) {
        auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80 && std::isalnum(byte) != 0)
            result += static_cast<char>(std::tolower(byte));
        else if (!result.empty() && result.back() != '-')
            result += '-';
    }
    result.resize(std::min(result.size(), longest));
    while (!result.empty() && result.back() == '-')
        result.pop_back();
    return result.empty() ? "test" : result;
}

} // namespace

/// The next one of that name.
std::string Snapshots::fileOf(const std::string& base) {
    std::string file = base + ".yaml";
    for (int i = 2; !used_.insert(file).second; ++i)
        file = fmt::format("{}-{}.yaml", base, i);
    return file;
}

void Snapshots::hold(const std::string& name, const std::string& text, source::Span span, Result& result) {
    const std::string base = fileName(name);
    if (auto [owner, isNew] = owners_.try_emplace(base, name); !isNew && owner->second != name) {
        result.failures.push_back({span,
                                   fmt::format("`{}` has its snapshot in the same file: give it a name of its own, "
                                               "`expect snapshot \"…\"`",
                                               owner->second),
                                   ""});
        return;
    }
    const std::string file = fileOf(base);
    const std::string shown = fmt::format("{}/{}", folderName, file);
    const fs::path path = fs::path(folder_) / folderName / file;
    session::Reading before = files_->read(path, text::YamlLimits().bytes);
    if (!before.text && !before.missing) {
        result.failures.push_back({span, before.error, ""});
        return;
    }
    if (before.text && *before.text == text)
        return;
    if (!before.text || update_) {
        written_[shown] = text;
        result.notes.push_back(fmt::format("{} {}", before.text ? "updated" : "wrote", shown));
        return;
    }
    result.failures.push_back({span, fmt::format("{} is another one now; `--update` takes what is there now", shown),
                               lineDifference(*before.text, text)});
}

std::vector<std::string> Snapshots::obsolete() const {
    std::vector<std::string> paths;
    const fs::path folder = fs::path(folder_) / folderName;
    session::Names names = files_->list(folder);
    for (const std::string& name : names ? *names : std::vector<std::string>())
        if (fs::path(name).extension() == ".yaml" && !used_.contains(name))
            paths.push_back(fmt::format("{}/{}", folderName, name));
    return paths;
}

} // namespace stackc::testing
