#include "session/user_values.h"

#include "diag/working_on.h"
#include "text/yaml_reader.h"
#include "values/renamed.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace stackc::session {

namespace {

/// Old keys are read; users are told what to rename.
void tellRenamed(Compilation& compilation, const Json& user) {
    for (const values::Renamed& one : values::renamedValues(compilation.context()).all)
        if (values::isGiven(one, user))
            compilation.sink
                .report(diag::Code::W2028, {}, values::pathText(one.from), "`" + values::pathText(one.to) + "`")
                .suggest("`stackc migrate` rewrites a values file");
}

/// What is wrong with an argument, without what stands behind its first `=`, which may be a secret, commas and all.
std::string withoutValue(const std::string& argument, std::string error) {
    size_t end = argument.find('=');
    if (end == std::string::npos)
        return argument + ": " + error;
    const std::string place = argument.substr(0, end);
    size_t begin = error.find('"');
    size_t last = error.rfind('"');
    if (begin < last && place.find(error.substr(begin + 1, last - begin - 1)) == std::string::npos)
        error.replace(begin + 1, last - begin - 1, "…");
    return fmt::format("{}=…: {}", place, error);
}

} // namespace

std::optional<Json> userValues(Compilation& compilation, const core::Environment* environment, const Inputs& inputs) {
    Json user = environment != nullptr ? compilation.overlay(*environment) : Json::object();
    auto fail = [&](const std::string& message) {
        compilation.sink.report(diag::Code::E4012, {}, message);
        return std::nullopt;
    };
    for (const auto& [path, text] : inputs.files) {
        diag::WorkingOn place(path);
        Json values;
        text::YamlError error;
        if (!text::readValues(text, values, error))
            return fail(
                fmt::format("{}{}: {}", path, error.line == 0 ? "" : fmt::format(":{}", error.line), error.message));
        user = values::mergeFiles(user, values);
    }
    for (const Inputs::Set& set : inputs.sets) {
        std::string error;
        if (!applySet(user, set, inputs, error))
            return fail(fmt::format("{} {}", optionOf(set.kind), withoutValue(set.argument, error)));
    }
    tellRenamed(compilation, user);
    return user;
}

bool applySet(Json& user, const Inputs::Set& set, const Inputs& inputs, std::string& error) {
    auto read = [&inputs](const std::string& path, std::string& why) {
        auto found = inputs.setFiles.find(path);
        if (found != inputs.setFiles.end())
            return std::optional(found->second);
        why = "nobody read " + path;
        return std::optional<std::string>();
    };
    return values::applySet(user, set.argument, set.kind, read, error);
}

const char* optionOf(values::SetKind kind) {
    switch (kind) {
    case values::SetKind::Json:
        return "--set-json";
    case values::SetKind::Typed:
        return "--set";
    case values::SetKind::Text:
        return "--set-string";
    case values::SetKind::File:
        return "--set-file";
    case values::SetKind::Literal:
        return "--set-literal";
    }
    return "";
}

} // namespace stackc::session
