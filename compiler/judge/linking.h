#pragma once
// One resource names another: the reference is kept, and a warning given where what is named can't be there.

#include "judge/findings.h"
#include "judge/inventory.h"
#include "judge/references.h"

namespace stackc::judge {

class Linking {
public:
    /// `isChart`: names that users choose are not known, so that a constant is one that the program chose.
    Linking(const core::Program& program, const ir::Package& package, bool isChart, View& view, Findings& findings)
        : package_(package), isChart_(isChart), view_(view), findings_(findings), inventory_(program, package, view) {}

    const core::Program& program() const { return *package_.program; }
    Inventory& inventory() { return inventory_; }
    View& view() { return view_; }
    void add(Reference reference) { references_.push_back(std::move(reference)); }
    std::vector<Reference> takeReferences() { return std::move(references_); }

    /// Where what is named is looked for: namespaceOf().
    using Space = std::optional<NodeRef>;
    /// The resources of the name that the field holds, of the document's own namespace; the reference is kept.
    std::vector<const Target*> refer(const ir::Document& document, const std::string& kind, const Object& parent,
                                     std::string_view field) {
        return refer(document, kind, parent, field, namespaceOf(view_, document));
    }
    /// The same, and a warning at `parent`'s field where there can't be one.
    std::vector<const Target*> require(const ir::Document& document, const std::string& kind, const Object& parent,
                                       std::string_view field) {
        return require(document, kind, parent, field, namespaceOf(view_, document));
    }
    std::vector<const Target*> require(const ir::Document& document, const std::string& kind, const Object& parent,
                                       std::string_view field, const Space& space);
    /// A warning where the release may have what stands at `at` under `guard`, and none of what it names, which is
    /// there under one of `there`. `what` begins a sentence.
    void whenever(const ir::Document& document, const Object& where, NodeRef guard, const std::vector<NodeRef>& there,
                  const Path& at, const std::string& text, const std::string& what);
    /// The same of the port that `request` names in its field.
    void portWhenever(const ir::Document& document, const Object& request, const char* field,
                      const std::vector<NodeRef>& there);

    /// Is there a release in which it holds, and which no check refuses?
    bool mayCome(NodeRef guard) { return view_.mayCome(package_, guard); }

    /// At a path of the document, where the object is there.
    template <typename... Args>
    Finding report(const Object& where, diag::CodeOf<const Args&...> code, const ir::Document& document, const Path& at,
                   const std::string& text, const Args&... args) {
        View::Within within(view_, where.guard != nullptr ? where.guard : view_.yes());
        return findings_.report(code, document, at, text, args...);
    }
    /// Where the resource's field is made.
    core::Span madeAt(const Target& target, const Path& field) const {
        return findings_.place(*target.document, field, "");
    }
    /// Where a patch says what stands at the path; nothing where it is as the resource is made.
    std::optional<core::Span> patchOf(const ir::Document& document, const Path& at) const {
        return findings_.patchOf(document, at);
    }

private:
    std::vector<const Target*> refer(const ir::Document& document, const std::string& kind, const Object& parent,
                                     std::string_view field, const Space& space);
    /// Those that may be in the namespace.
    std::vector<const Target*> find(const std::string& kind, NodeRef name, const Space& space);
    void reportAbsent(const ir::Document& document, const std::string& kind, const Object& parent,
                      std::string_view field, NodeRef name, const Space& space);
    void targetWhenever(const ir::Document& document, const std::string& kind, const Object& parent,
                        std::string_view field, const std::vector<const Target*>& found);

    const ir::Package& package_;
    bool isChart_;
    View& view_;
    Findings& findings_;
    Inventory inventory_;
    std::vector<Reference> references_;
};

} // namespace stackc::judge
