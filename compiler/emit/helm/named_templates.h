#pragma once
// Named templates: those that more than one place includes, and those that are made where statements are needed and an
// expression is wanted.

#include "emit/helm/kinds.h"
#include "emit/helm/nodes.h"
#include "emit/helm/trees.h"
#include "ir/package.h"

#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace stackc::emit::helm {

/// Templates that more than one place includes.
struct Defines {
    std::vector<NodeRef> shared;                        ///< Shared nodes, those that others include first
    std::vector<NodeRef> texts;                         ///< Text and long Concat nodes, in order of first use
    std::unordered_map<NodeRef, std::string> textNames; ///< without the chart's prefix; also of those in loops
    std::set<NodeRef> sharedInLoops; ///< Shared nodes that read a loop's variable: scalars take it, others are inline
};
Defines collectDefines(const ir::Package& package);

/// A variable of a loop: its key, or its element.
struct LoopVariable {
    const ir::Loop* loop;
    bool isKey;

    auto operator<=>(const LoopVariable&) const = default;
};

/// A template that takes variables of the loops around its first place, by these names.
struct NamedTemplate {
    std::string name; ///< without the chart's prefix
    std::vector<std::pair<LoopVariable, std::string>> parameters;
};

/// Those that are made on the way.
class NamedTemplates {
public:
    explicit NamedTemplates(const Defines& defines);

    /// The template of a node that is wanted by this name, and whether it is new: then it has a name that no other has,
    /// and the caller gives it its parameters and its body.
    std::pair<NamedTemplate&, bool> of(NodeRef node, const std::string& name);
    /// The body of one. Texts go to the texts.
    void add(Define define);
    /// What was added since the last time.
    Body take() { return std::exchange(defines_, {}); }
    Body takeTexts() { return std::exchange(textDefines_, {}); }

    std::unordered_map<NodeRef, Form> sharedForms; ///< of the scalars that named templates hold

private:
    std::map<std::pair<NodeRef, std::string>, NamedTemplate> made_;
    std::set<std::string> names_;
    Body defines_;
    Body textDefines_;
};

} // namespace stackc::emit::helm
