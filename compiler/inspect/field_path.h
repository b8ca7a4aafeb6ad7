#pragma once
// Steps of a way to a field, `spec.containers[0].image`, as people and messages write it.

#include <optional>
#include <string>
#include <string_view>

namespace stackc::inspect {

/// The rest of a way behind a key: `.spec.replicas`, `["a.b"]` and `[a.b]` as `key` say. Nothing if it doesn't begin
/// with it.
std::optional<std::string_view> behindKey(std::string_view rest, std::string_view key);

/// The same behind an element: by its index, or by what it is called; null: nothing.
std::optional<std::string_view> behindElement(std::string_view rest, size_t index, const std::string* name);

} // namespace stackc::inspect
