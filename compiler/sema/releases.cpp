// The releases of Kubernetes that the chart admits, against what the source uses.
#include "sema/checker.h"

#include "kube/replaced.h"
#include "kube/unknown_path.h"
#include "sema/suggest.h"

namespace stackc::sema {

using core::Op;
using kube::UnknownPath;

/// Reports a use of what one of the admitted releases does not have; `name` is how the source calls it.
void Checker::checkReleases(const std::string& name, kube::Releases exists, const std::string& instead, Span span) {
    std::optional<uint16_t> without = program_.chart.kubeRange.missing(exists, env_.proven);
    if (!without)
        return;
    if (*without < exists.since) {
        std::string guard = fmt::format("raise the chart's `kubeVersion`, or use it only where "
                                        "`capabilities.kubeAtLeast(\"1.{}\")`",
                                        exists.since);
        sink_.report(Code::E5006, span, name, exists.since, *without).suggest(instead.empty() ? guard : instead);
        return;
    }
    std::string since = fmt::format("1.{}", exists.until);
    if (!program_.chart.kubeVersion.empty())
        since += fmt::format(", and the chart admits 1.{}", *without);
    sink_.report(Code::E5011, span, name, since).suggest(instead);
}

void Checker::checkRelease(const kube::Field& field, Span span) {
    checkReleases(std::string(field.name), field.releases, "", span);
}

void Checker::checkRelease(const kube::Kind& kind, Span span) {
    if (!program_.chart.kubeRange.missing(kind.releases, env_.proven))
        return;
    // Another version of the kind that all admitted releases have.
    std::string instead;
    for (const kube::Kind& other : library_.kinds())
        if (other.kind == kind.kind && other.group() == kind.group() &&
            !program_.chart.kubeRange.missing(other.releases, env_.proven))
            instead = std::string(library_.type(other.root).path);
    if (instead.empty())
        instead = replacement(std::string(kind.apiVersion), std::string(kind.kind));
    checkReleases(fmt::format("{} {}", kind.apiVersion, kind.kind), kind.releases,
                  instead.empty() ? "" : fmt::format("use `{}`", instead), span);
}

/// The type that takes the place of a kind's version; empty if none does.
std::string Checker::replacement(const std::string& apiVersion, const std::string& kind) const {
    auto replaced = kube::replacedBy(library_, apiVersion, kind);
    auto other = replaced ? library_.findKind(replaced->apiVersion, kind) : std::nullopt;
    return other ? std::string(library_.type(other->root).path) : "";
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

/// Reports a version of a module that is not there; false if that is not what is wrong with the path. `names` are the
/// types that are wanted of it.
bool Checker::unknownVersion(const std::string& path, const std::vector<std::string>& names, Span span) {
    VersionedPath parts = versioned(path);
    if (parts.version.empty() || library_.hasModule(parts.module + "." + parts.version))
        return false;
    // The group as Kubernetes calls it, from another version of the module.
    std::string group = parts.module.substr(parts.module.rfind('.') + 1);
    for (const kube::Kind& kind : library_.kinds())
        if (versioned(std::string(library_.type(kind.root).path)).module == parts.module)
            group = std::string(kind.group());
    std::string apiVersion = group.empty() ? parts.version : group + "/" + parts.version;
    for (const std::string& name : names) {
        auto replaced = kube::replacedBy(library_, apiVersion, name);
        if (!replaced || replaced->removed == 0)
            continue;
        std::string instead = replacement(apiVersion, name);
        sink_.report(Code::E5011, span, apiVersion + " " + name, fmt::format("1.{}", replaced->removed))
            .suggest(instead.empty() ? "nothing takes its place" : fmt::format("use `{}`", instead));
        return true;
    }
    UnknownPath unknown = kube::unknownPath(library_, path);
    if (unknown.what != UnknownPath::What::Version)
        return false;
    std::string versions;
    for (const std::string& version : unknown.candidates)
        versions += (versions.empty() ? "it has `" : ", `") + version + "`";
    sink_.report(Code::E5012, span, unknown.known, unknown.part).suggest(versions);
    return true;
}

/// Reports what is wrong with a path that leads into the library of Kubernetes; false if it does not.
bool Checker::unknownNative(const std::string& path, const ast::Path& written) {
    Span span = written.span;
    UnknownPath unknown = kube::unknownPath(library_, path);
    if (unknown.what == UnknownPath::What::Field) {
        sink_.report(Code::E5001, span, unknown.part, unknown.known)
            .suggest(didYouMean(unknown.part, unknown.candidates));
        return true;
    }
    if (unknown.what != UnknownPath::What::Type)
        return unknownVersion(path, {versioned(path).type}, span);
    std::string elsewhere;
    for (const kube::Kind& kind : library_.kinds())
        if (kind.kind == unknown.part)
            elsewhere += fmt::format("{} `{}`", elsewhere.empty() ? "it is" : " or", library_.type(kind.root).path);
    // Candidates are named as the author would: through the module's name here.
    std::string before = written.text();
    before.resize(before.ends_with("." + unknown.part) ? before.size() - unknown.part.size() : 0);
    for (std::string& candidate : unknown.candidates)
        candidate.insert(0, before);
    sink_.report(Code::E2006, span, written.text())
        .suggest(elsewhere.empty() ? didYouMean(before + unknown.part, unknown.candidates) : elsewhere);
    return true;
}

/// A cluster's version that the chart would refuse.
void Checker::checkVersion(const std::string& version, Span span) {
    auto parsed = kube::Version::parse(version);
    if (!parsed)
        sink_.report(Code::E3006, span, fmt::format("`{}`", version), "a version such as 1.29 or 1.29.3");
    else if (!program_.chart.kubeRange.admits(*parsed))
        sink_.report(Code::E5014, span, version, program_.chart.kubeVersion);
}

/// Takes into account what a condition says of the cluster's version, where it holds or where it does not.
void Checker::narrow(ExprId condition, bool holds) {
    if (const auto* let = nodeAs<core::LetRef>(condition))
        return narrow(program_.lets[let->let.value].value, holds);
    const auto* node = nodeAs<core::PrimExpr>(condition);
    if (node == nullptr)
        return;
    if (node->op == Op::Not)
        return narrow(node->args[0], !holds);
    if ((node->op == Op::And && holds) || (node->op == Op::Or && !holds)) {
        for (ExprId arg : std::vector<ExprId>(node->args))
            narrow(arg, holds);
        return;
    }
    const std::string* text = node->op == Op::KubeAtLeast ? literalText(node->args[0]) : nullptr;
    auto least = text != nullptr ? kube::Version::parse(*text) : std::nullopt;
    if (!least || least->major != 1)
        return;
    kube::Releases& proven = env_.proven;
    auto minor = static_cast<uint16_t>(least->minor);
    if (holds)
        proven.since = std::max(proven.since, minor);
    else if (uint16_t until = least->patch > 0 ? minor + 1 : minor; proven.until == 0 || until < proven.until)
        proven.until = until;
}

} // namespace stackc::sema
