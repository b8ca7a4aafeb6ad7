#pragma once
// Kinds of resources that a type declares: `@crd`.

#include "sema/checking.h"

namespace stackc::sema {

/// What a `resource` is written as: its fields and its place in the API.
struct ResourceKind {
    TypeId type;
    std::string apiVersion, kind;
    bool namespaced = true;
    std::optional<kube::Kind> native; ///< of the library
};

/// What `@crd` says of the type after it.
ResourceKind describedKind(Checking& in, const ast::Annotation& crd, const std::string& typeName);
/// The declared record with Kubernetes' metadata before its fields.
TypeId customType(Checking& in, TypeId record);

} // namespace stackc::sema
