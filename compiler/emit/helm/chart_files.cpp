#include "emit/helm/chart_files.h"
#include "text/characters.h"
#include "values/yaml_text.h"

#include <array>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>
#include <openssl/sha.h>
#include <re2/re2.h>

namespace stackc::emit::helm {

namespace {

using values::yamlQuoted;
using values::yamlScalar;

void field(std::string& out, std::string_view key, const std::string& value) {
    if (!value.empty())
        out += fmt::format("{}: {}\n", key, yamlScalar(value));
}

void listOf(std::string& out, std::string_view key, const std::vector<std::string>& items) {
    if (items.empty())
        return;
    out += fmt::format("{}:\n", key);
    for (const std::string& item : items)
        out += fmt::format("  - {}\n", yamlScalar(item));
}

std::string sentence(const core::ChartInfo& chart) {
    return chart.description.empty() ? fmt::format("A Helm chart for {}.", chart.name) : chart.description;
}

/// A Markdown paragraph.
std::string paragraph(const core::ChartInfo& chart) {
    return fmt::format("{}", fmt::join(text::shownLines(sentence(chart)), "\n"));
}

std::string dependenciesYaml(const std::vector<Dependency>& all) {
    std::string out;
    for (const Dependency& one : all) {
        out += fmt::format("  - name: {}\n    version: {}\n    repository: {}\n", yamlScalar(one.name),
                           yamlScalar(one.version), yamlScalar(one.repository));
        if (!one.condition.empty())
            out += fmt::format("    condition: {}\n", yamlScalar(fmt::format("{}", fmt::join(one.condition, "."))));
        if (!one.tags.empty()) {
            out += "    tags:\n";
            for (const std::string& tag : one.tags)
                out += fmt::format("      - {}\n", yamlScalar(tag));
        }
        if (!one.alias.empty())
            out += fmt::format("    alias: {}\n", yamlScalar(one.alias));
    }
    return out.empty() ? out : "dependencies:\n" + out;
}

/// What a user has to know of charts from elsewhere.
std::string externalNotes(const ChartTexts& texts) {
    std::string out;
    if (texts.needsFetching)
        out += "\nThe chart depends on charts from elsewhere that are not in it. Fetch them first:\n\n"
               "```sh\nhelm dependency build\n```\n";
    if (texts.notTaken.empty())
        return out;
    out += "\nThis chart was made without the following charts from elsewhere; they can't be switched on:\n\n";
    for (const core::ExternalChart* chart : texts.notTaken)
        out += fmt::format("- `{}`: `{}` {} of {}\n", chart->alias, chart->chart, chart->version, chart->repository);
    return out;
}

} // namespace

std::string partValues(const std::string& alias) {
    return fmt::format("# The values of this chart are those of the chart around it, below `{}`.\n{{}}\n", alias);
}

std::string chartYaml(const core::ChartInfo& chart, const ChartTexts& texts) {
    std::string out = "apiVersion: v2\n";
    field(out, "name", texts.alias.empty() ? chart.name : texts.alias);
    field(out, "description", sentence(chart));
    out += "type: application\n";
    field(out, "version", chart.version);
    if (!chart.appVersion.empty())
        out += fmt::format("appVersion: {}\n", yamlQuoted(chart.appVersion));
    if (!chart.kubeVersion.empty())
        out += fmt::format("kubeVersion: {}\n", yamlQuoted(chart.kubeVersion));
    field(out, "home", chart.home);
    field(out, "icon", chart.icon);
    listOf(out, "sources", chart.sources);
    listOf(out, "keywords", chart.keywords);
    if (!chart.maintainers.empty()) {
        out += "maintainers:\n";
        for (const core::Maintainer& person : chart.maintainers) {
            out += fmt::format("  - name: {}\n", yamlScalar(person.name));
            if (!person.email.empty())
                out += fmt::format("    email: {}\n", yamlScalar(person.email));
            if (!person.url.empty())
                out += fmt::format("    url: {}\n", yamlScalar(person.url));
        }
    }
    if (!chart.annotations.empty()) {
        out += "annotations:\n";
        for (const auto& [key, value] : chart.annotations)
            out += fmt::format("  {}: {}\n", yamlScalar(key), yamlQuoted(value));
    }
    return out + dependenciesYaml(texts.dependencies);
}

std::string chartLock(const std::vector<Dependency>& dependencies) {
    static const RE2 exact(R"(v?[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?)");
    // As Go writes its structs: the keys in the order of the fields, and `<`, `>` and `&` as escapes.
    nlohmann::ordered_json wanted = nlohmann::ordered_json::array(), locked = wanted;
    std::string out = "dependencies:\n";
    for (const Dependency& one : dependencies) {
        if (!RE2::FullMatch(one.version, exact))
            return {};
        out += fmt::format("- name: {}\n  repository: {}\n  version: {}\n", yamlScalar(one.name),
                           yamlScalar(one.repository), yamlScalar(one.version));
        locked.push_back({{"name", one.name}, {"version", one.version}, {"repository", one.repository}});
        wanted.push_back(locked.back());
        if (!one.condition.empty())
            wanted.back()["condition"] = fmt::format("{}", fmt::join(one.condition, "."));
        if (!one.tags.empty())
            wanted.back()["tags"] = one.tags;
        if (!one.alias.empty())
            wanted.back()["alias"] = one.alias;
    }
    std::string bytes;
    for (char c : nlohmann::ordered_json::array({wanted, locked}).dump())
        bytes += c == '<' ? "\\u003c" : c == '>' ? "\\u003e" : c == '&' ? "\\u0026" : std::string(1, c);
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data());
    return fmt::format("{}digest: sha256:{:02x}\n", out, fmt::join(digest, ""));
}

