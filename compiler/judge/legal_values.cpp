// Texts that are no names: addresses, paths, hosts, fields of pods, amounts by what they are of.
#include "judge/legal.h"
#include "kube/amounts.h"
#include "text/characters.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <charconv>
#include <optional>
#include <string>

namespace stackc::judge {

namespace {

template <size_t N> bool isOneOf(std::string_view text, const std::array<std::string_view, N>& all) {
    return std::find(all.begin(), all.end(), text) != all.end();
}

bool isAlphanumeric(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

bool hasBackStep(std::string_view path) {
    for (;;) {
        size_t slash = path.find('/');
        if (path.substr(0, slash) == "..")
            return true;
        if (slash == std::string_view::npos)
            return false;
        path.remove_prefix(slash + 1);
    }
}

/// `10.0.0.1` of `010.0.0.01`, which releases before 1.36 take.
std::string withoutZeros(std::string_view text) {
    std::string out;
    for (size_t i = 0; i < text.size(); ++i) {
        bool isFirst = out.empty() || out.back() == '.';
        bool isLast = i + 1 == text.size() || text[i + 1] == '.';
        if (text[i] != '0' || !isFirst || isLast)
            out += text[i];
    }
    return out;
}

struct Block {
    std::array<unsigned char, sizeof(in6_addr)> bytes{};
    int family = 0;
    int length = 0; ///< bits
};

std::optional<Block> blockOf(std::string_view text) {
    Block out;
    size_t slash = text.find('/');
    if (slash == std::string_view::npos)
        return std::nullopt;
    std::string address(text.substr(0, slash));
    std::string_view bits = text.substr(slash + 1);
    for (int family : {AF_INET, AF_INET6})
        if (out.family == 0 && inet_pton(family, address.c_str(), out.bytes.data()) == 1)
            out.family = family;
    auto [end, error] = std::from_chars(bits.data(), bits.data() + bits.size(), out.length);
    bool isNumber = error == std::errc() && end == bits.data() + bits.size() && !bits.starts_with('-') &&
                    (bits == "0" || !bits.starts_with('0'));
    bool isBlock = isNumber && out.length <= (out.family == AF_INET ? 32 : 128);
    return out.family != 0 && isBlock ? std::optional(out) : std::nullopt;
}

bool bitOf(const Block& block, int bit) {
    return (block.bytes[static_cast<size_t>(bit / 8)] >> (7 - bit % 8) & 1) != 0;
}

bool hasBitsBehindLength(const Block& block) {
    for (int bit = block.length; bit < (block.family == AF_INET ? 32 : 128); ++bit)
        if (bitOf(block, bit))
            return true;
    return false;
}

/// `::ffff:10.0.0.0`
bool isIpv4InIpv6(const Block& block) {
    constexpr size_t zeros = 10;
    return block.family == AF_INET6 && block.bytes[zeros] == 0xff && block.bytes[zeros + 1] == 0xff &&
           std::all_of(block.bytes.begin(), block.bytes.begin() + zeros, [](unsigned char byte) { return byte == 0; });
}

/// `metadata.labels['app']`: the key is that of a label.
bool isEntryOfMetadata(std::string_view text) {
    for (std::string_view map : {"metadata.labels['", "metadata.annotations['"})
        if (text.starts_with(map) && text.ends_with("']") && text.size() >= map.size() + 2)
            return labelKey(text::lowerCase(text.substr(map.size(), text.size() - map.size() - 2))) == nullptr;
    return false;
}

} // namespace

Illegal notEmpty(std::string_view text) { return text.empty() ? "it is empty" : nullptr; }

Illegal address(std::string_view text) {
    std::array<unsigned char, sizeof(in6_addr)> bytes{};
    bool isAddress = inet_pton(AF_INET, withoutZeros(text).c_str(), bytes.data()) == 1 ||
                     inet_pton(AF_INET6, std::string(text).c_str(), bytes.data()) == 1;
    return isAddress ? nullptr : "an address such as `10.1.2.3` or `2001:db8::1` is expected";
}

Illegal externalAddress(std::string_view text) {
    if (Illegal fault = address(text))
        return fault;
    in_addr four{};
    in6_addr six{};
    const char* special = "an address that other machines reach is expected, not one of a machine or a link alone";
    if (inet_pton(AF_INET, withoutZeros(text).c_str(), &four) == 1) {
        const uint32_t bits = ntohl(four.s_addr);
        bool isSpecial = bits == INADDR_ANY || bits >> 24 == 127 || bits >> 16 == 0xa9fe || bits >> 8 == 0xe00000;
        return isSpecial ? special : nullptr;
    }
    inet_pton(AF_INET6, std::string(text).c_str(), &six);
    if (IN6_IS_ADDR_V4MAPPED(&six))
        return "addresses of IPv4 are written as such";
    bool isSpecial = IN6_IS_ADDR_UNSPECIFIED(&six) || IN6_IS_ADDR_LOOPBACK(&six) || IN6_IS_ADDR_LINKLOCAL(&six) ||
                     IN6_IS_ADDR_MC_LINKLOCAL(&six);
    return isSpecial ? special : nullptr;
}

Illegal clusterAddress(std::string_view text) {
    return text.empty() || text == "None" || address(text) == nullptr ? nullptr : "an address or `None` is expected";
}

Illegal cidr(std::string_view text) {
    std::optional<Block> block = blockOf(text);
    if (!block)
        return "a block of addresses such as `10.0.0.0/8` is expected";
    if (isIpv4InIpv6(*block))
        return "addresses of IPv4 are written as such, like `10.0.0.0/8`";
    return hasBitsBehindLength(*block)
               ? "the bits behind the length are 0, as in `10.0.0.0/8`; one address is `10.0.0.1/32`"
               : nullptr;
}

bool isPartOf(std::string_view inner, std::string_view outer) {
    std::optional<Block> part = blockOf(inner);
    std::optional<Block> whole = blockOf(outer);
    if (!part || !whole)
        return true;
    if (part->family != whole->family || part->length <= whole->length)
        return false;
    for (int bit = 0; bit < whole->length; ++bit) {
        if (bitOf(*part, bit) != bitOf(*whole, bit))
            return false;
    }
    return true;
}

Illegal hostPath(std::string_view text) {
    return !text.empty() && !hasBackStep(text) ? nullptr : "a path without `..` is expected";
}

Illegal fileInVolume(std::string_view text) {
    bool isLegal = !text.empty() && !text.starts_with("/") && !text.starts_with("..") && !hasBackStep(text);
    return isLegal ? nullptr : "a path below the volume is expected, without `/` or `..` first and without `..` in it";
}

Illegal fieldOfVariable(std::string_view text) {
    static constexpr std::array<std::string_view, 9> fields{
        "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName",
        "status.hostIP", "status.hostIPs",     "status.podIP", "status.podIPs"};
    return isOneOf(text, fields) || isEntryOfMetadata(text)
               ? nullptr
               : "expected is `metadata.name`, `metadata.namespace`, `metadata.uid`, `metadata.labels['…']`, "
                 "`metadata.annotations['…']`, `spec.nodeName`, `spec.serviceAccountName`, `status.hostIP`, "
                 "`status.hostIPs`, `status.podIP` or `status.podIPs`";
}

Illegal fieldOfFile(std::string_view text) {
    static constexpr std::array<std::string_view, 5> fields{"metadata.name", "metadata.namespace", "metadata.uid",
                                                            "metadata.labels", "metadata.annotations"};
    return isOneOf(text, fields) || isEntryOfMetadata(text)
               ? nullptr
               : "expected is `metadata.name`, `metadata.namespace`, `metadata.uid`, `metadata.labels`, "
                 "`metadata.annotations` or one entry of the last two, such as `metadata.labels['app']`";
}

Illegal host(std::string_view text) {
    return address(text) == nullptr ? "a name is expected, not an address" : hostOfCertificate(text);
}

Illegal hostOfCertificate(std::string_view text) {
    std::string_view name = text.starts_with("*.") ? text.substr(2) : text;
    return text.empty() || dnsName(name) == nullptr
               ? nullptr
               : "a DNS name is expected, in lower case, perhaps with `*.` before it";
}

Illegal externalName(std::string_view text) {
    if (text.ends_with('.'))
        text.remove_suffix(1);
    return dnsName(text);
}

Illegal domain(std::string_view text) {
    return dnsName(text) == nullptr && text.find('.') != std::string_view::npos
               ? nullptr
               : "a domain with at least one dot is expected, such as `acme.io`";
}

Illegal longDomain(std::string_view text) {
    return dnsName(text) == nullptr && std::count(text.begin(), text.end(), '.') >= 2
               ? nullptr
               : "a domain with at least two dots is expected, such as `pods.acme.io`";
}

Illegal domainPath(std::string_view text) {
    size_t slash = text.find('/');
    return slash != std::string_view::npos && slash + 1 < text.size() && dnsName(text.substr(0, slash)) == nullptr
               ? nullptr
               : "a domain and a path are expected, such as `acme.io/controller`";
}

Illegal provisioner(std::string_view text) { return labelKey(text::lowerCase(text)); }

Illegal kindName(std::string_view text) { return dnsLabelWithLetter(text::lowerCase(text)); }

Illegal headerName(std::string_view text) {
    bool isLegal =
        !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return isAlphanumeric(c) || c == '-'; });
    return isLegal ? nullptr : "letters, digits and `-` are expected";
}

