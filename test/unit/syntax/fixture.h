#pragma once

#include "diag/sink.h"
#include "source/source_manager.h"
#include "syntax/ast.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace stackc::syntax {

struct Parsed {
    source::SourceManager sources;
    diag::Sink sink;
    Module module;

    /// "line:column code message" of each diagnostic, in order.
    std::vector<std::string> diagnostics() const;
};

Parsed parseText(std::string text);
/// The dump of what is parsed; the diagnostics instead if there are any.
std::string dumpText(std::string text);
std::string formatText(std::string text);

/// The programs of test/syntax/Inputs.
std::vector<std::filesystem::path> inputFiles();
/// The files below a folder of the repository whose names end so, in order.
std::vector<std::filesystem::path> filesBelow(const std::string& folder, const std::string& extension);
std::string readText(const std::filesystem::path& path);

} // namespace stackc::syntax
