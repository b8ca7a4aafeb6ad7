#include "driver/option_inputs.h"

#include "judge/legal.h"
#include "text/patterns.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <re2/re2.h>

namespace stackc::driver {

namespace {

/// Empty, or what is wrong with the argument.
std::string isNamespace(const std::string& text) {
    static const RE2 label(std::string{text::dnsLabelPattern});
    return text.size() <= 63 && RE2::FullMatch(text, label)
               ? ""
               : "`" + text + "` is not a DNS label of at most 63 characters";
}

/// What else a release's name has to be is said where it is used, as the chart's name may be one.
std::string isReleaseName(const std::string& text) { return text.empty() ? "a release has a name" : ""; }

std::string isLabelValue(const std::string& text) {
    const char* expected = judge::labelValue(text);
    return expected == nullptr ? "" : "it is the value of a label: " + std::string(expected);
}

std::string isVersion(const std::string& text) {
    static const RE2 version("v?[0-9]{1,4}\\.[0-9]{1,4}(\\.[0-9]{1,4})?([-+][0-9A-Za-z.+-]+)?");
    return RE2::FullMatch(text, version) ? "" : "`" + text + "` is not a version such as 1.29 or v1.29.3";
}

/// Helm's options of single values, which it takes in the order of their kinds.
void addSets(CLI::App& command, std::vector<session::Inputs::Set>& sets) {
    auto add = [&](values::SetKind kind, const char* name, const char* what) {
        auto take = [&sets, kind](const std::vector<std::string>& arguments) {
            for (const std::string& argument : arguments)
                sets.push_back({kind, argument});
            std::stable_sort(sets.begin(), sets.end(), [](const auto& a, const auto& b) { return a.kind < b.kind; });
        };
        command.add_option_function<std::vector<std::string>>(name, take, what)->allow_extra_args(false);
    };
    add(values::SetKind::Typed, "--set", "A value, a.b=c, as Helm's --set; repeatable");
    add(values::SetKind::Text, "--set-string", "A value that is a string, whatever it looks like; repeatable");
    add(values::SetKind::Json, "--set-json", "A value in JSON, a.b={\"c\": 1}; repeatable");
    add(values::SetKind::File, "--set-file", "A value that is the text of a file, a.b=FILE; repeatable");
    add(values::SetKind::Literal, "--set-literal", "A string up to the end, commas and all; repeatable");
}

} // namespace

void addInputs(CLI::App& command, Options& options) {
    command
        .add_option("-f,--values", options.valueFiles,
                    "A values file, merged as Helm does, - for the standard input; repeatable")
        ->allow_extra_args(false);
    addSets(command, options.request.inputs.sets);
    command.add_option("--release", options.request.inputs.release, "The release's name")->check(isReleaseName);
    command.add_option("-n,--namespace", options.request.inputs.ns, "The release's namespace")->check(isNamespace);
    command.add_option("--release-service", options.request.inputs.releaseService, "What release.service is")
        ->check(isLabelValue)
        ->capture_default_str();
    command.add_option("--kube-version", options.request.inputs.kubeVersion, "The cluster's version, 1.29 or v1.29.3")
        ->check(isVersion);
    command
        .add_option("-a,--api-versions", options.request.inputs.apis,
                    "An API of the cluster, group/version; repeatable")
        ->allow_extra_args(false);
}

} // namespace stackc::driver
