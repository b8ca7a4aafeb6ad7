#pragma once
// Services and backends are of the language; what they mean is declared in the library.

#include "sema/checking.h"
#include "sema/types/items.h"

namespace stackc::sema {

/// A declaration of the library that the language is built on; reported if it is not there.
std::optional<SymbolIndex> languageItem(Checking& in, LanguageItem item, Span use);
/// The metadata of a resource; data where the library of Kubernetes has none.
TypeId metadataType(Checking& in);
/// What a Kubernetes Secret takes for its texts, under `data` and `stringData`; invalid for other fields.
TypeId secretTexts(Checking& in, const kube::Type& native, std::string_view field);
/// The record of a service's attributes; the type of errors if the library has none.
TypeId serviceType(Checking& in);
/// Is it the component that makes services? The library is asked for it only where the name fits.
bool isServiceComponent(Checking& in, const Symbol& symbol);
/// Some of a service's attributes.
TypeId contributionType(Checking& in);
/// What `uses` holds: a name, and the contribution of a declared backend.
TypeId backendType(Checking& in);
/// `Manifest`: a resource of any kind.
TypeId manifestType(Checking& in);

} // namespace stackc::sema
