#pragma once
// The types that a file can import.

#include "ide/analysis.h"

namespace stackc::ide {

struct ImportableType {
    std::string module; ///< as an import has it: "std.network"
    std::string name;
    std::string doc{};
    bool isAuthors = false; ///< of a file beside the stack
};

/// What the other files beside the stack, but for charts, the library and Kubernetes export, in this order.
std::vector<ImportableType> importableTypes(const Analysis& analysis, source::FileId file);

} // namespace stackc::ide
