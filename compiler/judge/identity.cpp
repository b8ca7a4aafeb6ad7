#include "judge/identity.h"

#include "judge/longest.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace stackc::judge {

using diag::Code;
using ir::NodeKind;

namespace {

/// Kinds and versions of a group share their names.
struct Name {
    std::string group, kind;
    NodeRef ns, name;
    auto operator<=>(const Name&) const = default;
};

class Names {
public:
    Names(const core::Program& program, const std::string& ns, View& view, Findings& findings)
        : ns_(ns), longest_(program), view_(view), findings_(findings) {}

    void add(const ir::Document& document) {
        Parts object = view_.fields(document.object);
        NodeRef metadata = object.get("metadata");
        if (metadata == nullptr) {
            if (!object.open)
                missing(document, nullptr);
            return;
        }
        Parts fields = view_.fields(metadata);
        const Part* ns = document.namespaced ? fields.find("namespace") : nullptr;
        if (ns != nullptr)
            legalNamespace(document, ns->value);
        const Part* name = fields.find("name");
        if (name == nullptr) {
            if (!fields.open)
                missing(document, fields.find("generateName"));
            return;
        }
        for (const Part& form : view_.forms(name->value).known)
            legal(document, form.value);
        eachForm(document, view_.both(view_.guardOf(document), name->guard), *name, ns);
    }

private:
    /// Each name that it may have, in each namespace where it may be. `guard`: where it has any.
    void eachForm(const ir::Document& document, NodeRef guard, const Part& name, const Part* ns) {
        const std::vector<Part> names = view_.forms(name.value).known;
        if (ns == nullptr) {
            for (const Part& form : names)
                once(document, view_.both(guard, form.guard), nullptr, form.value);
            return;
        }
        guard = view_.both(guard, ns->guard);
        for (const Part& place : view_.forms(ns->value).known)
            for (const Part& form : names)
                once(document, view_.both(guard, view_.both(place.guard, form.guard)), place.value, form.value);
    }

    void missing(const ir::Document& document, const Part* generated) {
        bool isGenerated = generated != nullptr;
        findings_
            .report(Code::E5020, document, {"metadata", isGenerated ? "generateName" : "name"},
                    isGenerated ? shown(generated->value) : "", "metadata.name", document.kind,
                    isGenerated ? "is required: with `generateName` each apply would make one more" : "is required")
            .suggest(isGenerated ? "write a name that stays, such as `name = name(fullname(), \"part\")`" : "");
    }

    void legalNamespace(const ir::Document& document, NodeRef ns) {
        for (const Part& form : view_.forms(ns).known)
            if (const std::string* text = textOf(form.value))
                if (Illegal fault = dnsLabel(*text))
                    findings_.report(Code::E5021, document, {"metadata", "namespace"}, *text, *text,
                                     "the name of a namespace", fault);
    }

    void legal(const ir::Document& document, NodeRef name) {
        const std::string* text = textOf(name);
        if (text == nullptr)
            return legalLength(document, name);
        if (Illegal fault = resourceName(document.apiVersion, document.kind, *text))
            findings_.report(Code::E5021, document, {"metadata", "name"}, *text, *text,
                             fmt::format("the name of a {}", document.kind), fault);
    }

    /// Of a late name nothing is known but its length.
    void legalLength(const ir::Document& document, NodeRef name) {
        size_t length = longest_.of(name);
        constexpr size_t tooLong = 1000; // for any kind
        std::string example(std::clamp<size_t>(length, 1, tooLong), 'a');
        if (Illegal fault = resourceName(document.apiVersion, document.kind, example))
            findings_.report(Code::W5036, document, {"metadata", "name"}, "", document.kind, length, fault)
                .suggest("`shortName(base, suffix)` and `cut(text, 52)` make shorter ones");
    }

    /// `guard`: where it has that name in that namespace.
    void once(const ir::Document& document, NodeRef guard, NodeRef ns, NodeRef name) {
        ns = ns != nullptr ? unshared(ns) : nullptr;
        bool isReleases = ns == nullptr || isOfRelease(ns); // where Helm puts what says nothing
        Name key{std::string(kube::groupOf(document.apiVersion)), document.kind, isReleases ? nullptr : ns,
                 unshared(name)};
        auto& others = seen_[key];
        for (const auto& [other, there] : others)
            if (other != &document && view_.meet(there, guard)) {
                std::string text = shown(key.name);
                Finding finding = findings_.report(Code::E5026, document, {"metadata", "name"}, text, document.kind,
                                                   (text.empty() ? "" : fmt::format(" `{}`", text)) +
                                                       (document.namespaced ? " in the same namespace" : ""));
                finding.note(findings_.place(*other, {"metadata", "name"}, text), "the other one is here");
                break;
            }
        others.emplace_back(&document, guard);
    }

    bool isOfRelease(NodeRef ns) const {
        if (ns->kind == NodeKind::Ref)
            return ns->base == ir::RefBase::Input && ns->input == core::Input::ReleaseNamespace;
        const std::string* text = textOf(ns);
        return text != nullptr && *text == ns_;
    }

    const std::string& ns_;
    Longest longest_;
    View& view_;
    Findings& findings_;
    std::map<Name, std::vector<std::pair<const ir::Document*, NodeRef>>> seen_;
};

} // namespace

void checkNames(const core::Program& program, const ir::Package& package, const std::string& ns, View& view,
                Findings& findings) {
    Names names(program, ns, view, findings);
    for (const ir::Document& document : package.documents)
        names.add(document);
}

} // namespace stackc::judge
