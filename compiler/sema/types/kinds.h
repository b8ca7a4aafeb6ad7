#pragma once
// What types are, and what is inside of them.

#include "sema/checking.h"

namespace stackc::sema {

/// Is a value of the type, as users may give it, more than the text that it stands for?
bool isNumberOrText(const Checking& in, TypeId id);
/// The type of a list's elements; invalid for what is no list.
TypeId elementOf(Checking& in, TypeId type);
/// Is it a list or a map, of the language or of Kubernetes?
bool isCollection(const Checking& in, TypeId type);
/// Is it what is left of the object type when fields are taken away?
bool isPartOf(const Checking& in, TypeId part, TypeId whole);
/// The first wanted one of the type and those that are anywhere inside of it; invalid if there is none.
TypeId findInside(const Checking& in, TypeId id, const std::function<bool(TypeId)>& wanted);
/// The first variant that is anywhere inside of the type; invalid if there is none.
TypeId variantIn(const Checking& in, TypeId id);
/// The type of the language that what is read of a type of Kubernetes has: of a scalar without its pattern and lengths,
/// which what a program puts into an object need not have; of others Kubernetes' own.
TypeId scalarOf(Checking& in, kube::TypeId id);
/// What the elements of a list are where they are read: those of Kubernetes' scalars have types of the language.
/// Invalid for what is no list.
TypeId readElementOf(Checking& in, TypeId list);
/// The type that a value has where it is read: a number or text of Kubernetes, or an optional of one, is the
/// language's.
TypeId asRead(Checking& in, TypeId id);
/// The type that a declaration means which names one of Kubernetes: of a scalar the language's, with all that values
/// are held to.
TypeId declaredAs(Checking& in, kube::TypeId id);
/// The type's kind without refinements, as the other side of a comparison.
TypeId unrefined(Checking& in, TypeId id);

} // namespace stackc::sema
