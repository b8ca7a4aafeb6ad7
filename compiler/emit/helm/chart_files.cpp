#include "emit/helm/chart_files.h"
#include "text/characters.h"
#include "text/sha256.h"
#include "values/yaml_text.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>
#include <re2/re2.h>
#include <set>

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

/// The last part of an image's repository.
std::string imageName(const std::string& image) {
    std::string repository = image.substr(0, image.find('@'));
    size_t slash = repository.rfind('/');
    std::string name = repository.substr(slash == std::string::npos ? 0 : slash + 1);
    return name.substr(0, name.find(':'));
}

/// A Markdown paragraph.
std::string paragraph(const core::ChartInfo& chart) {
    return fmt::format("{}", fmt::join(text::shownLines(sentence(chart)), "\n"));
}

using Annotations = std::vector<std::pair<std::string, std::string>>;
using Json = nlohmann::ordered_json;

/// What Artifact Hub shows of the chart; it reads annotations that are YAML.
Annotations annotationsOf(const core::ChartInfo& chart, const ChartTexts& texts) {
    Annotations result = chart.annotations;
    auto add = [&](const char* name, const std::string& text) {
        std::string key = fmt::format("artifacthub.io/{}", name);
        bool isGiven = std::any_of(chart.annotations.begin(), chart.annotations.end(),
                                   [&](const auto& one) { return one.first == key; });
        if (!isGiven && !text.empty())
            result.emplace_back(key, text);
    };
    auto addList = [&](const char* name, const Json& list) {
        add(name, list.empty() ? std::string() : values::writeYaml(list, {0, 2, false}));
    };
    Json images = Json::array(), crds = images, links = images, changes = images;
    for (const std::string& image : texts.images)
        images.push_back({{"name", imageName(image)}, {"image", image}});
    for (const CustomResource& crd : texts.crds)
        for (const std::string& version : crd.versions)
            crds.push_back({{"kind", crd.kind}, {"version", version}, {"name", crd.name}});
    for (const auto& [name, url] : chart.links)
        links.push_back({{"name", name}, {"url", url}});
    for (const auto& [kind, text] : chart.changes)
        changes.push_back({{"kind", kind}, {"description", text}});
    addList("images", images);
    addList("crds", crds);
    add("license", chart.license);
    addList("links", links);
    addList("changes", changes);
    return result;
}

