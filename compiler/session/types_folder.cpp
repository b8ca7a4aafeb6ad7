#include "session/types_folder.h"

#include "kube/module_text.h"
#include "session/file_system.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace stackc::session {

namespace fs = std::filesystem;

namespace {

constexpr size_t maxModules = 256;    ///< that one import may lead to
constexpr size_t maxBytes = 32 << 20; ///< of all of them

/// Names may come from a file; they must not lead out of the folder.
bool isModuleName(std::string_view name) {
    bool plain = std::all_of(name.begin(), name.end(), [](unsigned char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
               c == '-';
    });
    return plain && !name.empty() && name.size() <= 200 && name.front() != '.';
}

void collect(const kube::TypeNode& type, std::set<std::string>& references) {
    if (!type.ref.empty())
        references.insert(type.ref);
    for (const kube::TypeNode& element : type.element)
        collect(element, references);
    for (const kube::FieldNode& field : type.fields)
        collect(field.type, references);
}

} // namespace

std::optional<std::string> TypesFolder::load(std::string_view module) {
    std::string first(module);
    if (loaded_.contains(first) || !exists(first))
        return std::nullopt;
    std::vector<kube::Module> read;
    std::set<std::string> known{first};
    std::vector<std::string> waiting{first};
    size_t bytes = 0;
    while (!waiting.empty()) {
        std::string next = waiting.back();
        waiting.pop_back();
        if (read.size() == maxModules)
            return fmt::format("it leads to more than {} modules", maxModules);
        if (auto error = this->read(next, read, bytes))
            return fmt::format("types/{}.json: {}", next, *error);
        if (bytes > maxBytes)
            return fmt::format("it leads to more than {} MiB of types", maxBytes >> 20);
        std::set<std::string> references;
        for (const kube::NamedType& type : read.back().types)
            collect(type.type, references);
        for (const std::string& path : references)
            if (auto name = path.starts_with(next + ".") ? std::nullopt : moduleOf(path))
                if (known.insert(*name).second)
                    waiting.push_back(*name);
    }
    std::vector<std::string> errors = library_.extend(std::move(read));
    if (!errors.empty())
        return errors.front();
    loaded_.merge(known);
    return std::nullopt;
}

std::vector<std::pair<std::string, std::string>> TypesFolder::loadShipped() {
    std::vector<std::pair<std::string, std::string>> errors;
    for (const std::string& module : modules())
        if (library_.hasModule(module))
            if (auto error = load(module))
                errors.emplace_back(module, *error);
    return errors;
}

std::vector<std::string> TypesFolder::modules() const {
    std::vector<std::string> result;
    Names listed = files_.list(folder_);
    for (const std::string& name : listed ? *listed : std::vector<std::string>())
        if (fs::path file = name; file.extension() == ".json" && isModuleName(file.stem().string()))
            result.push_back(file.stem().string());
    std::sort(result.begin(), result.end());
    return result;
}

bool TypesFolder::exists(const std::string& module) const {
    return isModuleName(module) && files_.kind(folder_ / (module + ".json")) == Kind::File;
}

std::optional<std::string> TypesFolder::read(const std::string& module, std::vector<kube::Module>& out,
                                             size_t& bytes) const {
    fs::path file = folder_ / (module + ".json");
    if (!files_.isBelow(file, folder_.parent_path()))
        return "it is a link that leads out of the folder";
    Reading text = files_.read(file, kube::maxModuleBytes);
    if (!text.text)
        return text.error;
    bytes += text.text->size();
    std::string error;
    std::optional<kube::Module> read = kube::readModule(*text.text, error);
    if (!read)
        return error;
    if (read->name != module)
        return fmt::format("it holds the module `{}`", read->name);
    out.push_back(std::move(*read));
    return std::nullopt;
}

std::optional<std::string> TypesFolder::moduleOf(std::string_view path) const {
    for (size_t dot = path.rfind('.'); dot != std::string_view::npos && dot > 0; dot = path.rfind('.', dot - 1)) {
        std::string module(path.substr(0, dot));
        if (exists(module) && !loaded_.contains(module))
            return module;
    }
    return std::nullopt;
}

} // namespace stackc::session
