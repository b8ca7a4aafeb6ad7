#pragma once
// Resources that a chart has in one of several versions of their API.

#include "ir/package.h"

#include <string>
#include <vector>

namespace stackc::emit::helm {

/// What a document is where its API has a choice of versions.
struct Version {
    ir::NodeRef guard = nullptr; ///< null: it is there where none of those before it is
    std::string apiVersion;
};

/// A document, or several that are one: equal but for the versions of their API, of which exactly one is there where
/// the rest of their scopes holds.
struct VersionedDocument {
    const ir::Document* document = nullptr; ///< the first of them
    std::vector<Version> versions;          ///< empty: it is alone
};

/// The package's documents in their order, those that are one where the first of them stands.
std::vector<VersionedDocument> joinVersions(const ir::Package& package);

} // namespace stackc::emit::helm
