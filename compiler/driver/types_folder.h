#pragma once
// The folder `types` beside a main file: modules of Kubernetes types that `stackc import` wrote, one file a module.

#include "kube/library.h"
#include "kube/model.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stackc::driver {

class TypesFolder {
public:
    /// `package` is the folder of the main file; `library` is extended and must outlive this.
    TypesFolder(const std::filesystem::path& package, kube::Library& library)
        : folder_(package / "types"), library_(library) {}

    /// Adds types/<module>.json and the modules that it refers to, if the file is there and the library has no such
    /// module. What is wrong with one of them otherwise; nothing is added then.
    std::optional<std::string> load(std::string_view module);

    /// The modules that have a file here, sorted.
    std::vector<std::string> modules() const;

private:
    bool exists(const std::string& module) const;
    /// False, and a message in `error`, if the file can't be used.
    bool read(const std::string& module, std::vector<kube::Module>& out, std::string& error);
    /// The module that a referred path is of, if it has to be read here.
    std::optional<std::string> moduleOf(std::string_view path) const;

    std::filesystem::path folder_;
    kube::Library& library_;
};

} // namespace stackc::driver
