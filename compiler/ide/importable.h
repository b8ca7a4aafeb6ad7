#pragma once
// What a file can import or include.

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

/// A function, a `let` or a component that a file can import, or, with no name, the module itself.
struct ImportableValue {
    std::string module;
    std::string name;
    sema::EntityKind kind{}; ///< Function, Let, Component or Module
    std::string doc{};
    bool isAuthors = false;
};

/// Those of the other files beside the stack, but for charts, and of the library. Of the files the modules as well.
std::vector<ImportableValue> importableValues(const Analysis& analysis, source::FileId file);

/// A chart beside the stack.
struct IncludableChart {
    std::string module; ///< as `include` has it
    std::string name;   ///< of the chart
};

std::vector<IncludableChart> includableCharts(const Analysis& analysis, source::FileId file);

} // namespace stackc::ide
