#include "session/compilation.h"

#include "session/loader.h"
#include "session/main_file.h"
#include "session/resolve.h"
#include "session/taken_out.h"
#include "values/encode.h"
#include "values/values_yaml.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace stackc::session {

namespace fs = std::filesystem;

namespace {

void checkFile(Compilation& compilation, source::FileId file, bool withTests, const Part& part = {}) {
    Loader loader(*compilation.files, compilation.folder, compilation.library, part);
    if (withTests)
        loader.addTestsOf(std::string(compilation.sources.path(file)));
    for (const auto& [module, error] : loader.types().loadShipped())
        compilation.sink.report(diag::Code::E5010, {}, module, error);
    compilation.program =
        sema::check(compilation.sources, file, loader, compilation.library, compilation.sink, compilation.index.get());
}

} // namespace

Compiled compile(const std::string& source, std::shared_ptr<Files> files) {
    auto read = readMainFile(*files->system, source);
    if (!read)
        return support::Failure{read.error()};
    return compileText(read->path.string(), std::move(read->text), std::move(files));
}

std::unique_ptr<Compilation> compileText(const std::string& path, std::string text, std::shared_ptr<Files> files) {
    auto result = std::make_unique<Compilation>(std::move(files));
    result->folder = fs::path(path).parent_path().string();
    result->homes = {result->folder};
    if (result->files->withIndex) {
        result->index = std::make_unique<sema::Index>();
        result->index->probe = result->files->probe;
        result->index->withGaps = result->files->probe.has_value(); // what is around it is faulty as a rule
    }
    checkFile(*result, result->sources.add(path, std::move(text)), result->files->withTests);
    return result;
}

namespace {

/// A chart of `compilation`'s folder, as the part of others that it is.
std::unique_ptr<Compilation> compilePart(const Compilation& compilation, source::FileId file, const Part& part) {
    auto result = std::make_unique<Compilation>(compilation.files);
    result->folder = compilation.folder;
    result->homes = {fs::path(compilation.sources.path(file)).parent_path().string()};
    checkFile(*result, file, false, part);
    return result;
}

} // namespace

std::unique_ptr<Compilation> compileIncluded(const Compilation& compilation, source::FileId file) {
    return compilePart(compilation, file, {});
}

std::unique_ptr<Compilation> compileWithGaps(const Compilation& compilation, source::FileId main) {
    auto result = std::make_unique<Compilation>(compilation.files);
    result->folder = compilation.folder;
    result->homes = compilation.homes;
    result->index = std::make_unique<sema::Index>();
    result->index->withGaps = true;
    checkFile(*result, main, result->files->withTests);
    return result;
}

namespace {

/// Names are told apart by the path of aliases: charts of a release have the names of templates in common, and
/// resources theirs. `self`: the chart itself among the charts.
bool compileParts(Compilation& compilation, const Part& self) {
    const core::Program& program = compilation.program;
    Part part{"", self.around};
    for (const core::Include& include : program.includes)
        part.around[include.alias] = partName(self.name, include.alias);
    bool fine = true;
    for (size_t i = 0; i < program.includes.size(); ++i) {
        const std::string& alias = program.includes[i].alias;
        part.name = part.around[alias];
        if (i == compilation.parts.size()) {
            auto made = compilePart(compilation, program.includes[i].file, part);
            made->homes.insert(made->homes.begin(), compilation.homes.begin(), compilation.homes.end());
            core::ChartInfo& chart = made->program.chart;
            chart.name = part.name;
            chart.kubeRange = program.chart.kubeRange; // Helm asks for no other one
            bool isPlain = self.name.empty() && alias != program.chart.templates;
            chart.templates = isPlain ? alias : program.chart.templates + "/" + alias;
            compilation.parts.push_back(std::move(made));
        }
        fine = fine && !compilation.parts[i]->sink.hasErrors() && compileParts(*compilation.parts[i], part);
    }
    return fine;
}

} // namespace

bool compileParts(Compilation& compilation) { return compileParts(compilation, Part{}); }

Compilation::Compilation(std::shared_ptr<Files> shared) : files(std::move(shared)), sources(files->sources) {}
Compilation::~Compilation() = default;

ir::NodeRef Compilation::constant(core::ExprId expr) {
    if (auto known = constants_.find(expr); known != constants_.end())
        return known->second;
    ir::NodeRef made = eval::evaluateConstant(program, nodes, expr, sink); // which may be stopped
    return constants_.try_emplace(expr, made).first->second;
}

values::Context Compilation::context() {
    return {program, nodes, [this](core::ExprId expr) { return constant(expr); }};
}

ir::NodeRef Compilation::defaultsNode() { return constant(program.defaults); }

const Json& Compilation::defaults() {
    if (!defaults_)
        defaults_ = std::make_unique<Json>(values::encode(context(), program.valuesType, defaultsNode()));
    return *defaults_;
}

const Json& Compilation::environmentValues(const core::Environment& environment) {
    auto [place, fresh] = environments_.try_emplace(environment.name);
    if (fresh) {
        size_t errors = sink.errorCount();
        ir::NodeRef values = constant(environment.values);
        if (sink.errorCount() > errors)
            lacking_.insert(environment.name);
        place->second = std::make_unique<Json>(values::encode(context(), program.valuesType, values));
    }
    return *place->second;
}

bool Compilation::lacksValues(const core::Environment& environment) {
    environmentValues(environment);
    return lacking_.contains(environment.name);
}

Json Compilation::overlay(const core::Environment& environment) {
    Json result;
    values::Errors errors;
    if (lacksValues(environment))
        return Json::object();
    if (!values::overlayJson(context(), defaults(), constant(environment.values), result, errors))
        for (const values::Error& fault : errors)
            sink.report(diag::Code::E4011, givenAt(program, environment, fault.path), environment.name, fault.message)
                .suggest(insteadOfTakingOut(program, environment, result, fault.path));
    return result;
}

judge::Judge& Compilation::judge() {
    if (!judge_)
        judge_ = std::make_unique<judge::Judge>(program, library, nodes, sink);
    return *judge_;
}

const core::Environment* Compilation::environment(std::string_view name) const {
    for (const core::Environment& candidate : program.environments)
        if (candidate.name == name)
            return &candidate;
    return nullptr;
}

} // namespace stackc::session
