#include "sema/names/native_names.h"

#include "kube/replaced.h"
#include "kube/unknown_path.h"
#include "sema/suggest.h"

namespace stackc::sema {

using kube::UnknownPath;

std::string replacement(const Checking& in, const std::string& apiVersion, const std::string& kind) {
    auto replaced = kube::replacedBy(in.library, apiVersion, kind);
    auto other = replaced ? in.library.findKind(replaced->apiVersion, kind) : std::nullopt;
    return other ? std::string(in.library.type(other->root).path) : "";
}

namespace {

/// "k8s.policy.v1beta1.Eviction.spec" in parts: the module without its version, the version, the type.
struct VersionedPath {
    std::string module, version, type;
};

VersionedPath versioned(const std::string& path) {
    VersionedPath result;
    size_t start = 0;
    for (size_t end = 0; end != std::string::npos; start = end + 1) {
        end = path.find('.', start);
        std::string part = path.substr(start, end == std::string::npos ? end : end - start);
        if (!result.version.empty()) {
            result.type = part;
            break;
        }
        if (kube::isApiVersion(part) && start > 0) {
            result.module = path.substr(0, start - 1);
            result.version = part;
        }
    }
    return result;
}

} // namespace

bool unknownVersion(Checking& in, const std::string& path, const std::vector<std::string>& names, Span span) {
    VersionedPath parts = versioned(path);
    if (parts.version.empty() || in.library.hasModule(parts.module + "." + parts.version))
        return false;
    // The group as Kubernetes calls it, from another version of the module.
    std::string group = parts.module.substr(parts.module.rfind('.') + 1);
    for (const kube::Kind& kind : in.library.kinds())
        if (versioned(std::string(in.library.type(kind.root).path)).module == parts.module)
            group = std::string(kind.group());
    std::string apiVersion = group.empty() ? parts.version : group + "/" + parts.version;
    for (const std::string& name : names) {
        auto replaced = kube::replacedBy(in.library, apiVersion, name);
        if (!replaced || replaced->removed == 0)
            continue;
        std::string instead = replacement(in, apiVersion, name);
        in.sink.report(Code::E5011, span, apiVersion + " " + name, fmt::format("1.{}", replaced->removed))
            .suggest(instead.empty() ? "nothing takes its place" : fmt::format("use `{}`", instead));
        return true;
    }
    UnknownPath unknown = kube::unknownPath(in.library, path);
    if (unknown.what != UnknownPath::What::Version)
        return false;
    std::string versions;
    for (const std::string& version : unknown.candidates)
        versions += (versions.empty() ? "it has `" : ", `") + version + "`";
    in.sink.report(Code::E5012, span, unknown.known, unknown.part).suggest(versions);
    return true;
}

bool unknownNative(Checking& in, const std::string& path, const ast::Path& written) {
    Span span = written.span;
    UnknownPath unknown = kube::unknownPath(in.library, path);
    if (unknown.what == UnknownPath::What::Field) {
        in.sink.report(Code::E5001, span, unknown.part, unknown.known)
            .suggest(didYouMean(unknown.part, unknown.candidates));
        return true;
    }
    if (unknown.what != UnknownPath::What::Type)
        return unknownVersion(in, path, {versioned(path).type}, span);
    std::string elsewhere;
    for (const kube::Kind& kind : in.library.kinds())
        if (kind.kind == unknown.part)
            elsewhere += fmt::format("{} `{}`", elsewhere.empty() ? "it is" : " or", in.library.type(kind.root).path);
    // Candidates are named as the author would: through the module's name here.
    std::string before = written.text();
    before.resize(before.ends_with("." + unknown.part) ? before.size() - unknown.part.size() : 0);
    for (std::string& candidate : unknown.candidates)
        candidate.insert(0, before);
    in.sink.report(Code::E2006, span, written.text())
        .suggest(elsewhere.empty() ? didYouMean(before + unknown.part, unknown.candidates) : elsewhere);
    return true;
}

} // namespace stackc::sema
