// Evaluator and both backends, in memory: what the checker takes can be built, or is refused with a diagnostic. The
// templates of the chart parse.

#include "../unit/templates/template_reader.h"
#include "compile_fuzzer.h"
#include "diag/render.h"
#include "emit/manifests.h"
#include "fuzzing.h"
#include "session/chart.h"
#include "session/resolve.h"

#include <nlohmann/json.hpp>

using namespace stackc;

namespace {

void manifests(session::Compilation& compilation, const core::Environment* environment) {
    if (compilation.sink.hasErrors())
        return;
    session::Release release = session::resolve(compilation, environment, {});
    if (!compilation.sink.hasErrors())
        emit::emitManifestStream(release.packages, {}, release.missing);
}

void holdTemplates(const emit::FileSet& chart) {
    for (const auto& [path, text] : chart) {
        if (path.find("/templates/") == std::string::npos)
            continue;
        std::string error;
        bool parses = templates::readTemplate(text, error).has_value();
        fuzzing::require(parses, "the templates of a chart parse", path + ":" + error + "\n" + text);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    auto compilation = fuzzing::compiled(fuzzing::textOf(data, size));
    if (!compilation->sink.hasErrors()) {
        holdTemplates(session::buildChart(*compilation));
        manifests(*compilation, nullptr);
        for (const core::Environment& environment : compilation->program.environments)
            manifests(*compilation, &environment);
    }
    diag::renderText(compilation->sink.sorted(), compilation->sources);
    return 0;
}