Illegal percentage(std::string_view text) {
    bool isLegal = text.size() > 1 && text.ends_with('%') &&
                   std::all_of(text.begin(), text.end() - 1, [](char c) { return c >= '0' && c <= '9'; });
    return isLegal ? nullptr : "a number, or digits with `%` behind them, such as `25%`, is expected";
}

Illegal timeZone(std::string_view text) {
    bool isLegal = text::lowerCase(text) != "local";
    for (size_t begin = 0; begin <= text.size();) {
        std::string_view part = text.substr(begin, text.find('/', begin) - begin);
        constexpr size_t longest = 14;
        bool isPart = !part.empty() && part.size() <= longest && part != "." && part != ".." && part[0] != '-';
        isLegal = isLegal && isPart && std::all_of(part.begin(), part.end(), [](char c) {
                      return isAlphanumeric(c) || c == '.' || c == '-' || c == '_' || c == '+';
                  });
        begin += part.size() + 1;
    }
    return isLegal ? nullptr : "the name of a time zone is expected, such as `Etc/UTC` or `Europe/Berlin`";
}

/// `net.core.somaxconn`, or with slashes in place of the dots.
Illegal sysctlName(std::string_view text) {
    constexpr size_t longest = 253;
    auto isWord = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    bool isLegal = !text.empty() && text.size() <= longest;
    for (size_t begin = 0; begin <= text.size();) {
        std::string_view part = text.substr(begin, text.find_first_of("./", begin) - begin);
        isLegal = isLegal && !part.empty() && isWord(part.front()) && isWord(part.back()) &&
                  std::all_of(part.begin(), part.end(), [&](char c) { return isWord(c) || c == '-' || c == '_'; });
        begin += part.size() + 1;
    }
    return isLegal ? nullptr : "the name of a kernel's parameter is expected, such as `net.core.somaxconn`";
}

