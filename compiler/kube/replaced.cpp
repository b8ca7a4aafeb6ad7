#include "kube/replaced.h"

#include <charconv>
#include <tuple>

#include "kube/reviewed.h"

namespace stackc::kube {
namespace {

// "v2" > "v1" > "v1beta2" > "v1beta1" > "v2alpha1", as the API server orders versions.
std::tuple<int, int, int> stability(std::string_view version) {
    const char* end = version.data() + version.size();
    int major = 0, minor = 0;
    const char* at = version.empty() ? end : std::from_chars(version.data() + 1, end, major).ptr;
    std::string_view rest(at, static_cast<size_t>(end - at));
    int level = rest.empty() ? 2 : rest.starts_with("beta") ? 1 : 0;
    if (size_t digits = rest.find_first_of("0123456789"); digits != std::string_view::npos)
        std::from_chars(at + digits, end, minor);
    return {level, major, minor};
}

// The most stable version of a group and kind that the newest release has.
std::optional<Kind> newestVersion(const Library& library, std::string_view group, std::string_view name) {
    std::optional<Kind> best;
    for (const Kind& kind : library.kinds())
        if (kind.group() == group && kind.kind == name && kind.releases.until == 0 &&
            (!best || stability(kind.version()) > stability(best->version())))
            best = kind;
    return best;
}

} // namespace

std::optional<Replaced> replacedBy(const Library& library, std::string_view apiVersion, std::string_view kind) {
    for (const RemovedVersion& removed : removedVersions())
        if (removed.apiVersion == apiVersion && removed.kind == kind)
            return Replaced{removed.replacement, removed.release};
    std::optional<Kind> old = library.findKind(apiVersion, kind);
    if (!old)
        return std::nullopt;
    std::optional<Kind> newest = newestVersion(library, old->group(), kind);
    if (!newest && old->releases.until != 0)
        return Replaced{"", old->releases.until};
    if (!newest || newest->apiVersion == old->apiVersion)
        return std::nullopt;
    return Replaced{newest->apiVersion, old->releases.until};
}

} // namespace stackc::kube
