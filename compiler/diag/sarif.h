#pragma once
// What all that stackc writes as SARIF has in common.

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>

namespace stackc::diag {

/// A path as servers know it, who compare it with those of a repository: without the `./` of a source `.`.
std::string_view repositoryPath(std::string_view path);

/// A path as a URI has it; an absolute one is that of a file of this machine.
std::string sarifUri(std::string_view path);

/// The whole document. Rules and results are lists, and `version` is the compiler's, or empty.
std::string sarifLog(nlohmann::ordered_json rules, nlohmann::ordered_json results, const std::string& version);

} // namespace stackc::diag
