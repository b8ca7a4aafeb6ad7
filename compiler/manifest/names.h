#pragma once

#include <set>
#include <string>
#include <string_view>

namespace stackc::manifest {

/// Is it a name of the language that nothing else can have?
bool isBuiltin(std::string_view name);

/// "HTTPRoute", "web-api", "" → "httpRouteWebApi". Made unique with the namespace, then with a number; the result is
/// added to `taken`.
std::string resourceId(std::string_view kind, std::string_view name, std::string_view ns, std::set<std::string>& taken);

/// The text as a DNS label that a release can have as its name, of at most 53 characters; empty if nothing of it can be
/// kept.
std::string dnsLabel(std::string_view text);

/// The same for a Service, which begins with a letter.
std::string letterFirst(const std::string& label);

/// "my-web" → "myWeb", the identifier of a chart or a service; `prefix` goes before a text that can't be one, since it
/// begins with a digit, or means something else.
std::string camelCase(std::string_view text, std::string_view prefix);

} // namespace stackc::manifest
