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

std::string folderOf(const fs::path& source) {
    const std::string stack = source.stem().string();
    return stack == "main" ? "snapshots" : "snapshots/" + stack;
}

/// Small letters, digits and dashes; empty where there are none of them.
std::string plainName(const std::string& name) {
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
    return result;
}

std::string fileName(const std::string& name) {
    std::string result = plainName(name);
    return result.empty() ? "test" : result;
}

} // namespace

Snapshots::Snapshots(std::shared_ptr<const session::FileSystem> files, const fs::path& source, bool update, bool ci)
    : files_(std::move(files)), home_(source.parent_path()), folder_(folderOf(source)), update_(update), ci_(ci) {}

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
    const std::string shown = fmt::format("{}/{}", folder_, file);
    const fs::path path = home_ / shown;
    session::Reading before = files_->read(path, text::YamlLimits().bytes);
    if (!before.text && !before.missing) {
        result.failures.push_back({span, before.error, ""});
        return;
    }
    if (before.text && *before.text == text)
        return;
    if (!before.text && ci_) {
        result.failures.push_back(
            {span, fmt::format("there is no {}: `stackc test` without `--ci` writes it", shown), ""});
        return;
    }
    if (!before.text || update_) {
        written_[shown] = text;
        result.notes.push_back(fmt::format("{} {}", before.text ? "updated" : "wrote", shown));
        return;
    }
    result.failures.push_back({span, fmt::format("{} is another one now; `--update` takes what is there now", shown),
                               lineDifference(*before.text, text)});
}

std::vector<std::string> Snapshots::obsolete(const std::vector<Result>& cases) const {
    std::vector<std::string> failed;
    for (const Result& one : cases)
        if (!one.hasPassed())
            failed.push_back(plainName(one.name));
    auto mayBeOfFailed = [&](const std::string& file) {
        return std::any_of(failed.begin(), failed.end(),
                           [&](const std::string& name) { return file.starts_with(name); });
    };
    std::vector<std::string> paths;
    const fs::path folder = home_ / folder_;
    session::Names names = files_->list(folder);
    for (const std::string& name : names ? *names : std::vector<std::string>())
        if (fs::path(name).extension() == ".yaml" && !used_.contains(name) && !mayBeOfFailed(name) &&
            files_->kind(folder / name) == session::Kind::File)
            paths.push_back(fmt::format("{}/{}", folder_, name));
    return paths;
}

} // namespace stackc::testing
