#include "emit/helm/chart_files.h"
#include "text/characters.h"
#include "values/yaml_text.h"

#include <fmt/format.h>

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

/// Helm knows a chart in charts/ by its name; where the repository is empty it looks nowhere else.
std::string dependencies(const core::Program& program, const std::vector<std::string>& partVersions) {
    std::string out;
    for (size_t i = 0; i < program.includes.size(); ++i) {
        const core::Include& include = program.includes[i];
        out += fmt::format("  - name: {}\n    version: {}\n    repository: \"\"\n", yamlScalar(include.alias),
                           yamlScalar(partVersions[i]));
        if (!include.condition.empty())
            out += fmt::format("    condition: {}\n", yamlScalar(fmt::format("{}", fmt::join(include.condition, "."))));
    }
    return out.empty() ? out : "dependencies:\n" + out;
}

} // namespace

std::string partValues(const core::ChartInfo& chart) {
    return fmt::format("# The values of this chart are those of the chart around it, below `{}`.\n{{}}\n", chart.name);
}

std::string chartYaml(const core::Program& program, const std::vector<std::string>& partVersions) {
    const core::ChartInfo& chart = program.chart;
    std::string out = "apiVersion: v2\n";
    field(out, "name", chart.name);
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
    return out + dependencies(program, partVersions);
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
