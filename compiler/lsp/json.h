#pragma once
// The JSON of the protocol.

#include <nlohmann/json_fwd.hpp>

#include <memory>

namespace stackc::lsp {

using Json = nlohmann::json;

/// One that is kept: headers don't know what it is made of.
using SharedJson = std::shared_ptr<const Json>;

} // namespace stackc::lsp
