#pragma once
// A resource's tree beside the type of its kind.

#include "judge/findings.h"
#include "judge/legal.h"
#include "judge/view.h"
#include "kube/library.h"

#include <functional>
#include <memory>
#include <memory_resource>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace stackc::judge {

class Walk;
/// What the definitions don't say of an object type, over its fields.
using Rule = std::function<void(Walk&, const Parts& fields)>;

/// Its message takes a name, what it is the name of, and what is wrong with it.
using NameCode = diag::CheckedCode<const std::string&, const char* const&, const Illegal&>;

class Walk {
public:
    Walk(const kube::Library& library, View& view, Findings& findings);
    ~Walk();

    /// A resource without its apiVersion and kind.
    void resource(const ir::Document& document, kube::TypeId root);
    /// What stands in a field of a resource.
    void part(const ir::Document& document, std::string_view field, kube::TypeId type, NodeRef node);

    View& view() { return view_; }
    const ir::Document& document() const { return *document_; }

    // ---- for the rules; `at` is below the object

    template <typename... Args>
    Finding report(diag::CodeOf<const Args&...> code, const Path& at, const std::string& text, const Args&... args) {
        return findings_.report(code, *document_, below(here_, at), text, args...);
    }
    /// Can both be there at once, for sure, in a release that no check refuses?
    bool meet(NodeRef one, NodeRef other);
    /// Does a patch say what stands there?
    bool isPatched(const Path& at) const;
    /// E5020: what stands there is not what the kind takes.
    Finding misfit(const Path& at, NodeRef value, const std::string& fault);
    /// E5027: what stands there can't be there; `text` is what the author wrote there, as far as it is known. `named`:
    /// the path that the message calls, where it is another one.
    Finding barred(const Path& at, const std::string& text, const std::string& fault, const Path& named = {});
    /// E5020: nothing stands there; `beside` is a text that the author wrote next to it, as far as it is known.
    Finding lacks(const Path& at, const std::string& beside);
    /// What a field may be, each with what it takes.
    std::vector<Part> forms(const Parts& fields, std::string_view key);
    /// What stands at a path of fields, as far as it is known, each where all of the path is there.
    Parts fieldsAt(Parts fields, std::initializer_list<std::string_view> path);
    /// The elements of a list in a field, each where the list is there.
    Parts elementsAt(const Parts& fields, std::string_view key);
    /// `found` gets each two values of the fields that are there at once.
    void together(const Parts& fields, std::string_view one, std::string_view other,
                  const std::function<void(const Part& one, const Part& other)>& found);
    /// May the field have the text? What is not known may.
    bool mayBe(const Parts& fields, std::string_view key, std::string_view text);
    /// A whole number in bounds, where it is known.
    void range(const Parts& fields, const char* key, int64_t low, int64_t high);
    /// A text, or each of a list, that is a legal name, where it is known.
    void name(const Parts& fields, const char* key, Illegal (*legal)(std::string_view), const char* what);
    /// Labels, also those that a selector asks for: keys and values that are known.
    void labels(const Parts& fields, const char* key, const char* what);
    /// A text that is a legal name, where it is known.
    void nameAt(const Path& at, NodeRef value, Illegal (*legal)(std::string_view), NameCode code, const char* what);
    /// An object in a list.
    struct Element {
        NodeRef guard;
        Trail at;
        Parts fields;
    };
    std::vector<Element> objects(const Parts& fields, const char* list) { return objects(fields, list, {}); }
    /// The same, below what the fields are those of.
    std::vector<Element> objects(const Parts& fields, const char* list, const Trail& around);
    std::vector<Element> objects(const Trail& at, NodeRef list);
    /// No two elements with equal keys can be there at once.
    void distinct(const std::vector<Element>& elements, const std::vector<std::string_view>& keys);
    /// No two equal elements of the list there can be there at once, as far as they are no objects.
    void distinct(const Path& at, NodeRef list);
    /// One of the fields is there, and no two at once; `what` is what has them, such as `a probe`.
    void oneOf(const Parts& fields, const std::vector<const char*>& keys, const char* what);
    bool isKnown(NodeRef node, std::string_view text) const {
        const std::string* found = textOf(node);
        return found != nullptr && *found == text;
    }

private:
    struct Type {
        kube::Type type;
        const std::vector<Rule>* rules = nullptr;
        std::vector<std::string_view> required;
    };

    const Type& typeOf(kube::TypeId id);
    void check(kube::TypeId id, NodeRef node);
    void start(const ir::Document& document, const Trail& at, kube::TypeId type, NodeRef node);
    void checkKnown(const Type& type, NodeRef node);
    void checkObject(const Type& type, NodeRef node);
    void checkList(const Type& type, NodeRef node);
    void checkMap(const Type& type, NodeRef node);
    void checkInteger(const kube::Type& type, NodeRef node, const char* what);
    void checkFloat(const kube::Type& type, NodeRef node);
    void checkText(const kube::Type& type, NodeRef node, std::string_view pattern);
    void expected(const char* what, NodeRef node);
    Path listOf(const Path& element) const;
    void at(Trail::Link step, kube::TypeId type, const Part& part);
    /// What an element is by some of its fields.
    struct Identity {
        NodeRef guard;
        std::string key, text; ///< text: as a message calls it
        bool hasKey = false;
    };
    std::vector<Identity> identities(const Element& element, const std::vector<std::string_view>& keys);
    /// Are two equal elements there at once, each where its guard holds?
    bool isTwice(NodeRef one, NodeRef other);

    const kube::Library& library_;
    Findings& findings_;
    View& view_;
    std::unordered_map<uint32_t, std::vector<Rule>> rules_;
    std::unordered_map<uint32_t, std::unique_ptr<Type>> types_;
    std::pmr::monotonic_buffer_resource memory_;       ///< of what is fine
    std::pmr::unordered_set<uint64_t> fine_{&memory_}; ///< types and nodes that fit each other
    std::unordered_set<uint64_t> choices_;             ///< those of the document that were looked into
    const ir::Document* document_ = nullptr;
    Trail here_;
};

// One table of rules for each file of them: the path of the type, and what holds of it.
struct NamedRule {
    const char* type;
    Rule rule;
};
std::vector<NamedRule> fieldRules();
std::vector<NamedRule> metadataRules();
std::vector<NamedRule> podRules();
std::vector<NamedRule> securityRules();
std::vector<NamedRule> serviceRules();
std::vector<NamedRule> workloadRules();
std::vector<NamedRule> jobRules();
std::vector<NamedRule> amountRules();
std::vector<NamedRule> clusterRules();

} // namespace stackc::judge
