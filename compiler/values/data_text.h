#pragma once
// How texts made from data are spelled. The evaluator writes the bytes, the chart's templates have to give the same.

#include <string>
#include <string_view>

namespace stackc::values {

/// As Go's encoding/json writes a string without HTML escaping, so as Helm's `toRawJson` does; in quotes.
std::string jsonString(std::string_view text);
/// Which keys stand without quotes, also in templates (RE2): those of the form that are none of the words in it.
inline constexpr const char* plainKeyForm = "^[A-Za-z_][A-Za-z0-9_./-]*$";
inline constexpr const char* wordsOfThatForm = "(?i)^(y|n|yes|no|on|off|true|false|null)$";
/// May the key stand without quotes, a string for every YAML reader?
bool isPlainTextKey(std::string_view key);

} // namespace stackc::values
