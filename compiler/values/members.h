#pragma once
// Members of JSON objects whose order is kept, which the objects themselves look for from the front.

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>
#include <unordered_map>

namespace stackc::values {

/// Finds members by key, with an index where there are many. The objects stay as they are meanwhile.
class Members {
public:
    /// Null if `object` is no object or has no such member.
    const nlohmann::ordered_json* find(const nlohmann::ordered_json& object, const std::string& key);

private:
    using Index = std::unordered_map<std::string_view, const nlohmann::ordered_json*>;
    std::unordered_map<const nlohmann::ordered_json*, Index> indices_;
};

/// Adds a member that the object doesn't have yet.
void append(nlohmann::ordered_json& object, const std::string& key, nlohmann::ordered_json value);

} // namespace stackc::values
