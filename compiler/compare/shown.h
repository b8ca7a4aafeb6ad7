#pragma once
// How values and changes are shown to people.

#include "compare/difference.h"

#include <string>
#include <string_view>
#include <vector>

namespace stackc::compare {

/// "added", "removed", "changed", "renamed".
std::string_view wordOf(ChangeKind kind);
/// "pods restart"; empty for what changes in place.
std::string_view wordsOf(Effect effect);
/// "1 added, 2 changed", "no changes", "new, 3 added".
std::string summaryOf(const EnvironmentChange& environment);
/// `Deployment shop`, `Deployment prod/shop` where the namespace is given; what it was called before. As `plain` has
/// it.
std::string resourceOf(const ResourceChange& change);

/// A name, a path or the like, in one line and with nothing in it that controls a terminal.
std::string plain(const std::string& text);

/// A span of code in Markdown, whatever backticks are in it.
std::string codeOf(const std::string& text);

/// A value in one line: a plain text as it is, all else as JSON. Nothing in it controls a terminal, and it has some
/// hundred characters at most. "(none)" where there is none, "(hidden)" for a secret.
std::string shownValue(const std::optional<std::string>& json, bool isSecret);

/// The lines of two texts that differ, with `-` or `+` before each; none where one of the values is no text of several
/// lines.
std::vector<std::string> changedLines(const FieldChange& change);

} // namespace stackc::compare
