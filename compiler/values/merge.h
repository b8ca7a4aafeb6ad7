#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace stackc::values {

/// Helm's merge of a `-f` file over the earlier ones: maps deep, the rest replaced, null kept as a value. Null for
/// either means the empty map.
nlohmann::ordered_json mergeFiles(const nlohmann::ordered_json& base, const nlohmann::ordered_json& over);

/// Helm's merge of what the user gave (files, then --set) over the chart's defaults: maps deep, lists replaced, a null
/// takes away a key that has a default and stays where there is none.
nlohmann::ordered_json mergeValues(const nlohmann::ordered_json& defaults, const nlohmann::ordered_json& user);

/// Applies one `--set` argument, `a.b[0]=x,c={d,e}`, to what the user gave so far, as Helm's strvals does: int64, bool,
/// null, else string. The argument comes before the merge with the defaults. Returns false, and the reason, on a fault;
/// `user` may then be partly changed.
bool applySet(nlohmann::ordered_json& user, std::string_view argument, std::string& error);

} // namespace stackc::values
