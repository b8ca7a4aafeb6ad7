#pragma once
// What Kubernetes takes for a name. Each says what is expected where the text is not such a name, else nothing.

#include <string_view>

namespace stackc::judge {

/// Null: legal. Else what would be.
using Illegal = const char*;

Illegal dnsLabel(std::string_view text);           ///< RFC 1123: `web-1`
Illegal dnsLabelWithLetter(std::string_view text); ///< RFC 1035: begins with a letter; Services
Illegal dnsName(std::string_view text);            ///< labels with dots, 253 characters
Illegal dnsNameOrNone(std::string_view text);      ///< the same, or nothing
Illegal serviceNameOrNone(std::string_view text);
Illegal pathSegment(std::string_view text); ///< RBAC's names
Illegal portName(std::string_view text);    ///< IANA_SVC_NAME: 15 characters
Illegal labelKey(std::string_view text);    ///< `app.kubernetes.io/name`
Illegal labelValue(std::string_view text);
Illegal dataKey(std::string_view text);      ///< keys of ConfigMaps and Secrets
Illegal variableName(std::string_view text); ///< environment variables
Illegal mountPath(std::string_view text);
Illegal cronLine(std::string_view text); ///< of a CronJob: `*/5 * * * 1-5`, `@daily`
Illegal base64(std::string_view text);   ///< with padding, line ends don't count
Illegal image(std::string_view text);    ///< `registry:5000/acme/app:1.0@sha256:…`

// ---- legal_values.cpp
Illegal notEmpty(std::string_view text);
Illegal address(std::string_view text);           ///< of IPv4 or IPv6
Illegal externalAddress(std::string_view text);   ///< of a Service: none of a machine or a link alone
Illegal cidr(std::string_view text);              ///< a block of IPv4 or IPv6 addresses: `10.0.0.0/8`
Illegal hostPath(std::string_view text);          ///< of a node's file
Illegal fileInVolume(std::string_view text);      ///< where a key of a ConfigMap or the like shall stand
Illegal fieldOfVariable(std::string_view text);   ///< `status.podIP`, which a variable may have
Illegal fieldOfFile(std::string_view text);       ///< `metadata.labels`, which a file of a volume may have
Illegal ownAmount(std::string_view text);         ///< `limits.memory`, which both may have
Illegal host(std::string_view text);              ///< of an Ingress: `*.acme.io`
Illegal hostOfCertificate(std::string_view text); ///< of an Ingress's TLS: an address of IPv4 as well
Illegal externalName(std::string_view text);
Illegal domain(std::string_view text);     ///< `acme.io`
Illegal longDomain(std::string_view text); ///< `pods.acme.io`
Illegal domainPath(std::string_view text); ///< `acme.io/controller`
Illegal provisioner(std::string_view text);
Illegal clusterAddress(std::string_view text); ///< of a Service, or `None`
Illegal kindName(std::string_view text);
Illegal headerName(std::string_view text);
Illegal percentage(std::string_view text);
Illegal timeZone(std::string_view text);
Illegal sysctlName(std::string_view text);
Illegal containerResource(std::string_view text); ///< what a container may have an amount of
Illegal quotaResource(std::string_view text);
/// A resource that a device brings: there is no half of one, and no sharing.
bool isExtended(std::string_view resource);
/// A resource of a quota that comes in whole numbers.
bool isCounted(std::string_view quota);
/// Is the block of addresses within the other one, and smaller? What isn't a block counts as one that is.
bool isPartOf(std::string_view inner, std::string_view outer);

/// What the name of a resource of the kind must be.
Illegal resourceName(std::string_view apiVersion, std::string_view kind, std::string_view text);

} // namespace stackc::judge
