#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
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
/// in code points, the end exclusive), labels, notes and suggestion, and where the suggestion is a text to write,
/// `fixes` with the place that it takes. What has no place has no `file` to `endColumn`. `result`, which may be null:
/// what the run did, told beside them.
std::string renderJson(const std::vector<Diagnostic>& diagnostics, const source::SourceManager& sources,
                       const nlohmann::ordered_json* result = nullptr);

/// The message with its remarks and the suggestion, a line for each, where no lines of the source are shown.
std::string wholeMessage(const Diagnostic& diagnostic);

/// SARIF 2.1.0, for services that show findings in code.
std::string renderSarif(const std::vector<Diagnostic>& diagnostics, const source::SourceManager& sources,
                        const std::string& version);

/// A line for each, `::error file=a.stack,line=3,…::message`, which GitHub's workflows show at the line.
std::string renderAnnotations(const std::vector<Diagnostic>& diagnostics, const source::SourceManager& sources);

/// The same of an error that is none of the compiler's, such as a test that fails.
std::string renderAnnotation(source::Span span, std::string_view title, std::string_view message,
                             const source::SourceManager& sources);

} // namespace stackc::diag
