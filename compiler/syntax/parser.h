#pragma once

#include "diag/sink.h"
#include "source/source_manager.h"
#include "syntax/ast.h"

namespace stackc::syntax {

/// Parses one file. Errors go to `sink`; the module then holds what could be understood. Files above `maxFileBytes()`
/// and nesting above 200 levels are refused. Doc comments belong to the node that follows them.
Module parse(const source::SourceManager& sources, FileId file, diag::Sink& sink);

/// Does the file declare a chart?
bool isChart(const Module& module);

/// Is it a file of the grammar, as far as can be told quickly? What is none takes `parse` many times as long.
bool isOfGrammar(const source::SourceManager& sources, FileId file);

} // namespace stackc::syntax
