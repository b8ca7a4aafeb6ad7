#include "driver/emit.h"

#include "core/dump.h"
#include "driver/console.h"
#include "driver/diagnostics.h"
#include "emit/helm/chart_templates.h"
#include "eval/eval.h"
#include "session/main_file.h"
#include "syntax/dump.h"
#include "syntax/parser.h"
#include "templates/dump.h"

namespace stackc::driver {

namespace {

/// The trees of a chart that could be written; nothing where the package is wrong.
std::string templatesOf(const ir::Package& package, diag::Sink& sink) {
    if (sink.hasErrors())
        return {};
    emit::helm::ChartTemplates made = emit::helm::chartTemplates(package, sink);
    return sink.hasErrors() ? std::string() : templates::dumpTemplates(made.trees);
}

} // namespace

bool readsTextAlone(const std::string& stage) { return stage == "tokens" || stage == "ast"; }

int emitText(const Options& options) {
    source::SourceManager sources;
    diag::Sink sink;
    auto read = session::readMainFile(session::Disk(), options.source);
    if (!read)
        return tellFault(read.error());
    source::FileId file = sources.add(read->path.string(), std::move(read->text));
    put(options.stage == "tokens" ? syntax::dumpTokens(sources, file, sink)
                                  : syntax::dump(syntax::parse(sources, file, sink)));
    tellBeside(options.diagnostics, sources, sink);
    return sink.hasErrors() ? Exit::sourceErrors : Exit::ok;
}

int emitStage(session::Compilation& compilation, const std::string& stage) {
    diag::Sink& sink = compilation.sink;
    if (stage == "types") {
        put(core::dumpTypes(compilation.program));
    } else if (stage == "core") {
        put(core::dump(compilation.program));
    } else if (!sink.hasErrors()) {
        ir::Package package = eval::evaluate(compilation.program, compilation.nodes, nullptr, sink);
        put(stage == "ir" ? ir::dump(package) : templatesOf(package, sink));
    }
    return sink.hasErrors() ? Exit::sourceErrors : Exit::ok;
}

} // namespace stackc::driver
