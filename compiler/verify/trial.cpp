#include "verify/trial.h"

#include "diag/fault.h"
#include "emit/manifests.h"
#include "session/resolve.h"
#include "values/merge.h"

#include <filesystem>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace stackc::verify {

namespace {

std::string squeezed(const std::string& text) {
    std::string out;
    for (char c : text)
        if (bool isSpace = c == ' ' || c == '\n' || c == '\t'; !isSpace || (!out.empty() && out.back() != ' '))
            out += isSpace ? ' ' : c;
    while (!out.empty() && out.back() == ' ')
        out.pop_back();
    return out;
}

/// What the set says of the release.
session::Inputs releaseInputs(const Set& set) {
    session::Inputs inputs;
    inputs.release = set.release;
    inputs.ns = set.ns;
    inputs.kubeVersion = set.kubeVersion;
    inputs.apis = set.apis;
    inputs.releaseService = "Helm";
    return inputs;
}

} // namespace

Ours Stack::evaluate(const Set& set, Make make) {
    diag::Sink& sink = compilation_.sink;
    session::Inputs inputs = releaseInputs(set);
    if (!set.values->empty())
        inputs.files.push_back({"values", set.values->dump()});
    size_t before = sink.diagnostics().size();
    session::Release release =
        session::resolve(compilation_, set.environment, inputs, false, session::Unmade::Told, session::Keep::WaysToo);
    Ours ours;
    for (size_t i = before; i < sink.diagnostics().size(); ++i)
        if (const diag::Diagnostic& found = sink.diagnostics()[i]; found.severity == diag::Severity::error) {
            ours.why += (ours.why.empty() ? "" : "\n") + found.message;
            if (found.span.valid())
                ours.rules.push_back(found.span);
            for (const diag::Note& note : found.notes) // of a rule of the library the span is what led to it
                ours.rules.push_back(note.span);
        }
    bool isRefused = sink.hasErrors();
    sink.takeBack(before, [](const diag::Diagnostic&) { return true; });
    ours.charts = std::move(release.charts);
    ours.ways = std::move(release.ways);
    if (isRefused) {
        ours.kind = Ours::Kind::Refused;
        return ours;
    }
    ours.isGenerated = !release.generated.empty();
    if (!release.missing.empty()) {
        ours.why = release.missing.front();
        return ours;
    }
    ours.kind = Ours::Kind::Taken;
    ours.packages = std::move(release.packages);
    if (make == Make::Ways)
        return ours;
    auto documents = documentsOf(emit::emitManifestStream(ours.packages, {}, {}));
    if (!documents)
        throw diag::Fault("manifests that can't be read: " + documents.error(), {});
    ours.documents = std::move(*documents);
    return ours;
}

Release Stack::releaseFor(const Set& set, const std::string& folder) {
    Release release{session::identityOf(compilation_.program.chart, set.environment, releaseInputs(set)), {}, ""};
    Json values = *set.values;
    if (set.environment != nullptr) {
        std::string file = (std::filesystem::path(folder) / ("values-" + set.environment->name + ".yaml")).string();
        if (session::Disk().kind(file, session::Links::Follow) == session::Kind::File)
            release.files.push_back(file);
        else
            values = values::mergeFiles(compilation_.overlay(*set.environment), values);
    }
    if (!values.empty())
        release.values = values.dump();
    return release;
}

namespace {

/// Is it a text of a Secret that the source leaves empty?
bool isGenerated(const Difference& difference) {
    const core::Path& path = difference.path;
    bool isEmpty =
        difference.ours && **difference.ours == Json("") && difference.theirs && (*difference.theirs)->is_string();
    return isEmpty && difference.resource.starts_with("v1 Secret ") && path.size() == 2 &&
           (path[0].key == "data" || path[0].key == "stringData");
}

} // namespace

Verdict verdictOn(const Ours& ours, const Rendered& theirs) {
    bool isTaken = ours.kind == Ours::Kind::Taken;
    if (theirs.kind == Rendered::Kind::Failed)
        return {Verdict::Kind::Wrong, "a template fails", theirs.message, {}};
    if (theirs.isRefused() && isTaken)
        return {Verdict::Kind::Wrong, "the chart refuses what the source takes", theirs.message, {}};
    if (!theirs.isRefused() && !isTaken)
        return {Verdict::Kind::Wrong, "the chart takes what the source refuses", ours.why, {}};
    if (theirs.kind == Rendered::Kind::ByCheck &&
        squeezed(ours.why).find(squeezed(theirs.message)) == std::string::npos)
        return {Verdict::Kind::Wrong, fmt::format("a check of the chart says: {}", theirs.message), ours.why, {}};
    if (!isTaken)
        return {Verdict::Kind::Refused, "", "", {}};
    std::vector<Difference> differences = differencesOf(ours.documents, theirs.documents);
    if (ours.isGenerated)
        std::erase_if(differences, isGenerated);
    if (differences.empty())
        return {};
    return {Verdict::Kind::Wrong, "the chart and the source differ", "", std::move(differences)};
}

} // namespace stackc::verify
