#pragma once
// The results of tests, as text.

#include "diag/sink.h"
#include "source/source_manager.h"
#include "testing/results.h"

#include <string>

namespace stackc::testing {

/// For people: each case with what is wrong with it, and how many there are.
std::string renderText(const source::SourceManager& sources, const Results& results);
/// `{"tests": [{name, file, line, passed, given, refused, failures: [{file, line, column, message, detail}], notes}],
/// "passed", "failed", "obsolete"}`
std::string renderJson(const source::SourceManager& sources, const Results& results);
/// JUnit's XML: a suite for each file.
std::string renderJunit(const source::SourceManager& sources, const Results& results);
/// The same where nothing ran, as the source has errors.
std::string renderJunit(const source::SourceManager& sources, const diag::Sink& errors);
/// TAP version 14, with a YAML block for each failure.
std::string renderTap(const source::SourceManager& sources, const Results& results);

} // namespace stackc::testing
