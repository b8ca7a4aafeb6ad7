#pragma once
// What could stand between quotes.

#include "ide/completion.h"
#include "ide/probe_text.h"

#include <optional>
#include <vector>

namespace stackc::ide {

/// Where the text names something that is no name of the program: a file, behind `file(`, or what a chart is included
/// as. Nothing elsewhere.
std::optional<std::vector<CompletionItem>> namesInText(const Analysis& analysis, source::FileId file,
                                                       const ProbeText& text);

/// Where the text names a resource of a test, `deployment("…")`, the names that those of the kind have in the checked
/// stack, by default. Nothing elsewhere, and where there are errors.
std::vector<CompletionItem> resourcesInText(session::Compilation& checked, const ProbeText& probe);

/// Of what could stand there without the quotes: the keys, fields and cases, as they are written between them.
std::vector<CompletionItem> inText(std::vector<CompletionItem> items);

} // namespace stackc::ide
