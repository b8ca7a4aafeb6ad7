#include "judge/identity.h"

#include "diag/suggest.h"
#include "ir/hooks.h"
#include "judge/longest.h"
#include "judge/names.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <utility>

namespace stackc::judge {

using diag::Code;
using ir::NodeKind;

namespace {

/// Kinds and versions of a group share their names.
struct Name {
    NodeRef name, ns; // which mostly tell
    std::string group, kind;
    auto operator<=>(const Name&) const = default;
};

/// Resources of one name, held against each other in pairs: of programs with more, the others are not.
constexpr size_t mostCompared = 200'000;

class Names {
public:
    Names(const ir::Package& package, const std::string& ns, View& view, Findings& findings)
        : package_(package), ns_(ns), longest_(*package.program), view_(view), findings_(findings) {}

    void add(const ir::Document& document) {
        Parts object = view_.fields(document.object);
        NodeRef metadata = object.get("metadata");
        if (metadata == nullptr) {
            if (!object.open)
                missing(document, nullptr);
            return;
        }
        Parts fields = view_.fields(metadata);
        hooks(document, fields);
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
        tellLength(document);
        eachForm(document, view_.both(view_.guardOf(document), name->guard), *name, ns);
    }

private:
    /// Each name that it may have, in each namespace where it may be. `guard`: where it has any.
    void eachForm(const ir::Document& document, NodeRef guard, const Part& name, const Part* ns) {
        const std::span<const Part> names = view_.forms(name.value).known;
        NodeRef chosen = names.size() > 1 ? unshared(name.value) : nullptr;
        if (ns == nullptr) {
            for (const Part& form : names)
                once({&document, view_.both(guard, form.guard), chosen}, nullptr, form.value);
            return;
        }
        guard = view_.both(guard, ns->guard);
        for (const Part& place : view_.forms(ns->value).known)
            for (const Part& form : names)
                once({&document, view_.both(guard, view_.both(place.guard, form.guard)), chosen}, place.value,
                     form.value);
    }

    struct Holder {
        const ir::Document* document;
        NodeRef guard;  ///< where it has that name in that namespace
        NodeRef chosen; ///< of what forms the name is one; null: it is the only one
    };

    /// A late name that users may choose for both, where each has one of its own, is their choice: W7004 if they do.
    static bool isUsersChoice(NodeRef name, const Holder& a, const Holder& b) {
        bool areChosen = a.chosen != nullptr && b.chosen != nullptr && a.chosen != b.chosen;
        return areChosen && textOf(name) == nullptr;
    }

    void missing(const ir::Document& document, const Part* generated) {
        bool isGenerated = generated != nullptr;
        findings_
            .report(Code::E5020, document, {"metadata", isGenerated ? "generateName" : "name"},
                    isGenerated ? shown(generated->value) : "", "metadata.name", document.kind,
                    isGenerated ? "is required: with `generateName` each apply would make one more" : "is required")
            .suggest(isGenerated ? "write a name that stays, such as `name = name(fullname(), \"part\")`" : "");
    }

    /// The events of a hook, where they are known.
    void hooks(const ir::Document& document, const Parts& metadata) {
        constexpr const char* key = "helm.sh/hook";
        const Part* annotations = metadata.find("annotations");
        if (annotations == nullptr)
            return;
        for (const Part& annotation : view_.fields(annotations->value).known) {
            if (annotation.key != key)
                continue;
            for (const Part& form : view_.forms(annotation.value).known) {
                const std::string* text = textOf(form.value);
                if (text == nullptr)
                    continue;
                const ir::Hook hook = ir::readHook(*text);
                if (!hook.isKnown)
                    findings_
                        .report(Code::E5020, document, {"metadata", "annotations", key}, *text,
                                fmt::format("metadata.annotations[\"{}\"]", key), document.kind,
                                "expected events that Helm knows, as it leaves the resource out otherwise, found `" +
                                    *text + "`")
                        .suggest(diag::nearestOf(hook.unknown, ir::hookEvents()));
            }
        }
    }

