// Lexer, parser and formatter: any bytes are a module or have diagnostics, and a formatted text stays as it is.

#include "diag/render.h"
#include "fuzzing.h"
#include "syntax/dump.h"
#include "syntax/format.h"
#include "syntax/parser.h"

using namespace stackc;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    source::SourceManager sources;
    diag::Sink sink;
    std::string text(fuzzing::textOf(data, size));
    source::FileId file = sources.add("main.stack", text);
    syntax::Module module = syntax::parse(sources, file, sink);
    syntax::dump(module);
    diag::renderText(sink.sorted(), sources);
    diag::renderJson(sink.sorted(), sources);
    diag::Sink again;
    std::string formatted = syntax::format(sources, file, again);
    fuzzing::require(again.hasErrors() == sink.hasErrors(), "what parses can be formatted", text);
    if (sink.hasErrors())
        return 0;
    diag::Sink third;
    std::string twice = syntax::format(sources, sources.add("formatted.stack", formatted), third);
    fuzzing::require(!third.hasErrors(), "a formatted text parses", formatted);
    fuzzing::require(twice == formatted, "a formatted text stays as it is", formatted);
    return 0;
}
