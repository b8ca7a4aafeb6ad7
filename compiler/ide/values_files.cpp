#include "ide/values_files.h"

namespace stackc::ide {

namespace fs = std::filesystem;

namespace {

bool isYaml(const fs::path& name) { return name.extension() == ".yaml" || name.extension() == ".yml"; }

bool isCalledValues(const fs::path& name) {
    std::string stem = name.stem().string();
    return stem == "values" || stem.starts_with("values-") || stem.starts_with("values.") ||
           stem.ends_with("-values") || stem.ends_with(".values");
}

} // namespace

std::vector<std::string> valuesFilesOf(const std::string& main, const session::FileSystem& system) {
    const fs::path folder = fs::path(main).parent_path();
    bool isOther = fs::path(main).filename() != "main.stack";
    if (isOther && system.kind(folder / "main.stack") == session::Kind::File)
        return {};
    std::vector<std::string> files;
    auto addFrom = [&](const fs::path& from, bool isForValues) {
        session::Names names = system.list(from);
        if (!names)
            return;
        for (const std::string& name : *names)
            if (isYaml(name) && (isForValues || isCalledValues(name)) &&
                system.kind(from / name, session::Links::Tell) == session::Kind::File)
                files.push_back((from / name).string());
    };
    addFrom(folder, false);
    addFrom(folder / "values", true);
    addFrom(folder / "ci", false);
    return files;
}

} // namespace stackc::ide
