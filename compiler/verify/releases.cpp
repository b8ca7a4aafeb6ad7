#include "verify/releases.h"

#include "ir/locate.h"
#include "judge/judge.h"

#include <fmt/format.h>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <tuple>

namespace stackc::verify {

namespace {

/// The version to ask for a release: its first patch that the range admits.
std::string versionOf(const kube::VersionRange& range, uint16_t release) {
    kube::Version version{1, release, 0, ""};
    kube::Version lowest = range.typical();
    return lowest.major == 1 && lowest.minor == release ? lowest.text() : version.text();
}

class Judges {
public:
    explicit Judges(Stack& stack) : stack_(stack), library_(stack.compilation().library) {}

    std::vector<Refusal> run(const std::vector<Set>& sets, size_t& judged) {
        const kube::VersionRange& range = stack_.compilation().program.chart.kubeRange;
        for (uint16_t release : releasesOf(stack_.compilation().program))
            for (Set set : sets) {
                isAuthors_ = set.values->empty();
                set.kubeVersion = versionOf(range, release);
                Ours ours = stack_.evaluate(set);
                if (ours.kind != Ours::Kind::Taken)
                    continue;
                judged += ours.documents.size();
                for (size_t i = 0; i < ours.packages.size(); ++i)
                    package(*ours.charts[i], ours.packages[i], set, release);
            }
        return std::move(found_);
    }

private:
    struct Asked {
        diag::Sink sink;
        std::unique_ptr<judge::Judge> judge;
    };

    void package(session::Compilation& chart, const ir::Package& package, const Set& set, uint16_t release) {
        Asked& asked = asked_[&chart];
        if (asked.judge == nullptr)
            asked.judge = std::make_unique<judge::Judge>(chart.program, chart.library, chart.nodes, asked.sink);
        size_t before = asked.sink.diagnostics().size();
        asked.judge->manifests(package, set.ns.empty() ? "default" : set.ns,
                               set.environment != nullptr ? set.environment->name : "");
        for (size_t i = before; i < asked.sink.diagnostics().size(); ++i)
            if (const diag::Diagnostic& fault = asked.sink.diagnostics()[i]; fault.severity == diag::Severity::error)
                add({release, std::string(diag::codeName(fault.code)), fault.message, fault.span, set.label,
                     isAuthors_});
        for (const ir::Document& document : package.documents)
            if (auto kind = library_.findKind(document.apiVersion, document.kind); kind && ir::isThere(document))
                resource(chart.program, document, *kind, set, release);
    }

    /// Kinds and fields that aren't there in the release.
    void resource(const core::Program& program, const ir::Document& document, const kube::Kind& kind, const Set& set,
                  uint16_t release) {
        auto missing = [&](const core::Path& path, const std::string& what) {
            add({release, "", fmt::format("{} isn't there in Kubernetes 1.{}", what, release),
                 ir::locate(program, document, path, ""), set.label, isAuthors_});
        };
        if (!kind.releases.has(release))
            return missing({}, fmt::format("{} of {}", kind.kind, kind.apiVersion));
        core::Path path;
        fields(document.object, kind.root, path, release,
               [&] { missing(path, fmt::format("the field `{}` of {}", core::show(path), document.kind)); });
    }

    template <typename Missing>
    void fields(ir::NodeRef node, kube::TypeId id, core::Path& path, uint16_t release, const Missing& missing) {
        kube::Type type = library_.type(id);
        node = ir::unshared(node);
        bool isCollection = type.shape == kube::Shape::List || type.shape == kube::Shape::Map;
        for (size_t i = 0; i < node->entries.size(); ++i) {
            const ir::Entry& entry = node->entries[i];
            bool isElement = type.shape == kube::Shape::List;
            auto field = type.shape == kube::Shape::Object ? type.fields.find(entry.key) : std::nullopt;
            if (!isCollection && !field)
                continue;
            path.push_back(isElement ? core::Step(i) : core::Step(entry.key));
            if (field && !field->releases.has(release))
                missing();
            else
                fields(entry.value, field ? field->type : type.element, path, release, missing);
            path.pop_back();
        }
    }

    /// Unless it was found before: of one place the same code is one thing, whatever the values.
    void add(Refusal refusal) {
        std::string what = refusal.code.empty() ? refusal.message : refusal.code;
        if (seen_.insert({what, refusal.place, refusal.isAuthors}).second)
            found_.push_back(std::move(refusal));
    }

    Stack& stack_;
    const kube::Library& library_;
    std::map<const session::Compilation*, Asked> asked_;
    std::set<std::tuple<std::string, core::Span, bool>> seen_;
    std::vector<Refusal> found_;
    bool isAuthors_ = false;
};

} // namespace

std::vector<uint16_t> releasesOf(const core::Program& program) {
    const kube::VersionRange& range = program.chart.kubeRange;
    std::vector<uint16_t> releases;
    kube::Version lowest = range.typical();
    for (uint32_t minor = lowest.minor; lowest.major == 1 && minor <= range.newest(); ++minor)
        if (minor == lowest.minor || range.admits({1, minor, 0, ""}))
            releases.push_back(static_cast<uint16_t>(minor));
    return releases;
}

std::vector<Refusal> refusals(Stack& stack, const std::vector<Set>& sets, size_t& judged) {
    return Judges(stack).run(sets, judged);
}

} // namespace stackc::verify
