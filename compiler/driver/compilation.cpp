#include "driver/compilation.h"

#include "driver/files.h"
#include "driver/types_folder.h"
#include "sema/stdlib.h"
#include "syntax/source_limit.h"
#include "values/encode.h"
#include "values/values_yaml.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace stackc::driver {

namespace fs = std::filesystem;

namespace {

/// The library from the program, everything else from beside the main file: `.stack` files, and types/ for the modules
/// that `stackc import` made.
class FileLoader : public sema::Loader {
public:
    FileLoader(Files& files, const fs::path& folder, kube::Library& library)
        : sources_(files.sources), trees_(files.trees), folder_(folder), types_(folder, library) {}

    std::optional<source::FileId> load(std::string_view modulePath) override {
        std::string path(modulePath);
        std::replace(path.begin(), path.end(), '.', '/');
        if (auto text = sema::stdlibSource(path))
            return addLibrary(path, *text);
        fs::path file = folder_ / (path + ".stack");
        if (auto known = sources_.find(file.string()))
            return known;
        if (refusal(modulePath))
            return std::nullopt;
        if (auto text = readFile(file.string(), syntax::maxFileBytes()).text)
            return add(file.string(), std::move(*text));
        return std::nullopt;
    }

    std::optional<std::string> refusal(std::string_view modulePath) const override {
        std::string path(modulePath);
        std::replace(path.begin(), path.end(), '.', '/');
        fs::path file = folder_ / (path + ".stack");
        Reading read = readFile(file.string(), 0);
        if (read.missing)
            return std::nullopt;
        if (!read.text)
            return read.error;
        return isBelow(file, folder_) ? std::nullopt : std::optional("its file is a link that leads out of the folder");
    }

    std::vector<std::string> modules() const override {
        std::vector<std::string> names;
        std::error_code ignored;
        for (fs::directory_iterator it(folder_.empty() ? "." : folder_, ignored), end; !ignored && it != end;
             it.increment(ignored))
            if (it->path().extension() == ".stack")
                names.push_back(it->path().stem().string());
        std::sort(names.begin(), names.end());
        return names;
    }

    Embedded embed(std::string_view path) override {
        constexpr size_t most = size_t{1} << 20; // what a ConfigMap takes
        fs::path named(path);
        bool leaves = named.is_absolute() || std::find(named.begin(), named.end(), "..") != named.end();
        if (named.empty() || leaves)
            return {std::nullopt, "the path leads out of the folder of the source"};
        fs::path file = folder_ / named;
        Reading read = readFile(file.string(), most);
        if (!read.text)
            return {std::nullopt, read.missing ? "there is no such file beside the source" : read.error};
        if (!isBelow(file, folder_.empty() ? fs::path(".") : folder_))
            return {std::nullopt, "it is a link that leads out of the folder of the source"};
        if (read.text->size() > most)
            return {std::nullopt, "it has more than 1 MiB"};
        return {std::move(read.text), {}};
    }

    sema::Trees* trees() override { return &trees_; }

    std::optional<std::string> loadTypes(std::string_view modulePath) override { return types_.load(modulePath); }

    TypesFolder& types() { return types_; }

private:
    source::FileId add(std::string path, std::string text, source::Writer writer = source::Writer::Author) {
        auto known = sources_.find(path);
        return known ? *known : sources_.add(std::move(path), std::move(text), writer);
    }

    /// With its tree, so that it is not parsed.
    source::FileId addLibrary(const std::string& path, std::string_view text) {
        source::FileId file = add("<stdlib>/" + path + ".stack", std::string(text), source::Writer::Library);
        if (!trees_.contains(file))
            trees_.emplace(file, sema::stdlibTree(path, file));
        return file;
    }

    source::SourceManager& sources_;
    sema::Trees& trees_;
    fs::path folder_;
    TypesFolder types_;
};

void checkFile(Compilation& compilation, source::FileId file) {
    FileLoader loader(*compilation.files, compilation.folder, compilation.library);
    for (const auto& [module, error] : loader.types().loadShipped())
        compilation.sink.report(diag::Code::E5010, {}, module, error);
    compilation.program = sema::check(compilation.sources, file, loader, compilation.library, compilation.sink);
}

} // namespace

std::unique_ptr<Compilation> compile(const std::string& source, std::string& error) {
    std::error_code ignored;
    fs::path path = fs::is_directory(source, ignored) ? fs::path(source) / "main.stack" : fs::path(source);
    if (path != fs::path(source) && fs::exists(path, ignored) && !isBelow(path, source)) {
        error = fmt::format("can't read {}: it is a link that leads out of the folder", path.string());
        return nullptr;
    }
    Reading read = readFile(path.string(), syntax::maxFileBytes());
    if (!read.text) {
        error = read.error;
        return nullptr;
    }
    return compileText(path.string(), std::move(*read.text));
}

std::unique_ptr<Compilation> compileText(const std::string& path, std::string text, std::shared_ptr<Files> files) {
    auto result = std::make_unique<Compilation>(std::move(files));
    result->folder = fs::path(path).parent_path().string();
    result->homes = {result->folder};
    checkFile(*result, result->sources.add(path, std::move(text)));
    return result;
}

std::unique_ptr<Compilation> compileIncluded(const Compilation& compilation, source::FileId file) {
    auto result = std::make_unique<Compilation>(compilation.files);
    result->folder = compilation.folder;
    result->homes = {fs::path(compilation.sources.path(file)).parent_path().string()};
    checkFile(*result, file);
    return result;
}

namespace {

/// Names are told apart by the path of aliases: charts of a release have the names of templates in common, and
/// resources theirs.
bool compileParts(Compilation& compilation, bool isOutermost) {
    const core::Program& program = compilation.program;
    for (size_t i = compilation.parts.size(); i < program.includes.size(); ++i) {
        auto part = compileIncluded(compilation, program.includes[i].file);
        part->homes.insert(part->homes.begin(), compilation.homes.begin(), compilation.homes.end());
        core::ChartInfo& chart = part->program.chart;
        const std::string& alias = program.includes[i].alias;
        constexpr size_t longestLabel = 63;
        chart.name = isOutermost ? alias : (program.chart.name + "-" + alias).substr(0, longestLabel);
        chart.name.erase(chart.name.find_last_not_of('-') + 1);
        bool isPlain = isOutermost && alias != program.chart.templates;
        chart.templates = isPlain ? alias : program.chart.templates + "/" + alias;
        compilation.parts.push_back(std::move(part));
    }
    bool fine = true;
    for (const auto& part : compilation.parts)
        fine = fine && !part->sink.hasErrors() && compileParts(*part, false);
    return fine;
}

} // namespace

bool compileParts(Compilation& compilation) { return compileParts(compilation, true); }

Compilation::Compilation(std::shared_ptr<Files> shared) : files(std::move(shared)), sources(files->sources) {}
Compilation::~Compilation() = default;

ir::NodeRef Compilation::constant(core::ExprId expr) {
    auto [place, fresh] = constants_.try_emplace(expr, nullptr);
    if (fresh)
        place->second = eval::evaluateConstant(program, nodes, expr, sink);
    return place->second;
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
    if (!values::overlayJson(context(), defaults(), environmentValues(environment), result, errors))
        for (const values::Error& fault : errors)
            sink.report(diag::Code::E4011, environment.span, environment.name, fault.message);
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

} // namespace stackc::driver
