#pragma once

#include <nlohmann/json_fwd.hpp>
#include <set>
#include <string>

#include "values/context.h"

// What schema and decoder share about single types.

namespace stackc::values {

/// A record, or a variant with a tag: what carries `enabled` when it is optional.
bool isSwitched(const core::Type& payload);
/// Is an optional of it none where the values have `""`?
bool isUnsetByEmpty(const core::Type& payload);
/// A list, a map, or an object of Kubernetes that may be empty: on the spine absent and null mean that it is.
bool isClearable(const core::TypeTable& types, const core::Type& type);
/// Must the key be there on the spine? All but what is clearable, and optional scalars, natives and variants without a
/// tag.
bool isRequiredOnSpine(const Context& context, const core::Field& field);
/// Is `""` a value of the string-like type?
bool admitsEmpty(const core::Type& type);
/// Is the text one of the string-like type, and carried as it is?
bool isTextOf(const core::Type& type, const std::string& text);
/// A string-like field without default: `""` stands for "not given" where nothing demands it.
bool isBlankable(const Context& context, const core::Field& field);
/// Must a given blankable field differ from `""`? On the spine always; in elements if the type says so.
bool refusesBlank(const core::Type& type, bool element);

/// The tags that users may set for Helm, in what stands under `tags` at the top: those of the chart's own dependencies.
struct Tags {
    std::set<std::string> names;
    bool areThere = false; ///< no value of the chart's own is called so, and a dependency may have tags
    bool areAll = true;    ///< else the charts that it includes may have further ones
};
Tags tagsOf(const core::Program& program);

/// "an integer from 1 to 65535", "one of memory, raft", "a URL"
std::string expectation(const Context& context, const core::Type& type);
/// A short rendering for messages.
std::string brief(const nlohmann::ordered_json& value);
/// "did you mean `x`?" for the nearest candidate, empty if none is near.
std::string didYouMean(const std::string& word, const std::vector<std::string>& candidates);

} // namespace stackc::values
