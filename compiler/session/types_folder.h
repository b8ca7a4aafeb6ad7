#pragma once
// The folder `types` beside a main file: modules of Kubernetes types that `stackc import` wrote, one file a module.

#include "kube/library.h"
#include "kube/model.h"
#include "session/file_system.h"

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stackc::session {

class TypesFolder {
public:
    /// `package` is the folder of the main file; `library` is extended. It and the files must outlive this.
    TypesFolder(const FileSystem& files, const std::filesystem::path& package, kube::Library& library)
        : files_(files), folder_(package / "types"), library_(library) {}

    /// Adds types/<module>.json and the modules that it refers to, if the file is there. What is wrong with one of them
    /// otherwise; nothing is added then.
    std::optional<std::string> load(std::string_view module);

    /// Adds the modules whose names the library has: what stands here goes before what is shipped. What is wrong with
    /// each that can't be used.
    std::vector<std::pair<std::string, std::string>> loadShipped();

    /// The modules that have a file here, sorted.
    std::vector<std::string> modules() const;

private:
    bool exists(const std::string& module) const;
    /// What is wrong with the file, or nothing; `bytes` are counted on.
    std::optional<std::string> read(const std::string& module, std::vector<kube::Module>& out, size_t& bytes) const;
    /// The module that a referred path is of, if it has to be read here.
    std::optional<std::string> moduleOf(std::string_view path) const;

    const FileSystem& files_;
    std::filesystem::path folder_;
    kube::Library& library_;
    std::set<std::string> loaded_;
};

} // namespace stackc::session
