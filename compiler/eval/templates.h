#pragma once
// Named templates: large late scalars that have a name become templates of the chart, so that what names them twice
// prints them once.

#include "eval/evaluation.h"

#include <optional>
#include <string>

namespace stackc::eval {

class Templates {
public:
    explicit Templates(Evaluation& in) : in_(in) {}

    /// The value of a `let` or parameter, or of a call: a named template from so many parts on, else the value itself.
    /// E4031 and E4032 where it is too large to be rendered.
    NodeRef named(NodeRef value, const std::string& name, uint32_t least = limit::unshared);
    /// The value of a `let`: the same, also of a record's fields, which are read one by one.
    NodeRef namedLet(NodeRef value, const std::string& name);
    /// The name of a function's instance: the template's and the first of its texts, or of the places that it is made
    /// of, that no other instance has in its name.
    std::string nameFor(const std::string& name, const std::vector<NodeRef>& args);

private:
    std::string numbered(const std::string& name);
    std::optional<core::TypeKind> scalarKind(NodeRef node);
    size_t bytesOf(NodeRef text);
    size_t renderSteps(NodeRef body);

    Evaluation& in_;
    std::unordered_map<NodeRef, NodeRef> named_;
    std::map<std::string, int> wanted_; ///< names that are taken, with how often each was wanted
    std::unordered_map<NodeRef, std::optional<core::TypeKind>> scalarKinds_;
    std::unordered_map<NodeRef, size_t> bytes_;
    std::unordered_map<NodeRef, size_t> renderSteps_;
};

} // namespace stackc::eval
