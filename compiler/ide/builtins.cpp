#include "ide/builtins.h"

#include <algorithm>
#include <array>

namespace stackc::ide {

namespace {

/// As docs/language has them.
constexpr std::array all{
    Builtin{"str", "str(x): String", "The text of a `Bool`, `Int`, `Float`, `IntOrPercent`, enum or string."},
    Builtin{"lower", "lower(s): String", "Of ASCII text."},
    Builtin{"upper", "upper(s): String", "Of ASCII text."},
    Builtin{"cut", "cut(s, n): String", "The first n characters of ASCII text, without `-` at either end."},
    Builtin{"replace", "replace(s, old, new): String", "Every `old` replaced; `old` is written out."},
    Builtin{"contains", "contains(s, part): Bool", "Does the text have the part?"},
    Builtin{"hasPrefix", "hasPrefix(s, part): Bool", "Does the text begin with the part?"},
    Builtin{"hasSuffix", "hasSuffix(s, part): Bool", "Does the text end with the part?"},
    Builtin{"urlHost", "urlHost(url): String", "The host of a `Url`."},
    Builtin{"urlPort", "urlPort(url, default): Int", "The port of a `Url`, or the default."},
    Builtin{"base64", "base64(s): String", "Of the UTF-8 bytes."},
    Builtin{"sha256", "sha256(s): String", "Of the UTF-8 bytes, in hexadecimal digits."},
    Builtin{"len", "len(x): Int", "Number of elements of a list or map; length of ASCII text."},
    Builtin{"nonEmpty", "nonEmpty(x): Bool", "Does a list, map or Kubernetes object have an element?"},
    Builtin{"hasKey", "hasKey(map, key): Bool", "Has the map that key? The key is written out."},
    Builtin{"first", "first(list)", "The first element of a list, as an optional."},
    Builtin{"join", "join(list, separator): String", "The texts of a list with the separator between them."},
    Builtin{"unique", "unique(list): Bool", "Are no two elements of the list equal?"},
    Builtin{"range", "range(n): [Int]", "The list 0, …, n−1; the type of n has bounds."},
    Builtin{"min", "min(a, b): Int", "The smaller one."},
    Builtin{"max", "max(a, b): Int", "The larger one."},
    Builtin{"mod", "mod(a, b): Int", "What remains of a divided by b, with the sign of a."},
    Builtin{"wholeOr", "wholeOr(x, default): Int",
            "The number of an `IntOrPercent`, or the default where it is a percentage."},
    Builtin{"yamlText", "yamlText(data): String", "The text of a YAML document."},
    Builtin{"jsonText", "jsonText(data): String", "The text of a JSON document."},
    Builtin{"file", "file(path): String", "The text of a file beside the source."},
    Builtin{"Bool", "Bool", "`true` or `false`."},
    Builtin{"Int", "Int", "An integer; `Int(1..63)` has bounds."},
    Builtin{"Float", "Float", "A number."},
    Builtin{"String", "String", "A text; `String(1..63)` has bounds of its length, `String(\"^a\")` a pattern."},
    Builtin{"Url", "Url", "`redis://cache:6379`"},
    Builtin{"Quantity", "Quantity", "`500m`, `10Gi`, `2`"},
    Builtin{"Duration", "Duration", "`30s`, `1h30m`"},
    Builtin{"Percent", "Percent", "`25%`"},
    Builtin{"IntOrPercent", "IntOrPercent", "`1`, `25%`"},
    Builtin{"Tag", "Tag", "`\"1.27\"`, `latest`"},
    Builtin{"Cron", "Cron", "`*/5 * * * *`, `@daily`"},
    Builtin{"Semver", "Semver", "`1.2.3-rc.1`"},
    Builtin{"DnsLabel", "DnsLabel", "`web-1`, at most 63 characters."},
    Builtin{"DnsName", "DnsName", "`web.example.org`, at most 253 characters."},
    Builtin{"Port", "Port", "`Int(1..65535)`"},
    Builtin{"Data", "Data", "Anything that YAML can say."},
    Builtin{"Contribution", "Contribution", "What a backend contributes."},
    Builtin{"Manifest", "Manifest", "A resource of any kind."},
    Builtin{"Sensitive", "Sensitive", "Text that nobody may see."},
    Builtin{"values", "values", "The chart's values."},
    Builtin{"services", "services", "What is known of each service of the chart."},
    Builtin{"release", "release", "The release: `name`, `namespace`, `service`."},
    Builtin{"chart", "chart", "The chart: `name`, `version`, `appVersion`, …"},
    Builtin{"capabilities", "capabilities", "The cluster: `has(\"group/version\")`, `kubeAtLeast(\"1.29\")`."},
    Builtin{"release.name", "release.name: DnsLabel", "The release's name."},
    Builtin{"release.namespace", "release.namespace: DnsLabel", "The release's namespace."},
    Builtin{"release.service", "release.service: String", "`Helm` under Helm, `stackc` in manifests."},
    Builtin{"chart.name", "chart.name: DnsLabel", "The chart's name; the alias, where another chart brings it along."},
    Builtin{"chart.declaredName", "chart.declaredName: DnsLabel", "The chart's name, whoever includes it."},
    Builtin{"chart.version", "chart.version: Semver", "The chart's version."},
    Builtin{"chart.appVersion", "chart.appVersion: String", "The application's version."},
    Builtin{"chart.nameOverride", "chart.nameOverride: DnsLabel?", "The value of that name, if the chart has it."},
    Builtin{"chart.fullnameOverride", "chart.fullnameOverride: DnsLabel?",
            "The value of that name, if the chart has it."},
    Builtin{"chart.imageRegistry", "chart.imageRegistry: String?", "`global.imageRegistry`, if the chart has it."},
    Builtin{"chart.imagePullSecrets", "chart.imagePullSecrets: [String]",
            "`global.imagePullSecrets`, if the chart has it."},
    Builtin{"chart.clusterDomain", "chart.clusterDomain: String",
            "`global.clusterDomain`, if the chart has it; else `cluster.local`."},
    Builtin{"chart.commonLabels", "chart.commonLabels: [String: String]",
            "The value of that name, if the chart has it."},
    Builtin{"chart.commonAnnotations", "chart.commonAnnotations: [String: String]",
            "The value of that name, if the chart has it."},
    Builtin{"capabilities.kubeVersion", "capabilities.kubeVersion: String", "The cluster's version."},
    Builtin{"capabilities.has", "has(api): Bool", "Does the cluster have that API, `\"group/version\"`?"},
    Builtin{"capabilities.kubeAtLeast", "kubeAtLeast(version): Bool",
            "Is the cluster's version at least that, `\"1.29\"`?"},
};

} // namespace

std::span<const Builtin> builtins() { return all; }

const Builtin* builtin(std::string_view name) {
    const auto* found = std::find_if(all.begin(), all.end(), [&](const Builtin& one) { return one.name == name; });
    return found == all.end() ? nullptr : found;
}

} // namespace stackc::ide
