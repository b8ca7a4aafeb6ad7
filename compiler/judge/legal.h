#pragma once
// What Kubernetes takes for a name. Each says what is expected where the text is not such a name, else nothing.

#include <string_view>

namespace stackc::judge {

/// Null: legal. Else what would be.
using Illegal = const char*;

Illegal dnsLabel(std::string_view text);           ///< RFC 1123: `web-1`
Illegal dnsLabelWithLetter(std::string_view text); ///< RFC 1035: begins with a letter; Services
Illegal dnsName(std::string_view text);            ///< labels with dots, 253 characters
Illegal pathSegment(std::string_view text);        ///< RBAC's names
Illegal portName(std::string_view text);           ///< IANA_SVC_NAME: 15 characters
Illegal labelKey(std::string_view text);           ///< `app.kubernetes.io/name`
Illegal labelValue(std::string_view text);
Illegal dataKey(std::string_view text);      ///< keys of ConfigMaps and Secrets
Illegal variableName(std::string_view text); ///< environment variables
Illegal mountPath(std::string_view text);
Illegal cronLine(std::string_view text); ///< of a CronJob: `*/5 * * * 1-5`, `@daily`
Illegal base64(std::string_view text);   ///< with padding, line ends don't count
Illegal cidr(std::string_view text);     ///< a block of IPv4 or IPv6 addresses: `10.0.0.0/8`
Illegal image(std::string_view text);    ///< `registry:5000/acme/app:1.0@sha256:…`

/// What the name of a resource of the kind must be.
Illegal resourceName(std::string_view apiVersion, std::string_view kind, std::string_view text);

} // namespace stackc::judge
