#include "driver/build.h"

#include "diag/working_on.h"
#include "driver/console.h"
#include "driver/diagnostics.h"
#include "driver/output.h"
#include "driver/source_map.h"
#include "session/source_map.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace stackc::driver {

int build(session::Compilation& compilation, const Options& options, nlohmann::ordered_json& result) {
    if (options.output == "-") {
        std::string stream = session::buildStream(compilation, options.request);
        put(stream);
        return compilation.sink.hasErrors() ? Exit::sourceErrors : Exit::ok;
    }
    if (!options.sourceMap.empty())
        if (auto misplaced = misplacedSourceMap(options, compilation))
            return tellFault(*misplaced);
    session::Built built = session::build(compilation, options.request);
    inspect::SourceMap map;
    if (!options.sourceMap.empty() && !compilation.sink.hasErrors())
        map = session::sourceMapOf(compilation, built.files);
    if (compilation.sink.hasErrors())
        return Exit::sourceErrors;
    diag::WorkingOn place(options.output);
    std::vector<std::string> gone;
    if (auto error = writeFiles(options.output, built.files, compilation.program.chart.name,
                                options.force ? Existing::Replace : Existing::Ours, gone))
        return tellFault(*error);
    if (!gone.empty())
        tellNote(options.diagnostics, "{}: removed {}, of a former build\n", options.output, fmt::join(gone, ", "));
    tellNote(options.diagnostics, "{}: {} files{}\n", options.output, built.files.size(),
             built.missing.empty() ? "" : ", no manifests" + built.missing);
    result = {{"output", options.output}, {"files", nlohmann::ordered_json::array()}, {"removed", gone}};
    for (const auto& [path, text] : built.files)
        result["files"].push_back(path);
    if (!built.missing.empty())
        result["missing"] = built.missing.substr(built.missing.find_first_not_of(": "));
    return options.sourceMap.empty() ? static_cast<int>(Exit::ok)
                                     : writeSourceMap(options, compilation, std::move(map));
}

} // namespace stackc::driver
