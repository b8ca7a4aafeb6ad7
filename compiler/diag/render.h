#pragma once

#include <string>
#include <vector>

#include "diag/diagnostic.h"
#include "source/source_manager.h"

namespace stackc::diag {

struct TextOptions {
    /// ANSI colours.
    bool colors = false;
};

/// For people: each diagnostic with the lines it is about. Ends in a newline unless there is no diagnostic.
std::string renderText(const std::vector<Diagnostic>& diagnostics, const source::SourceManager& sources,
                       const TextOptions& options = {});

/// For programs: `{"diagnostics": […]}` with code, severity, message, file, line, column, endLine, endColumn (from 1,
/// in code points, the end exclusive), labels, notes and suggestion. What has no place has no `file` to `endColumn`.
std::string renderJson(const std::vector<Diagnostic>& diagnostics, const source::SourceManager& sources);

} // namespace stackc::diag