std::string helmIgnore() {
    return "# Patterns of files that are not packaged.\n"
           ".DS_Store\n.git/\n.gitignore\n.svn/\n.hg/\n*.swp\n*.bak\n*.tmp\n*.orig\n*~\n.project\n.idea/\n.vscode/\n";
}

std::string readme(const core::Program& program, const ChartTexts& texts) {
    const core::ChartInfo& chart = program.chart;
    std::string out = fmt::format("# {}\n\n{}\n\n", chart.name, paragraph(chart));
    out += fmt::format("Chart version {}", chart.version);
    if (!chart.appVersion.empty())
        out += fmt::format(", application version {}", chart.appVersion);
    if (!chart.kubeVersion.empty())
        out += fmt::format(", for Kubernetes `{}`", chart.kubeVersion);
    out += ".\n\n## Installing\n\n";
    out += fmt::format("```sh\nhelm install {0} ./{0} --namespace {0} --create-namespace\n```\n\n", chart.name);
    if (!texts.environmentValues.empty()) {
        out += "With the values of an environment:\n\n```sh\n";
        for (const core::Environment& environment : program.environments) {
            if (!texts.environmentValues.contains(environment.name))
                continue;
            std::string release = environment.release.empty() ? chart.name : environment.release;
            std::string ns = environment.ns.empty() ? "default" : environment.ns;
            out += fmt::format("helm install {} ./{} --namespace {} -f {}/values-{}.yaml\n", release, chart.name, ns,
                               chart.name, environment.name);
        }
        out += "```\n\n";
    }
    if (std::string notes = externalNotes(texts); !notes.empty())
        out += notes.substr(1) + "\n";
    out += "Values are checked against `values.schema.json`: an unknown key, a wrong type or a missing parameter is "
           "refused before anything is rendered.\n\n";
    out +=
        fmt::format("## Upgrading and uninstalling\n\n```sh\nhelm upgrade {0} ./{0} --namespace {0} -f my-values.yaml\n"
                    "helm uninstall {0} --namespace {0}\n```\n",
                    chart.name);
    if (!texts.parameterTables.empty())
        out += "\n## Parameters\n\n" + texts.parameterTables;
    return out;
}

std::string defaultNotes(const core::ChartInfo& chart) {
    return fmt::format(
        "{} {} is installed as release {{{{ .Release.Name }}}} in namespace {{{{ .Release.Namespace }}}}.\n",
        chart.name, chart.version);
}

} // namespace stackc::emit::helm