Illegal ownAmount(std::string_view text) {
    static constexpr std::array<std::string_view, 6> resources{"limits.cpu",
                                                               "limits.memory",
                                                               "requests.cpu",
                                                               "requests.memory",
                                                               "limits.ephemeral-storage",
                                                               "requests.ephemeral-storage"};
    return isOneOf(text, resources) || text.find(".hugepages-") != std::string_view::npos
               ? nullptr
               : "expected is `limits.` or `requests.` with `cpu`, `memory` or `ephemeral-storage`";
}

bool isExtended(std::string_view resource) {
    return resource.find('/') != std::string_view::npos && resource.find("kubernetes.io/") == std::string_view::npos;
}

Illegal containerResource(std::string_view text) {
    bool isLegal = text.find('/') != std::string_view::npos
                       ? provisioner(text) == nullptr
                       : isOneOf(text, kube::containerResources) || text.starts_with("hugepages-");
    return isLegal ? nullptr
                   : "expected is `cpu`, `memory`, `ephemeral-storage`, `hugepages-…`, or a domain, `/` and a name, "
                     "such as `nvidia.com/gpu`";
}

bool isCounted(std::string_view quota) {
    static constexpr std::array<std::string_view, 9> counted{"pods",
                                                             "resourcequotas",
                                                             "services",
                                                             "replicationcontrollers",
                                                             "secrets",
                                                             "persistentvolumeclaims",
                                                             "configmaps",
                                                             "services.nodeports",
                                                             "services.loadbalancers"};
    return isOneOf(quota, counted);
}

Illegal quotaResource(std::string_view text) {
    static constexpr std::array<std::string_view, 10> amounts{"cpu",
                                                              "memory",
                                                              "ephemeral-storage",
                                                              "requests.cpu",
                                                              "requests.memory",
                                                              "requests.storage",
                                                              "requests.ephemeral-storage",
                                                              "limits.cpu",
                                                              "limits.memory",
                                                              "limits.ephemeral-storage"};
    bool isLegal = text.find('/') != std::string_view::npos
                       ? provisioner(text) == nullptr
                       : isCounted(text) || isOneOf(text, amounts) || text.starts_with("hugepages-") ||
                             text.starts_with("requests.hugepages-");
    return isLegal ? nullptr
                   : "expected is a resource such as `pods`, `requests.cpu`, `limits.memory` or `count/jobs.batch`";
}

} // namespace stackc::judge
