#pragma once
// What the resources of a package name of each other, as the judge follows it.

#include "core/program.h"
#include "ir/package.h"
#include "judge/view.h"

#include <string>
#include <vector>

namespace stackc::judge {

/// A resource of the package or, without a document, one that it does not make: by its kind and name. Of network
/// policies also "IPBlock", "Namespace", and "anyone", which has no name.
struct End {
    const ir::Document* document = nullptr;
    std::string kind{};
    NodeRef name = nullptr;
};

/// `from` names, selects or, by a network policy, may connect to `to`.
struct Reference {
    End from, to;
    NodeRef guard = nullptr;      ///< with that of the resource that says so
    std::vector<NodeRef> ports{}; ///< of a connection; none: all
    bool isConnection = false;
};

/// All references of the package. `view` is of the program.
std::vector<Reference> references(const core::Program& program, const ir::Package& package, View& view);

} // namespace stackc::judge
