#include "ide/preview.h"

#include "emit/manifests.h"
#include "ide/lens.h"
#include "inspect/field_steps.h"
#include "session/chart.h"
#include "session/each_chart.h"
#include "session/inputs.h"
#include "session/resolve.h"
#include "session/source_map.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <optional>

namespace stackc::ide {

namespace {

using inspect::SourceMap;

/// The way to a step's field, as `inspect::fieldsOfLines` writes it.
std::string pathOf(const std::vector<SourceMap::Step>& steps, std::size_t at) {
    const SourceMap::Step& step = steps[at];
    if (step.in == SourceMap::none)
        return "";
    const std::string around = pathOf(steps, step.in);
    if (step.isElement)
        return fmt::format("{}[{}]", around, step.key.empty() ? std::to_string(step.index) : step.key);
    if (step.key.find_first_of(".[") != std::string::npos)
        return fmt::format("{}[\"{}\"]", around, step.key);
    return around + (around.empty() ? "" : ".") + step.key;
}

/// The innermost declaration around a place that makes something.
std::optional<Lens> declarationAround(const Analysis& analysis, source::FileId file, std::uint32_t offset) {
    const std::string_view text = analysis.sources().text(file);
    std::optional<Lens> found;
    for (const Lens& lens : lensesOf(outlineOf(analysis.tree(file), text), text)) {
        const bool isAround = lens.whole.begin <= offset && offset <= lens.whole.end;
        if (isAround && lens.kind == Lens::Kind::Made && (!found || lens.whole.size() < found->whole.size()))
            found = lens;
    }
    return found;
}

} // namespace

std::shared_ptr<Previews> Previews::make(std::shared_ptr<Analysis> analysis, Of what, const std::string& environment,
                                         const Stop& abandon) {
    std::shared_ptr<Previews> made(new Previews(std::move(analysis), what, environment));
    auto work = [&](session::Compilation& compilation) {
        what == Of::Chart ? made->makeChart(compilation) : made->makeManifests(compilation);
    };
    return made->analysis_->evaluate(work, abandon) && made->isMade_ ? made : nullptr;
}

void Previews::makeChart(session::Compilation& compilation) {
    if (!session::isReady(compilation))
        return;
    const emit::FileSet files = session::buildChart(compilation);
    if (compilation.sink.hasErrors())
        return;
    const SourceMap map = session::sourceMapOf(compilation, files);
    const std::string folder = compilation.program.chart.name + "/";
    for (const SourceMap::Chart& chart : map.charts) {
        const LaidLines laid(chart, files, folder);
        std::vector<const SourceMap::Template*> templates;
        for (const SourceMap::Template& one : chart.templates) {
            texts_[one.file.substr(folder.size())] = files.at("charts/" + one.file);
            if (!one.resources.empty())
                templates.push_back(&one);
        }
        std::sort(templates.begin(), templates.end(), [](const auto* a, const auto* b) {
            return a->resources.front() < b->resources.front(); // as the source has them
        });
        for (const SourceMap::Template* one : templates) {
            const std::vector<FieldLines> lines = laid.of(*one);
            for (std::size_t i = 0; i < lines.size(); ++i)
                add(map, chart.resources[one->resources[i]].steps, lines[i]);
        }
    }
    isMade_ = true;
}

void Previews::makeManifests(session::Compilation& compilation) {
    const core::Environment* environment = compilation.environment(environment_);
    if ((environment == nullptr) != environment_.empty())
        return;
    session::Inputs inputs;
    inputs.skipExternal = true;
    const session::Release release =
        session::resolve(compilation, environment, inputs, false, session::Unmade::Told, session::Keep::Packages);
    if (compilation.sink.hasErrors())
        return;
    SourceMap map;
    inspect::MapPlaces places(compilation.sources, map);
    std::size_t budget = SourceMap::mostSteps;
    for (std::size_t i = 0; i < release.packages.size(); ++i) {
        const inspect::LateChart chart{&release.packages[i], &release.charts[i]->nodes, nullptr, "", "", {}};
        inspect::FieldSteps steps(chart, places, budget);
        for (const ir::Document& document : release.packages[i].documents) {
            ir::Package alone;
            alone.program = release.packages[i].program;
            alone.documents.push_back(document);
            for (const auto& [path, text] : emit::emitManifests({alone}, {}, {})) {
                if (path == "kustomization.yaml")
                    continue;
                std::string name = path; // others may be called so in another namespace
                for (int number = 2; texts_.contains(name); ++number)
                    name = fmt::format("{}-{}.yaml", path.substr(0, path.rfind('.')), number);
                texts_[name] = text;
                add(map, steps.of(document), linesOfManifest(name, text));
            }
        }
    }
    isMade_ = true;
}

/// What has no line of its own stands in that of what is around it.
void Previews::add(const SourceMap& map, const std::vector<SourceMap::Step>& steps, const FieldLines& lines) {
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (steps[i].place == SourceMap::none)
            continue;
        std::size_t at = i;
        while (steps[at].in != SourceMap::none && !lines.contains(pathOf(steps, at)))
            at = steps[at].in;
        const SourceMap::Place& place = map.places[steps[i].place];
        const SourceMap::Line& source = map.lines[place.line];
        made_[{map.files[source.file], source.number}].push_back({place.column, lines.at(pathOf(steps, at))});
    }
}

std::vector<MadeLine> Previews::atLine(source::FileId file, source::Position position) const {
    std::vector<MadeLine> lines;
    auto found = made_.find({std::string(analysis_->sources().path(file)), position.line});
    if (found == made_.end())
        return lines;
    std::vector<Made> made = found->second;
    std::stable_sort(made.begin(), made.end(), [&](const Made& a, const Made& b) {
        const bool isBefore = a.column <= position.column, isOtherBefore = b.column <= position.column;
        return isBefore != isOtherBefore ? isBefore : isBefore && a.column > b.column;
    });
    for (Made& one : made)
        if (std::find(lines.begin(), lines.end(), one.line) == lines.end())
            lines.push_back(std::move(one.line));
    return lines;
}

std::vector<MadeLine> Previews::at(source::FileId file, std::uint32_t offset) const {
    const source::SourceManager& sources = analysis_->sources();
    const source::Position position = sources.position(file, offset);
    if (std::vector<MadeLine> own = atLine(file, position); !own.empty())
        return own;
    const std::optional<Lens> around = declarationAround(*analysis_, file, offset);
    const std::uint32_t first = around ? sources.position(file, around->at.begin).line : position.line;
    for (std::uint32_t above = position.line; above > first; --above)
        if (std::vector<MadeLine> own = atLine(file, {above - 1, 1}); !own.empty())
            return own;
    return {};
}

} // namespace stackc::ide
