#pragma once
// What a package has, and what its resources make in the cluster, found by name and by labels.

#include "core/program.h"
#include "judge/objects.h"

#include <map>
#include <unordered_map>

namespace stackc::judge {

/// A resource of the program, or one that a resource of the program makes in the cluster.
struct Target {
    const ir::Document* document = nullptr;
    NodeRef name = nullptr;
    Object object;
    NodeRef guard = nullptr; ///< where it is there, and is called so
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

class Inventory {
public:
    Inventory(const core::Program& program, const ir::Package& package, View& view);

    const std::vector<Pods>& pods() const { return pods_; }
    /// Of a kind. What has one of several names of the program comes with each, too.
    const std::vector<Target>& all(const std::string& kind) const;
    /// Those that have the name, known or late.
    std::vector<const Target*> find(const std::string& kind, NodeRef name) const;
    /// Those that a selector, its labels, asks for.
    std::vector<const Pods*> podsOf(const Object& selector) const;
    std::vector<const Target*> servicesOf(const Object& selector) const;
    /// Can there be one of the name, here or, where the source or users say so, outside of the program?
    bool mayBeThere(const std::string& kind, NodeRef name);
    /// Is it what Kubernetes makes: a claim of a StatefulSet, or what is in each namespace?
    bool isOfCluster(const std::string& kind, NodeRef name);
    /// Does the source say that others make it?
    bool isOutside(const std::string& kind, NodeRef name) const;
    /// Is a name that is not written down one that only this program gives: made of the chart's, where neither other
    /// charts nor custom resources make something for it?
    bool isOfThisProgram(NodeRef name);
    /// May there be pods, and Services, that others make for it: charts that it includes, or operators?
    bool mayHaveOthersPods() const { return hasOtherPods_; }
    /// Does anything that users choose, or an element of a loop, have a part in it?
    bool isUsers(NodeRef node);
    /// As a message calls it: by its name, where that is known, or as `patch` names what makes it.
    std::string called(const Target& target) const;
    /// By what makes it: the same in each release.
    std::string calledInSource(const ir::Document& document) const;

private:
    void collect(const ir::Document& document);
    void addPods(Pods pods);
    void addTarget(const std::string& kind, const ir::Document& document, NodeRef name, const Object& whole);
    bool isOfEachChart(NodeRef node) const;
    bool namesChart(NodeRef node) const;
    bool mayBe(NodeRef node, std::string_view text);

    const core::Program& program_;
    View& view_;
    struct OfKind {
        std::vector<Target> targets;
        std::unordered_map<NodeRef, std::vector<size_t>> byName;
    };
    std::map<std::string, OfKind> kinds_;
    std::unordered_map<NodeRef, bool> isUsers_;
    bool hasOtherMakers_ = false; ///< charts that it includes, or custom resources
    bool hasOtherPods_ = false;
    std::vector<Pods> pods_;
    Labelled podsByLabel_;
    Labelled servicesByLabel_;
};

} // namespace stackc::judge
