#include "driver/source_map.h"

#include "diag/working_on.h"
#include "driver/diagnostics.h"
#include "driver/replace_file.h"
#include "driver/trace.h"
#include "inspect/source_map_json.h"
#include "kube/json_input.h"
#include "session/file_system.h"

#include <filesystem>
#include <fmt/format.h>

namespace stackc::driver {

namespace fs = std::filesystem;

namespace {

/// Without links, as far as it is there.
fs::path real(const fs::path& path) {
    std::error_code error;
    fs::path found = fs::weakly_canonical(fs::absolute(path, error), error);
    return error ? path.lexically_normal() : found;
}

bool isBelow(const fs::path& path, const fs::path& folder) { return *path.lexically_relative(folder).begin() != ".."; }

} // namespace

std::optional<std::string> misplacedSourceMap(const Options& options, const session::Compilation& compilation) {
    const fs::path map = real(options.sourceMap), output = options.output;
    std::string what;
    if (!options.depfile.empty() && real(options.depfile) == map)
        what = "is the file of `--depfile`";
    for (uint32_t i = 0; i < compilation.sources.fileCount(); ++i)
        if (real(compilation.sources.path(source::FileId(i))) == map)
            what = "is a file of the source";
    for (const fs::path& folder :
         {output / "charts" / compilation.program.chart.name, output / "manifests", output / ".stackc-files"})
        if (isBelow(map, real(folder)))
            what = fmt::format("is in {}, which has what was built and nothing else", folder.string());
    if (what.empty())
        return std::nullopt;
    return fmt::format("can't write the source map to {}: that {}", options.sourceMap, what);
}

int writeSourceMap(const Options& options, const session::Compilation& compilation, inspect::SourceMap map) {
    diag::WorkingOn place(options.sourceMap);
    for (std::string& file : map.files)
        if (fs::path(file).is_absolute())
            file = fs::path(file).lexically_relative(compilation.folder).generic_string();
    if (auto failure = writeFile(options.sourceMap, inspect::writeSourceMap(map)))
        return tellFault(*failure);
    return Exit::ok;
}

int traceByMap(const Options& options) {
    diag::WorkingOn place(options.sourceMap);
    session::Reading read = session::readInput(options.sourceMap, kube::maxInputBytes);
    if (!read.text)
        return tellFault(read.error);
    auto map = inspect::readSourceMap(*read.text);
    if (!map)
        return tellFault(fmt::format("can't read {}: {}", options.sourceMap, map.error()));
    return trace(*map, options);
}

} // namespace stackc::driver
