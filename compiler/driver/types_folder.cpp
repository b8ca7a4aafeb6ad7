#include "driver/types_folder.h"

#include "driver/files.h"
#include "kube/module_text.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace stackc::driver {

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
    uintmax_t bytes = 0;
    while (!waiting.empty()) {
        std::string next = waiting.back();
        waiting.pop_back();
        std::error_code ignored;
        bytes += fs::file_size(folder_ / (next + ".json"), ignored);
        std::string error;
        if (read.size() == maxModules)
            return fmt::format("it leads to more than {} modules", maxModules);
        if (bytes > maxBytes)
            return fmt::format("it leads to more than {} MiB of types", maxBytes >> 20);
        if (!this->read(next, read, error))
            return fmt::format("types/{}.json: {}", next, error);
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
    std::error_code error;
    for (fs::directory_iterator it(folder_, error), end; !error && it != end; it.increment(error))
        if (it->path().extension() == ".json" && isModuleName(it->path().stem().string()))
            result.push_back(it->path().stem().string());
    std::sort(result.begin(), result.end());
    return result;
}

bool TypesFolder::exists(const std::string& module) const {
    std::error_code ignored;
    return isModuleName(module) && fs::is_regular_file(folder_ / (module + ".json"), ignored);
}

bool TypesFolder::read(const std::string& module, std::vector<kube::Module>& out, std::string& error) {
    fs::path file = folder_ / (module + ".json");
    if (!isBelow(file, folder_.parent_path())) {
        error = "it is a link that leads out of the folder";
        return false;
    }
    Reading bytes = readFile(file.string(), kube::maxModuleBytes);
    if (!bytes.text) {
        error = bytes.error;
        return false;
    }
    std::optional<kube::Module> read = kube::readModule(*bytes.text, error);
    if (!read)
        return false;
    if (read->name != module) {
        error = fmt::format("it holds the module `{}`", read->name);
        return false;
    }
    out.push_back(std::move(*read));
    return true;
}

std::optional<std::string> TypesFolder::moduleOf(std::string_view path) const {
    for (size_t dot = path.rfind('.'); dot != std::string_view::npos && dot > 0; dot = path.rfind('.', dot - 1)) {
        std::string module(path.substr(0, dot));
        if (exists(module) && !loaded_.contains(module))
            return module;
    }
    return std::nullopt;
}

} // namespace stackc::driver
