#pragma once
// The templates of a chart that are made of a package. What they need of other named templates is in the Lowering then.

#include "emit/helm/lowering.h"
#include "emit/helm/versions.h"

namespace stackc::emit::helm {

// ---- defines.cpp

/// The named templates that are known before: what is shared, and texts.
Body sharedDefines(Lowering& in);
Body textDefines(Lowering& in);

// ---- documents.cpp

/// The template of a resource.
Body document(Lowering& in, const VersionedDocument& versioned);
/// The checks that only the chart can make, as a named template that fails or gives nothing.
Body validate(Lowering& in);

// ---- lower_notes.cpp

/// The text that `helm install` shows.
Body notes(Lowering& in, NodeRef node);

} // namespace stackc::emit::helm
