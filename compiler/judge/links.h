#pragma once
// What resources name of each other, and of themselves, is there.

#include "judge/findings.h"
#include "judge/references.h"
#include "judge/view.h"

#include <map>
#include <optional>
#include <unordered_map>

namespace stackc::judge {

/// An object somewhere in a resource. Without fields if there is none.
struct Object {
    NodeRef guard = nullptr;
    Path at;
    Parts fields;
    bool repeated = false; ///< by a loop, inside of which a list is known to have elements

    NodeRef get(std::string_view key) const { return fields.get(key); }
    const std::string* text(std::string_view key) const { return textOf(fields.get(key)); }
    /// Nothing there, for sure.
    bool lacks(std::string_view key) const { return !fields.open && fields.find(key) == nullptr; }
};

/// A resource of the program, or one that a resource of the program makes in the cluster.
struct Target {
    const ir::Document* document = nullptr;
    NodeRef name = nullptr;
    Object object;
};

/// Pods of a resource.
struct Pods {
    const ir::Document* document = nullptr;
    Object labels;
    Object spec;
    Object owner; ///< what holds the template: a StatefulSet's claims are here
};

/// What carries labels, found by those that a selector asks for.
class Labelled {
public:
    void add(const Object& labels, size_t number);
    /// The numbers of those that have all labels of the selector; none for a selector that is not known.
    std::vector<size_t> select(const Object& selector) const;

private:
    std::map<std::pair<std::string_view, NodeRef>, std::vector<size_t>> byLabel_;
};

class Links {
public:
    /// `isChart`: names that users choose are not known, so that a constant is one that the program chose.
    Links(const core::Program& program, const ir::Package& package, bool isChart, View& view, Findings& findings);
    void check();
    /// What `check` came across.
    std::vector<Reference> takeReferences() { return std::move(references_); }

private:
    // ---- links.cpp: what there is
    void collect(const ir::Document& document);
    void addPods(Pods pods);
    void addTarget(const std::string& kind, const ir::Document& document, NodeRef name, Object object);
    Object root(const ir::Document& document);
    Object object(const Object& parent, std::string_view key);
    Object object(const Object& parent, std::initializer_list<std::string_view> keys);
    std::vector<Object> objects(const Object& parent, std::string_view key);
    /// May the list have elements that are not known?
    bool mayHaveMore(const Object& parent, std::string_view key);
    std::vector<const Target*> find(const std::string& kind, NodeRef name) const;
    bool isOfEachChart(NodeRef node) const;
    bool isUsers(NodeRef node);
    bool mayBe(NodeRef node, std::string_view text);
    bool mayBeThere(const std::string& kind, NodeRef name);
    /// The resources of the name that the field holds; the reference is kept.
    std::vector<const Target*> refer(const ir::Document& document, const std::string& kind, const Object& parent,
                                     std::string_view field);
    /// The same, and a warning at `parent`'s field where there can't be one.
    std::vector<const Target*> require(const ir::Document& document, const std::string& kind, const Object& parent,
                                       std::string_view field);
    /// What the field may be, each under its guard.
    std::vector<Part> formsOf(const Object& object, std::string_view field);
    /// May it be something that is not known here?
    bool isLate(const Object& object, std::string_view field);
    /// The guards under which the field has the value; false if there are none.
    bool addGuards(const Object& object, std::string_view field, NodeRef value, std::vector<NodeRef>& guards);
    /// A warning where the release may have what stands at `at` under `guard`, and none of what it names. `what` begins
    /// a sentence.
    void whenever(const ir::Document& document, const Object& where, NodeRef guard, const std::vector<NodeRef>& there,
                  const Path& at, const std::string& text, const std::string& what);
    void targetWhenever(const ir::Document& document, const std::string& kind, const Object& parent,
                        std::string_view field, const std::vector<const Target*>& found);
    NodeRef guardOf(const Object& parent, std::string_view field);
    /// As a message calls it: by its name, where that is known, or by what makes it.
    std::string called(const Target& target) const;
    void suggestKey(Finding finding, const std::string& text, const Parts& among);

    /// At a path of the document, where the object is there.
    template <typename... Args>
    Finding report(const Object& where, diag::Code code, const ir::Document& document, const Path& at,
                   const std::string& text, const Args&... args) {
        View::Within within(view_, where.guard != nullptr ? where.guard : view_.yes());
        return findings_.report(code, document, at, text, args...);
    }

    // ---- links_pod.cpp
    void pods(const Pods& pods);
    void container(const Pods& pods, const Object& container);
    void mounts(const Pods& pods, const Object& container);
    void devices(const Pods& pods, const Object& container);
    void subPath(const Pods& pods, const Object& volume, const Object& mount);
    void probes(const Pods& pods, const Object& container);
    void handler(const Pods& pods, const Object& container, const Object& handler);
    void variables(const Pods& pods, const Object& container);
    void volume(const Pods& pods, const Object& volume);
    void claim(const Pods& pods, const Object& source);
    int64_t leastPods(const Pods& pods);
    void keyOf(const ir::Document& document, const std::string& kind, const Object& ref, std::string_view name);
    void requireKey(const ir::Document& document, const Target& target, const Object& where, const Path& at,
                    const std::string& key);
    void files(const ir::Document& document, const std::string& kind, const Object& source, std::string_view name);
    /// The guards of those ports of the holders, containers or Services, that have the value; none where there may be
    /// others that are not known.
    std::optional<std::vector<NodeRef>> portGuards(const std::vector<Object>& holders, std::string_view field,
                                                   NodeRef wanted);
    void portWhenever(const ir::Document& document, const Object& request, const char* field,
                      const std::vector<NodeRef>& there);
    void portsTwice(const Pods& pods);
    static bool isOptional(const Object& ref);

    // ---- links_network.cpp
    void service(const ir::Document& document);
    void ingress(const ir::Document& document);
    void route(const ir::Document& document);
    void backend(const ir::Document& document, const Object& service, std::string_view number, const Object& port);
    void monitor(const ir::Document& document);
    void binding(const ir::Document& document);
    void scaler(const ir::Document& document);
    void scaledBy(const ir::Document& scaler, const Target& target, const Object& where);
    void policy(const ir::Document& document);
    void rule(const std::vector<const Pods*>& about, const Object& rule, std::string_view peers);
    void connection(const std::vector<const Pods*>& about, const Object& rule, bool isIncoming, NodeRef guard,
                    const End& other);
    std::vector<const Pods*> podsOf(const Object& selector) const;

    const core::Program& program_;
    const ir::Package& package_;
    bool isChart_;
    View& view_;
    Findings& findings_;
    std::map<std::string, std::vector<Target>> targets_; ///< by kind
    std::map<std::pair<std::string, NodeRef>, std::vector<size_t>> byName_;
    std::unordered_map<NodeRef, bool> isUsers_;
    std::vector<Pods> pods_;
    Labelled podsByLabel_;
    Labelled servicesByLabel_;
    std::vector<Reference> references_;
    std::map<const ir::Document*, std::vector<const ir::Document*>> scalers_; ///< of a workload
};

} // namespace stackc::judge