    void legalNamespace(const ir::Document& document, NodeRef ns) {
        for (const Part& form : view_.forms(ns).known)
            if (const std::string* text = textOf(form.value))
                if (Illegal fault = dnsLabel(*text))
                    findings_.report(Code::E5021, document, {"metadata", "namespace"}, *text, *text,
                                     "the name of a namespace", fault);
    }

    void legal(const ir::Document& document, NodeRef name) {
        const std::string* known = textOf(name);
        const std::string example = known != nullptr ? *known : exampleOf(name);
        Illegal fault =
            known != nullptr || !example.empty() ? resourceName(document.apiVersion, document.kind, example) : nullptr;
        const std::string text = written(name);
        if (fault != nullptr)
            findings_.report(Code::E5021, document, {"metadata", "name"}, text, text,
                             fmt::format("the name of a {}", document.kind), fault);
        else if (known == nullptr)
            legalLength(name);
    }

    /// Of a late name nothing is known but its length.
    void legalLength(NodeRef name) { longestName_ = std::max(longestName_, longest_.of(name)); }

    /// Of the forms that are too long the longest is told.
    void tellLength(const ir::Document& document) {
        const size_t length = std::exchange(longestName_, 0);
        if (length == 0)
            return;
        constexpr size_t tooLong = 1000; // for any kind
        const std::string example(std::min(length, tooLong), 'a');
        if (Illegal fault = resourceName(document.apiVersion, document.kind, example))
            findings_.report(Code::W5036, document, {"metadata", "name"}, "", document.kind, length, fault)
                .suggest("`shortName(base, suffix)` and `cut(text, 52)` make shorter ones");
    }

    void once(const Holder& holder, NodeRef ns, NodeRef name) {
        const ir::Document& document = *holder.document;
        ns = ns != nullptr ? unshared(ns) : nullptr;
        bool isReleases = ns == nullptr || isOfRelease(ns); // where Helm puts what says nothing
        Name key{unshared(name), isReleases ? nullptr : ns, std::string(kube::groupOf(document.apiVersion)),
                 document.kind};
        auto& others = seen_[key];
        for (const Holder& other : others) {
            if (++compared_ > mostCompared)
                break;
            if (other.document != &document && !isUsersChoice(key.name, other, holder) &&
                view_.mayCome(package_, view_.both(other.guard, holder.guard), {&document, other.document})) {
                std::string text = shown(key.name);
                Finding finding = findings_.report(Code::E5026, document, {"metadata", "name"}, text, document.kind,
                                                   (text.empty() ? "" : fmt::format(" `{}`", text)) +
                                                       (document.namespaced ? " in the same namespace" : ""));
                noteOther(finding, document, *other.document, text);
                break;
            }
        }
        others.push_back(holder);
    }

    /// Two that one component makes are told by what makes it twice.
    void noteOther(Finding& finding, const ir::Document& document, const ir::Document& other, const std::string& text) {
        const Path name{"metadata", "name"};
        const core::Span place = findings_.place(other, name, text);
        auto [own, others] = std::ranges::mismatch(document.origin, other.origin);
        bool areApart = own != document.origin.end() && others != other.origin.end();
        if (place != findings_.place(document, name, text)) {
            finding.note(place, "the other one is here");
            return;
        }
        if (!areApart) // rounds of one loop
            return;
        finding.note((*own)->span, "one is made by this");
        finding.note((*others)->span, "the other one is made by this");
    }

    bool isOfRelease(NodeRef ns) const {
        const std::string* text = textOf(ns);
        return text != nullptr ? *text == ns_ : ir::isInput(ns, core::Input::ReleaseNamespace);
    }

    const ir::Package& package_;
    const std::string& ns_;
    Longest longest_;
    size_t longestName_ = 0; ///< of the late ones of a document
    View& view_;
    Findings& findings_;
    std::map<Name, std::vector<Holder>> seen_;
    size_t compared_ = 0; ///< resources of one name
};

} // namespace

void checkNames(const ir::Package& package, const std::string& ns, View& view, Findings& findings) {
    Names names(package, ns, view, findings);
    for (const ir::Document& document : package.documents)
        names.add(document);
}

} // namespace stackc::judge
