#pragma once
// A package as the templates of a chart: lowered, then worked on as trees.

#include "diag/sink.h"
#include "ir/package.h"
#include "templates/templates.h"

#include <string>

namespace stackc::emit::helm {

/// The trees before they are printed, and texts that every chart has alike.
struct ChartTemplates {
    templates::Templates trees;
    std::string keeper;      ///< `_secrets.tpl`, where texts are generated; else empty
    std::string dataWriters; ///< what stands behind the trees of `_files.tpl`
};

/// Residual code that a chart can't express is reported as E6xxx; the trees are then not to be printed.
ChartTemplates chartTemplates(const ir::Package& package, diag::Sink& sink);

} // namespace stackc::emit::helm
