#include "driver/api_diff.h"

#include "api/api.h"
#include "diag/working_on.h"
#include "driver/console.h"
#include "driver/diagnostics.h"
#include "driver/output.h"
#include "driver/progress.h"
#include "driver/sides.h"
#include "session/check.h"
#include "values/yaml_text.h"

#include <cctype>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace stackc::driver {

namespace {

/// Types are in sources alone.
int refuseBuild(const Side& side, const Options& options) {
    const source::SourceManager nowhere;
    diag::Sink sink;
    sink.report(diag::Code::E8011, {}, side.shown)
        .suggest("give the source that it was built of, in a revision: `git:v1.0.0`");
    tell(options.diagnostics, nowhere, sink);
    return Exit::sourceErrors;
}

int read(Side& side, const Options& options) {
    if (side.isFormerBuild())
        return refuseBuild(side, options);
    return compileSide(side, options, [](session::Compilation& source) {
        if (session::isSound(source))
            session::compileParts(source);
    });
}

/// `02-takes-less-server-port.yaml`
std::string fileName(size_t number, const api::Change& change) {
    constexpr size_t longest = 60;
    std::string name;
    for (char c : fmt::format("{} {}", api::wordsOf(change.what), change.subject)) {
        bool isPlain = std::isalnum(static_cast<unsigned char>(c)) != 0;
        if (isPlain || (!name.empty() && name.back() != '-'))
            name += isPlain ? c : '-';
    }
    name.resize(std::min(name.size(), longest));
    while (name.ends_with('-'))
        name.pop_back();
    return fmt::format("{:02}-{}.yaml", number, name);
}

/// A comment of one line, whatever is in the text.
std::string comment(const std::string& text) {
    std::string line;
    for (char c : text.substr(0, text.find('\n')))
        line += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
    return "# " + line + "\n";
}

/// The values files that show what breaks. What the system refuses.
std::optional<std::string> writeWitnesses(const api::Report& report, const std::string& folder) {
    emit::FileSet files;
    for (const api::Change& change : report.changes)
        if (change.witness && change.witness->kubeVersion.empty())
            files[fileName(files.size() + 1, change)] = comment(api::sentenceOf(change)) +
                                                        comment(change.witness->why) +
                                                        values::writeYaml(*change.witness->values);
    return addFiles(folder, files);
}

std::string rendered(const api::Report& report, const ApiDiffOptions& options) {
    if (options.changes)
        return api::asChanges(report);
    switch (options.format) {
    case ApiDiffFormat::Text:
        break;
    case ApiDiffFormat::Markdown:
        return api::asMarkdown(report);
    case ApiDiffFormat::Json:
        return api::asJson(report);
    }
    return api::asText(report);
}

/// The version that is less than due, at the chart's declaration.
void reportVersion(const api::Due& due, session::Compilation& chart) {
    std::string size =
        due.change == api::Step::Major ? "breaking" : fmt::format("of a {} version", api::nameOf(due.change));
    chart.sink.report(diag::Code::E8010, chart.program.chart.span, due.fresh, due.least, size)
        .suggest(fmt::format("write `version = \"{}\"`", due.least));
}

} // namespace

int apiDiff(const Options& options) {
    Sides sides = sidesOf(options.apiDiff.sides);
    for (Side* side : {&sides.before, &sides.after})
        if (int exit = read(*side, options); exit != Exit::ok)
            return exit;
    session::Compilation& fresh = *sides.after.compilation;
    api::Report report;
    {
        const diag::WorkingOn place("what changed for users");
        ProgressLine line;
        report = api::compared(*sides.before.compilation, fresh, options.apiDiff.strict,
                               [&line](const std::string& what) { line(what); });
    }
    if (!options.apiDiff.witnesses.empty())
        if (auto failure = writeWitnesses(report, options.apiDiff.witnesses))
            return tellFault(*failure);
    put(rendered(report, options.apiDiff));
    if (report.due.isMet)
        return Exit::ok;
    fresh.sink = diag::Sink(); // what else there was to say of the source has been told
    reportVersion(report.due, fresh);
    tellBeside(options.diagnostics, fresh.sources, fresh.sink);
    return Exit::sourceErrors;
}

} // namespace stackc::driver
