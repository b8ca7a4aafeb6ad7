#include "driver/explain_source.h"

#include "diag/suggest.h"
#include "driver/console.h"
#include "session/explain.h"
#include "session/resolve.h"

#include <fmt/format.h>

namespace stackc::driver {

namespace {

/// A resource is named by its kind and name.
bool isField(const std::string& query) { return query.substr(0, query.find('.')).find('/') != std::string::npos; }

int fail(const session::Compilation& compilation, const std::string& message, const std::string& help) {
    if (!compilation.sink.hasErrors())
        complain("stackc: {}\n{}", message, help.empty() ? "" : "  " + help + "\n");
    return Exit::sourceErrors;
}

int field(session::Compilation& compilation, const core::Environment* environment, const Options& options) {
    inspect::NoField missed;
    auto explained = session::explainFields(compilation, environment, options.request.inputs, options.code, missed);
    if (!explained && missed.resource.empty())
        return fail(compilation, fmt::format("there is no resource `{}`", options.code),
                    diag::nearestOf(options.code.substr(0, options.code.find('.')), missed.others));
    if (!explained && missed.part.empty())
        return fail(compilation, fmt::format("`{}` is never there", options.code), "");
    if (!explained)
        return fail(compilation, fmt::format("there is no `{}` in `{}`", missed.part, missed.resource),
                    diag::nearestOf(missed.part.substr(0, missed.part.find('.')), missed.others));
    put(options.json ? inspect::asJson(*explained, compilation.sources)
                     : inspect::asText(*explained, compilation.sources));
    return Exit::ok;
}

int value(session::Compilation& compilation, const core::Environment* environment, const Options& options) {
    constexpr std::string_view prefix = "values.";
    std::string path = options.code.starts_with(prefix) ? options.code.substr(prefix.size()) : options.code;
    std::string hint;
    auto explained = session::explainValue(compilation, environment, options.request.inputs, path, hint);
    if (!explained)
        return fail(compilation, fmt::format("the values have no `{}`", path), hint);
    if (options.json && compilation.sink.hasErrors()) // which are a document themselves
        return Exit::sourceErrors;
    put(options.json ? inspect::asJson(*explained, compilation.sources)
                     : inspect::asText(*explained, compilation.sources));
    return compilation.sink.hasErrors() ? Exit::sourceErrors : Exit::ok;
}

} // namespace

int explainSource(session::Compilation& compilation, const Options& options) {
    if (compilation.sink.hasErrors())
        return Exit::sourceErrors;
    const core::Environment* environment = nullptr;
    if (!options.request.environments.empty()) {
        environment = session::environmentNamed(compilation, options.request.environments.front());
        if (environment == nullptr)
            return Exit::sourceErrors;
    }
    return isField(options.code) ? field(compilation, environment, options) : value(compilation, environment, options);
}

} // namespace stackc::driver
