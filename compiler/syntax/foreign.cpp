#include "syntax/foreign.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace stackc::syntax {

using namespace std::string_view_literals;

namespace {

bool isOfPath(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.'; }

/// What the program calls an object of Helm's templates, such as `Release.Name`; "" for one that it has not.
std::string ownName(std::string_view path) {
    constexpr std::array names{
        std::pair{"Release.Name"sv, "release.name"sv},
        std::pair{"Release.Namespace"sv, "release.namespace"sv},
        std::pair{"Chart.Name"sv, "chart.name"sv},
        std::pair{"Chart.Version"sv, "chart.version"sv},
        std::pair{"Chart.AppVersion"sv, "chart.appVersion"sv},
        std::pair{"Capabilities.KubeVersion"sv, "capabilities.kubeVersion"sv},
        std::pair{"Capabilities.KubeVersion.Version"sv, "capabilities.kubeVersion"sv},
        std::pair{"Capabilities.KubeVersion.GitVersion"sv, "capabilities.kubeVersion"sv},
    };
    for (const auto& [helms, own] : names)
        if (path == helms)
            return std::string(own);
    return path.starts_with("Values.") ? "values" + std::string(path.substr(6)) : "";
}

} // namespace

std::string helmHint(std::string_view text) {
    std::string_view sign = text.starts_with("$.") ? "$." : text.starts_with("$") ? "$" : ".";
    if (!text.starts_with(sign))
        return "";
    std::string_view path = text.substr(sign.size());
    path =
        path.substr(0, static_cast<std::size_t>(std::find_if_not(path.begin(), path.end(), isOfPath) - path.begin()));
    std::string own = ownName(path);
    return own.empty() ? "" : fmt::format("write `{}`, which Helm's templates call `{}{}`", own, sign, path);
}

namespace {

/// The next value in the braces of Helm's templates, `{{ .Values.x }}`, perhaps with functions behind it.
Placeholder templateIn(std::string_view text, std::size_t from) {
    for (std::size_t at = text.find("{{", from); at != std::string_view::npos; at = text.find("{{", at + 2)) {
        std::size_t end = text.find("}}", at);
        if (end == std::string_view::npos)
            break;
        std::string_view inside = text.substr(at + 2, end - at - 2);
        inside.remove_prefix(std::min(inside.find_first_not_of("- "), inside.size()));
        inside.remove_prefix(inside.starts_with("$") ? 1 : 0);
        if (!inside.starts_with("."))
            continue;
        inside.remove_prefix(1);
        std::string_view path = inside.substr(
            0, static_cast<std::size_t>(std::find_if_not(inside.begin(), inside.end(), isOfPath) - inside.begin()));
        if (std::string own = ownName(path); !own.empty())
            return {at, end + 2, own};
    }
    return {};
}

/// The next value in the signs of shells, `${values.x}`.
Placeholder shellsIn(std::string_view text, std::size_t from) {
    for (std::size_t at = text.find('$', from); at != std::string_view::npos && at + 1 < text.size();
         at = text.find('$', at + 1)) {
        const char close = text[at + 1] == '{' ? '}' : ')';
        if (text[at + 1] != '{' && text[at + 1] != '(')
            continue;
        std::string_view path = text.substr(at + 2, text.find(close, at) - at - 2);
        auto isOfChart = [&](std::string_view root) { return path.starts_with(root) && path.size() > root.size(); };
        bool isValue = isOfChart("values.") || isOfChart("release.") || isOfChart("chart.");
        if (isValue && at + 2 + path.size() < text.size() && std::all_of(path.begin(), path.end(), isOfPath))
            return {at, at + 3 + path.size(), std::string(path)};
    }
    return {};
}

} // namespace

Placeholder placeholderIn(std::string_view text, std::size_t from) {
    Placeholder shells = shellsIn(text, from);
    Placeholder helms = templateIn(text, from);
    bool isFirst = helms.begin < helms.end && (shells.begin == shells.end || helms.begin < shells.begin);
    return isFirst ? helms : shells;
}

} // namespace stackc::syntax
