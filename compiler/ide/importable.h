#pragma once
// The types that a file can import.

#include "ide/analysis.h"

namespace stackc::ide {

struct ImportableType {
    std::string module; ///< as an import has it: "std.network"
    std::string name;
    std::string doc{};
};

/// What the library, Kubernetes and the other files beside the stack export, in this order; of the latter no charts.
std::vector<ImportableType> importableTypes(const Analysis& analysis, source::FileId file);

} // namespace stackc::ide
