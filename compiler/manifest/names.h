#pragma once

#include <set>
#include <string>
#include <string_view>

namespace stackc::manifest {

/// "HTTPRoute", "web-api", "" → "httpRouteWebApi". Made unique with the namespace, then with a number; the result is
/// added to `taken`.
std::string resourceId(std::string_view kind, std::string_view name, std::string_view ns, std::set<std::string>& taken);

/// The text as a DNS label; empty if nothing of it can be kept.
std::string dnsLabel(std::string_view text);

/// "my-web" → "myWeb"; `prefix` goes before a text that begins with a digit.
std::string camelCase(std::string_view text, std::string_view prefix);

} // namespace stackc::manifest
