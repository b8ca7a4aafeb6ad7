#pragma once
// The named templates that every chart has alike, where it asks for them: no function's template begins with one's
// name.

#include <algorithm>
#include <array>
#include <string_view>

namespace stackc::values::own_templates {

inline constexpr std::string_view amount = "amount";
inline constexpr std::string_view caseOf = "caseOf";
inline constexpr std::string_view isSet = "isSet";
inline constexpr std::string_view keptText = "keptText";
inline constexpr std::string_view renamed = "renamed";
inline constexpr std::string_view repeated = "repeated";
inline constexpr std::string_view urlHost = "urlHost";
inline constexpr std::string_view urlPort = "urlPort";
inline constexpr std::string_view validate = "validate";
inline constexpr std::string_view yamlKey = "yamlKey";
inline constexpr std::array all{amount,   caseOf,  isSet,   keptText, renamed,
                                repeated, urlHost, urlPort, validate, yamlKey};

/// Those that only others begin with: `data.yaml`.
inline constexpr std::array<std::string_view, 2> groups{"data", "files"};

/// Does a template's name, without the chart's before it, begin with one of these?
inline bool isOwn(std::string_view name) {
    std::string_view first = name.substr(0, name.find('.'));
    return std::ranges::find(all, first) != all.end() || std::ranges::find(groups, first) != groups.end();
}

} // namespace stackc::values::own_templates
