#include "driver/import.h"

#include "driver/console.h"
#include "driver/diagnostics.h"
#include "driver/replace_file.h"
#include "manifest/import.h"
#include "session/file_system.h"
#include "session/resolve.h"
#include "session/types_folder.h"
#include "text/yaml_reader.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>

namespace stackc::driver {

namespace fs = std::filesystem;

namespace {

/// A folder stands for the manifests below it. What kustomize reads is not one.
std::vector<std::string> expanded(const std::vector<std::string>& given) {
    std::vector<std::string> files;
    std::error_code error;
    for (const std::string& path : given) {
        if (path == "-" || !fs::is_directory(path, error)) {
            files.push_back(path);
            continue;
        }
        std::vector<std::string> found;
        for (fs::recursive_directory_iterator entry(path, error), end; !error && entry != end; entry.increment(error)) {
            std::string extension = entry->path().extension().string();
            bool isManifest = extension == ".yaml" || extension == ".yml" || extension == ".json";
            if (isManifest && entry->is_regular_file(error) && entry->path().stem() != "kustomization")
                found.push_back(entry->path().string());
        }
        std::sort(found.begin(), found.end());
        files.insert(files.end(), found.begin(), found.end());
    }
    return files;
}

/// The built-in types, and those in `types` beside the source.
bool loadTypes(const fs::path& folder, kube::Library& library) {
    const session::Disk disk;
    session::TypesFolder types(disk, folder, library);
    bool fine = true;
    for (const std::string& module : types.modules())
        if (auto error = types.load(module)) {
            complain("{}: {}\n", (folder / "types" / (module + ".json")).string(), *error);
            fine = false;
        }
    return fine;
}

/// The source as the compiler sees it, whatever Kubernetes says of the resources; what it refuses goes to `sink`, with
/// places in `sources`.
bool compiles(const fs::path& path, const std::string& text, source::SourceManager& sources, diag::Sink& sink) {
    auto compilation = session::compileText(path.string(), text);
    if (!compilation->sink.hasErrors())
        session::resolve(*compilation, nullptr, {}, false);
    if (!compilation->sink.hasErrors())
        return true;
    source::FileId file = sources.add(path.string(), text);
    for (const diag::Diagnostic& fault : compilation->sink.sorted()) {
        bool isHere = fault.span.valid() && compilation->sources.path(fault.span.file) == path.string();
        source::Span span = isHere ? source::Span{file, fault.span.begin, fault.span.end} : source::Span{};
        auto report = sink.report(diag::Code::E7009, span, fault.message);
        if (!fault.suggestion.empty())
            report.suggest(fault.suggestion);
    }
    return false;
}

} // namespace

int importManifests(const Options& options, source::SourceManager& sources, diag::Sink& sink) {
    bool toStream = options.importOutput == "-";
    fs::path target = options.importOutput.empty() || toStream ? "." : options.importOutput;
    if (target.extension() != ".stack")
        target = (target / "main.stack").lexically_normal();
    if (!toStream && !options.force && fs::exists(target)) {
        complain("stackc: {} is there already: --force replaces it, -o names another folder\n", target.string());
        return Exit::usageError;
    }
    std::vector<source::FileId> files;
    for (const std::string& path : expanded(options.files)) {
        session::Reading read = session::readInput(path, text::YamlLimits().bytes);
        if (!read.text)
            return tellFault(read.error);
        std::string shown = path == "-" ? "<stdin>" : path;
        if (read.text->size() > text::YamlLimits().bytes) // too much to show a line of it
            sink.report(diag::Code::E7001, {sources.add(shown, ""), 0, 0}, "larger than 16 MiB");
        else
            files.push_back(sources.add(shown, std::move(*read.text)));
    }
    if (sink.hasErrors())
        return Exit::sourceErrors;
    kube::Library library = kube::Library::builtin();
    if (!loadTypes(target.parent_path(), library))
        return Exit::sourceErrors;
    manifest::ImportOptions how;
    how.chart = !options.importName.empty() ? options.importName
                : toStream                  ? ""
                                            : fs::absolute(target).parent_path().filename().string();
    how.kubeVersion = options.importVersions;
    if (!toStream)
        how.path = target.string();
    manifest::Manifests imported = manifest::importManifests(sources, files, library, how, sink);
    if (sink.hasErrors() || !compiles(target, imported.text, sources, sink))
        return Exit::sourceErrors;
    if (toStream) {
        put(imported.text);
        return Exit::ok;
    }
    std::error_code error;
    if (target.has_parent_path())
        fs::create_directories(target.parent_path(), error);
    if (error)
        return tellFault(fmt::format("can't write {}: {}", target.string(), error.message()));
    if (auto failure = replaceFile(target.string(), imported.text))
        return tellFault(*failure);
    tellNote(options.diagnostics, "{}: {} resource{}\n", target.string(), imported.resources,
             imported.resources == 1 ? "" : "s");
    return Exit::ok;
}

} // namespace stackc::driver
