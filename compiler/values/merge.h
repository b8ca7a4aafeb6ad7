#pragma once

#include <cstdint>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace stackc::values {

/// Helm's merge of a `-f` file over the earlier ones: maps deep, the rest replaced, null kept as a value. Null for
/// either means the empty map.
nlohmann::ordered_json mergeFiles(const nlohmann::ordered_json& base, const nlohmann::ordered_json& over);

/// Helm's merge of what the user gave (files, then --set) over the chart's defaults: maps deep, lists replaced, a null
/// takes away a key that has a default and stays where there is none.
nlohmann::ordered_json mergeValues(const nlohmann::ordered_json& defaults, const nlohmann::ordered_json& user);

/// What stands behind the `=` of an argument.
enum class SetKind : uint8_t {
    Json,    ///< --set-json: JSON; or, as for Helm 4, the whole argument is a JSON object, which is merged
    Typed,   ///< --set: int64, bool, null, else string
    Text,    ///< --set-string: a string, whatever it looks like
    File,    ///< --set-file: the path of a file whose text is meant
    Literal, ///< --set-literal: all that follows is one string
};

/// The text of a file that an argument names, or nothing and why it can't be read.
using ReadSetFile = std::function<std::optional<std::string>(const std::string& path, std::string& error)>;

/// Applies one argument, `a.b[0]=x,c={d,e}`, to what the user gave so far, as Helm's strvals does. It comes before the
/// merge with the defaults. Returns false, and the reason, on a fault; `user` may then be partly changed.
bool applySet(nlohmann::ordered_json& user, std::string_view argument, SetKind kind, const ReadSetFile& read,
              std::string& error);

} // namespace stackc::values
