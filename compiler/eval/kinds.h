#pragma once
// Resources inside resources, such as the claims of a StatefulSet: the API server writes their apiVersion and kind, so
// they are written here too, or tools that compare see a difference for ever.

#include "eval/evaluation.h"

namespace stackc::eval {

class Kinds {
public:
    explicit Kinds(Evaluation& in) : in_(in) {}

    /// Can a value of the type hold a whole resource, or be one?
    bool areIn(kube::TypeId id);
    /// The fields of a resource with those that hold resources completed.
    NodeRef completedFields(NodeRef object, kube::TypeId id);

private:
    NodeRef completed(NodeRef node, kube::TypeId id);
    std::vector<Entry> completedItems(std::vector<Entry> items, kube::TypeId element);

    Evaluation& in_;
    std::map<kube::TypeId, bool> known_;
};

} // namespace stackc::eval