/// What follows the key of an annotation.
std::string annotationText(const std::string& text) {
    bool isLong = text.find('\n') != std::string::npos;
    return isLong ? values::writeYamlAfterKey(text, {2, 2, true}) : fmt::format(" {}\n", yamlQuoted(text));
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

std::string partValues(const ChartTexts& texts) {
    return fmt::format("# The values of this chart are those of the chart around it, below `{}`.\n{}", texts.alias,
                       texts.valuesYaml.empty() ? "{}\n" : texts.valuesYaml);
}

std::string chartYaml(const core::ChartInfo& chart, const ChartTexts& texts) {
    std::string out = "apiVersion: v2\n";
    field(out, "name", texts.alias.empty() ? chart.name : texts.alias);
    field(out, "description", sentence(chart));
    out += "type: application\n";
    field(out, "version", chart.version);
    if (!chart.appVersion.empty() && !texts.mainImage.empty())
        out += fmt::format("# renovate: image={}\n", texts.mainImage);
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
    if (Annotations annotations = annotationsOf(chart, texts); !annotations.empty()) {
        out += "annotations:\n";
        for (const auto& [key, value] : annotations)
            out += fmt::format("  {}:{}", yamlScalar(key), annotationText(value));
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
    return fmt::format("{}digest: sha256:{}\n", out, text::sha256(bytes));
}

namespace {

std::string shell(const std::string& commands) { return fmt::format("```sh\n{}```\n", commands); }

std::string prerequisites(const core::ChartInfo& chart, const ChartTexts& texts) {
    std::string out = "\n## Prerequisites\n\n";
    if (!chart.kubeVersion.empty())
        out += fmt::format("- Kubernetes `{}`\n", chart.kubeVersion);
    out += "- Helm 3.6 or newer\n";
    if (std::vector<std::string> kinds = texts.footprint.foreign(); !kinds.empty())
        out += fmt::format("- for the parts that use them, the custom resources {}\n", fmt::join(kinds, ", "));
    return out;
}

/// The chart as an argument of `helm install`: from where it is published, or else from a folder.
std::string source(const core::ChartInfo& chart) {
    if (chart.repository.empty())
        return "./" + chart.name;
    std::string address = chart.repository;
    while (address.ends_with('/'))
        address.pop_back();
    if (address.starts_with("oci:"))
        return fmt::format("{}/{} --version {}", address, chart.name, chart.version);
    return fmt::format("{} --repo {} --version {}", chart.name, address, chart.version);
}

std::string installing(const core::Program& program, const ChartTexts& texts) {
    const core::ChartInfo& chart = program.chart;
    std::string out =
        "\n## Installing\n\n" +
        shell(fmt::format("helm install {0} {1} --namespace {0} --create-namespace\n", chart.name, source(chart)));
    std::string commands;
    for (const core::Environment& environment : program.environments) {
        if (!texts.environmentValues.contains(environment.name))
            continue;
        commands += fmt::format("helm install {} ./{} --namespace {} -f {}/values-{}.yaml\n",
                                environment.release.empty() ? chart.name : environment.release, chart.name,
                                environment.ns.empty() ? "default" : environment.ns, chart.name, environment.name);
    }
    if (!commands.empty() && !chart.repository.empty())
        commands = fmt::format("helm pull {} --untar\n", source(chart)) + commands;
    if (!commands.empty())
        out += "\nWith the values of an environment:\n\n" + shell(commands);
    return out + externalNotes(texts) +
           "\nValues are checked against `values.schema.json`: an unknown key, a wrong type or a missing parameter is "
           "refused before anything is rendered.\n";
}

/// What is there after `helm uninstall`.
std::string whatStays(const core::ChartInfo& chart, const Footprint& footprint) {
    std::string out;
    if (footprint.hasClaims)
        out += fmt::format("- the volumes of StatefulSets: `kubectl delete pvc --namespace {0} --selector "
                           "app.kubernetes.io/instance={0}` takes them away, with what they hold\n",
                           chart.name);
    if (footprint.hasKept)
        out += "- what says `helm.sh/resource-policy: keep`\n";
    if (footprint.hasHooks)
        out += "- what hooks have made\n";
    if (!footprint.defined.empty())
        out += "- the definitions of `crds/`, and the custom resources of their kinds; Helm does not upgrade them "
               "either\n";
    return out.empty() ? out : "\nThis stays after uninstalling:\n\n" + out;
}

} // namespace

std::string readme(const ir::Package& package, const ChartTexts& texts) {
    const core::ChartInfo& chart = package.program->chart;
    std::string out = fmt::format("# {}\n\n{}\n\nChart version {}", chart.name, paragraph(chart), chart.version);
    if (!chart.appVersion.empty())
        out += fmt::format(", application version {}", chart.appVersion);
    out += ".\n";
    std::vector<std::string> own = text::shownLines(chart.readme);
    while (!own.empty() && own.back().empty())
        own.pop_back();
    if (!own.empty())
        out += fmt::format("\n{}\n", fmt::join(own, "\n"));
    out += prerequisites(chart, texts) + installing(*package.program, texts);
    out += "\n## Upgrading and uninstalling\n\n" +
           shell(fmt::format("helm upgrade {0} {1} --namespace {0} -f my-values.yaml\n"
                             "helm uninstall {0} --namespace {0}\n",
                             chart.name, source(chart)));
    out += whatStays(chart, texts.footprint);
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
