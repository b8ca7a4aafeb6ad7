#include "driver/build.h"

#include "diag/suggest.h"
#include "driver/files.h"
#include "emit/helm/chart.h"
#include "emit/manifests.h"
#include "eval/eval.h"
#include "text/patterns.h"
#include "text/yaml_reader.h"
#include "values/decode.h"
#include "values/merge.h"
#include "values/schema.h"
#include "values/values_yaml.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <re2/re2.h>

namespace stackc::driver {

namespace {

/// `a.b[0].c` → a, b, [0], c
std::vector<std::string> splitPath(const std::string& path) {
    std::vector<std::string> parts(1);
    for (char c : path) {
        if (c == '.')
            parts.emplace_back();
        else if (c == '[')
            parts.emplace_back("[");
        else
            parts.back() += c;
    }
    return parts;
}

/// Where the environment set the path, or the longest part of it; else its declaration.
core::Span spanOf(const core::Environment& environment, const std::string& path) {
    std::vector<std::string> parts = splitPath(path);
    core::Span best = environment.span;
    size_t longest = 0;
    for (const core::Assignment& assignment : environment.assignments) {
        size_t common = 0;
        while (common < parts.size() && common < assignment.path.size() && parts[common] == assignment.path[common])
            ++common;
        if (common > longest) {
            longest = common;
            best = assignment.span;
        }
    }
    return best;
}

class Resolver {
public:
    Resolver(Compilation& compilation, const core::Environment* environment, const Options& options)
        : compilation_(compilation), environment_(environment), options_(options) {}

    ir::Package run() {
        eval::Known known;
        if (!userValues() || !decode(known))
            return {};
        release(known);
        if (compilation_.sink.hasErrors())
            return {};
        diag::Sink local;
        ir::Package package = eval::evaluate(compilation_.program, compilation_.nodes, &known, local);
        for (const diag::Diagnostic& diagnostic : local.sorted())
            report(diagnostic);
        return package;
    }

private:
    bool userValues() {
        user_ = environment_ != nullptr ? compilation_.overlay(*environment_) : Json::object();
        for (const std::string& path : options_.valueFiles) {
            std::optional<std::string> text = readInput(path);
            Json values;
            text::YamlError error;
            if (!text)
                return fail(fmt::format("{}: can't be read", path));
            if (!text::readValues(*text, values, error))
                return fail(fmt::format("{}:{}: {}", path, error.line, error.message));
            user_ = values::mergeFiles(user_, values);
        }
        for (const std::string& argument : options_.sets) {
            std::string error;
            if (!values::applySet(user_, argument, error))
                return fail(fmt::format("--set {}: {}", argument, error));
        }
        return true;
    }

    bool decode(eval::Known& known) {
        Json given = values::mergeValues(compilation_.defaults(), user_);
        if (values::holdsNextLine(given)) {
            compilation_.sink.report(diag::Code::E5049, {});
            return false;
        }
        values::Errors errors;
        known.values = values::decode(compilation_.context(), given, errors);
        for (const values::Error& error : errors) {
            if (environment_ != nullptr) {
                auto report = compilation_.sink.report(diag::Code::E4011, spanOf(*environment_, error.path),
                                                       environment_->name, error.message);
                if (!error.suggestion.empty())
                    report.suggest(error.suggestion);
            } else {
                auto report = compilation_.sink.report(diag::Code::E4012, {}, error.message);
                if (!error.suggestion.empty())
                    report.suggest(error.suggestion);
            }
        }
        return errors.empty() && known.values != nullptr;
    }

    void release(eval::Known& known) {
        const core::ChartInfo& chart = compilation_.program.chart;
        auto pick = [](const std::string& flag, const std::string& declared, const std::string& fallback) {
            return !flag.empty() ? flag : !declared.empty() ? declared : fallback;
        };
        const core::Environment none;
        const core::Environment& declared = environment_ != nullptr ? *environment_ : none;
        known.releaseName = pick(options_.release, declared.release, chart.name);
        known.releaseNamespace = pick(options_.ns, declared.ns, "default");
        known.releaseService = options_.releaseService;
        known.kubeVersion = pick(options_.kubeVersion, declared.kubeVersion, chart.kubeRange.typical().text());
        auto version = kube::Version::parse(known.kubeVersion);
        if (version && !chart.kubeRange.admits(*version))
            compilation_.sink.report(diag::Code::E5014, chart.span, known.kubeVersion, chart.kubeVersion);
        if (version) // as Helm completes it; what a cloud adds is cut off on both sides
            known.kubeVersion = "v" + kube::Version{version->major, version->minor, version->patch, ""}.text();
        known.apis = declared.apis;
        known.apis.insert(known.apis.end(), options_.apis.begin(), options_.apis.end());
        static const RE2 label(std::string{text::dnsLabelPattern});
        if (known.releaseName.size() > 53 || !RE2::FullMatch(known.releaseName, label))
            compilation_.sink.report(diag::Code::E4013, declared.span, known.releaseName);
    }

    bool fail(const std::string& message) {
        compilation_.sink.report(diag::Code::E4012, {}, message);
        return false;
    }

    void report(const diag::Diagnostic& diagnostic) {
        if (environment_ == nullptr) {
            compilation_.sink.report(diag::Code::E4012, diagnostic.span, diagnostic.message);
            return;
        }
        compilation_.sink.report(diag::Code::E4011, environment_->span, environment_->name, diagnostic.message)
            .note(diagnostic.span, "this is the rule that does not hold");
    }

