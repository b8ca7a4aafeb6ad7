#pragma once
// From packages to the picture.

#include "graph/graph.h"
#include "ir/package.h"

#include <string>
#include <vector>

namespace stackc::graph {

/// A chart of the release with what it makes.
struct Chart {
    const ir::Package* package = nullptr;
    ir::NodeTable* nodes = nullptr;
    std::string title;     ///< of an included chart; empty: the first, which includes the others
    std::string condition; ///< the place in the values that turns it on; empty: it is always there
    size_t parent = 0;     ///< the number of the chart that includes it, which comes before
};

/// A chart of others.
struct ExternalChart {
    std::string name, version;
    std::string condition;
    size_t parent = 0; ///< the number of the chart that it belongs to
};

/// Edges are the references of the resources, the connections that network policies allow, the hosts that variables,
/// arguments and files name, and the backends that services use. Resources for `helm test` are left out.
Graph build(const std::vector<Chart>& charts, const std::vector<ExternalChart>& externals);

} // namespace stackc::graph
