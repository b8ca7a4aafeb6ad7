#include "sema/types/releases.h"

#include "sema/make.h"
#include "sema/names/native_names.h"

namespace stackc::sema {

using core::Op;

namespace {

/// Reports a use of what one of the admitted releases does not have; `name` is how the source calls it.
void checkReleases(Checking& in, const std::string& name, kube::Releases exists, const std::string& instead,
                   Span span) {
    std::optional<uint16_t> without = in.program.chart.kubeRange.missing(exists, in.env.proven);
    if (!without)
        return;
    if (*without < exists.since) {
        std::string guard = fmt::format("raise the chart's `kubeVersion`, or use it only where "
                                        "`capabilities.kubeAtLeast(\"1.{}\")`",
                                        exists.since);
        in.sink.report(Code::E5006, span, name, exists.since, *without).suggest(instead.empty() ? guard : instead);
        return;
    }
    std::string since = fmt::format("1.{}", exists.until);
    if (!in.program.chart.kubeVersion.empty())
        since += fmt::format(", and the chart admits 1.{}", *without);
    in.sink.report(Code::E5011, span, name, since).suggest(instead);
}

} // namespace

void checkRelease(Checking& in, const kube::Field& field, Span span) {
    checkReleases(in, std::string(field.name), field.releases, "", span);
}

void checkRelease(Checking& in, const kube::Kind& kind, Span span) {
    if (!in.program.chart.kubeRange.missing(kind.releases, in.env.proven))
        return;
    // Another version of the kind that all admitted releases have.
    std::string instead;
    for (const kube::Kind& other : in.library.kinds())
        if (other.kind == kind.kind && other.group() == kind.group() &&
            !in.program.chart.kubeRange.missing(other.releases, in.env.proven))
            instead = std::string(in.library.type(other.root).path);
    if (instead.empty())
        instead = replacement(in, std::string(kind.apiVersion), std::string(kind.kind));
    checkReleases(in, fmt::format("{} {}", kind.apiVersion, kind.kind), kind.releases,
                  instead.empty() ? "" : fmt::format("use `{}`", instead), span);
}

void checkVersion(Checking& in, const std::string& version, Span span) {
    auto parsed = kube::Version::parse(version);
    if (!parsed)
        in.sink.report(Code::E3006, span, fmt::format("`{}`", version), "a version such as 1.29 or 1.29.3");
    else if (!in.program.chart.kubeRange.admits(*parsed))
        in.sink.report(Code::E5014, span, version, in.program.chart.kubeVersion);
}

void narrow(Checking& in, ExprId condition, bool holds) {
    if (const auto* let = in.nodeAs<core::LetRef>(condition))
        return narrow(in, in.program.lets[let->let.value].value, holds);
    const auto* node = in.nodeAs<core::PrimExpr>(condition);
    if (node == nullptr)
        return;
    if (node->op == Op::Not)
        return narrow(in, node->args[0], !holds);
    if ((node->op == Op::And && holds) || (node->op == Op::Or && !holds)) {
        for (ExprId arg : std::vector<ExprId>(node->args))
            narrow(in, arg, holds);
        return;
    }
    const std::string* text = node->op == Op::KubeAtLeast ? literalText(in, node->args[0]) : nullptr;
    auto least = text != nullptr ? kube::Version::parse(*text) : std::nullopt;
    if (!least || least->major != 1)
        return;
    kube::Releases& proven = in.env.proven;
    auto minor = static_cast<uint16_t>(least->minor);
    if (holds)
        proven.since = std::max(proven.since, minor);
    else if (uint16_t until = least->patch > 0 ? minor + 1 : minor; proven.until == 0 || until < proven.until)
        proven.until = until;
}

} // namespace stackc::sema