    Compilation& compilation_;
    const core::Environment* environment_;
    const Options& options_;
    Json user_;
};

std::vector<const core::Environment*> chosenEnvironments(Compilation& compilation, const Options& options) {
    std::vector<const core::Environment*> chosen;
    for (const std::string& name : options.environments) {
        const core::Environment* found = compilation.environment(name);
        std::vector<std::string> known;
        for (const core::Environment& environment : compilation.program.environments)
            known.push_back(environment.name);
        if (found == nullptr)
            compilation.sink.report(diag::Code::E4014, compilation.program.chart.span, name)
                .suggest(diag::nearestOf(name, known));
        chosen.push_back(found);
    }
    if (!options.environments.empty())
        return chosen;
    for (const core::Environment& environment : compilation.program.environments)
        chosen.push_back(&environment);
    return chosen;
}

int buildStream(Compilation& compilation, const Options& options) {
    const core::Environment* environment = nullptr;
    if (!options.environments.empty())
        environment = chosenEnvironments(compilation, options).front();
    if (compilation.sink.hasErrors())
        return Exit::sourceErrors;
    ir::Package package = resolve(compilation, environment, options);
    if (compilation.sink.hasErrors())
        return Exit::sourceErrors;
    std::string stream = emit::emitManifestStream(package);
    std::fwrite(stream.data(), 1, stream.size(), stdout);
    return std::fflush(stdout) == 0 ? Exit::ok : Exit::systemError;
}

} // namespace

ir::Package resolve(Compilation& compilation, const core::Environment* environment, const Options& options) {
    return Resolver(compilation, environment, options).run();
}

emit::FileSet buildChart(Compilation& compilation) {
    values::Context context = compilation.context();
    emit::helm::ChartTexts texts;
    texts.valuesYaml = values::valuesYaml(context, compilation.defaultsNode());
    texts.schemaJson = values::schemaText(context);
    texts.parameterTables = values::parameterTables(context, compilation.defaultsNode());
    for (const core::Environment& environment : compilation.program.environments) {
        values::Errors errors;
        std::string header = environment.doc.empty() ? "The " + environment.name + " environment." : environment.doc;
        bool expressible =
            values::overlayYaml(context, compilation.defaults(), compilation.environmentValues(environment), header,
                                texts.environmentValues[environment.name], errors);
        for (const values::Error& error : errors)
            if (!expressible)
                compilation.sink.report(diag::Code::E4011, environment.span, environment.name, error.message);
    }
    ir::Package package = eval::evaluate(compilation.program, compilation.nodes, nullptr, compilation.sink);
    if (compilation.sink.hasErrors())
        return {};
    emit::FileSet files;
    for (auto& [path, bytes] : emit::helm::emitChart(package, texts, compilation.sink))
        files["charts/" + compilation.program.chart.name + "/" + path] = std::move(bytes);
    return files;
}

bool reportNotLowered(Compilation& compilation, diag::Code code) {
    for (const core::NotLowered& construct : compilation.program.notLowered)
        compilation.sink.report(code, construct.span, construct.what);
    return !compilation.program.notLowered.empty();
}

void checkAll(Compilation& compilation, const Options& options) {
    if (reportNotLowered(compilation, diag::Code::W6001) || compilation.sink.hasErrors())
        return;
    buildChart(compilation);
    for (const core::Environment& environment : compilation.program.environments) {
        if (compilation.sink.hasErrors())
            return;
        resolve(compilation, &environment, options);
    }
}

void checkIncludes(Compilation& compilation, const Options& options) {
    std::vector<source::FileId> files = compilation.program.includes;
    for (size_t i = 0; i < files.size(); ++i) {
        auto self = files.begin() + static_cast<std::ptrdiff_t>(i);
        if (std::find(files.begin(), self, files[i]) != self)
            continue;
        auto included = compileIncluded(compilation, files[i]);
        checkAll(*included, options);
        compilation.sink.append(included->sink);
        const std::vector<source::FileId>& more = included->program.includes;
        files.insert(files.end(), more.begin(), more.end());
    }
}

int build(Compilation& compilation, const Options& options) {
    if (compilation.sink.hasErrors() || reportNotLowered(compilation, diag::Code::E6001))
        return Exit::sourceErrors;
    for (const std::string& path : options.valueFiles)
        if (!readInput(path)) {
            fmt::print(stderr, "stackc: can't read {}\n", path);
            return Exit::systemError;
        }
    if (options.output == "-")
        return buildStream(compilation, options);
    emit::FileSet files;
    if (options.target != Target::Manifests)
        files = buildChart(compilation);
    if (options.target != Target::Helm) {
        auto add = [&](const std::string& name, const core::Environment* environment) {
            ir::Package package = resolve(compilation, environment, options);
            if (compilation.sink.hasErrors())
                return;
            for (auto& [path, bytes] : emit::emitManifests(package))
                files["manifests/" + name + "/" + path] = std::move(bytes);
        };
        std::vector<const core::Environment*> chosen = chosenEnvironments(compilation, options);
        for (const core::Environment* environment : chosen)
            if (!compilation.sink.hasErrors())
                add(environment->name, environment);
        if (chosen.empty() && !compilation.sink.hasErrors())
            add("default", nullptr);
    }
    if (compilation.sink.hasErrors())
        return Exit::sourceErrors;
    std::string error;
    if (!writeFiles(options.output, files, error)) {
        fmt::print(stderr, "stackc: {}\n", error);
        return Exit::systemError;
    }
    fmt::print("{}: {} files\n", options.output, files.size());
    return Exit::ok;
}

} // namespace stackc::driver
