// The importer of manifests: what it makes is a source that parses, in its usual layout.

#include "diag/render.h"
#include "fuzzing.h"
#include "manifest/import.h"
#include "syntax/format.h"

using namespace stackc;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    source::SourceManager sources;
    diag::Sink sink;
    std::vector<source::FileId> files = {sources.add("input.yaml", std::string(fuzzing::textOf(data, size)))};
    manifest::ImportOptions options;
    options.chart = "fuzzed";
    manifest::Manifests imported = manifest::importManifests(sources, files, kube::Library::builtin(), options, sink);
    diag::renderText(sink.sorted(), sources);
    if (sink.hasErrors())
        return 0;
    diag::Sink again;
    std::string formatted = syntax::format(sources, sources.add("main.stack", imported.text), again);
    fuzzing::require(!again.hasErrors(), "an imported source parses", imported.text);
    fuzzing::require(formatted == imported.text, "an imported source has its layout", imported.text);
    return 0;
}
