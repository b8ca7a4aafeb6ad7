#pragma once
// What a file could import, and where an import of it would stand.

#include "syntax/ast.h"

#include <string>
#include <string_view>
#include <vector>

namespace stackc::syntax {

/// The names that a module exports, in their order.
std::vector<std::string> exportedNames(const Module& module);

/// `import std.network { Host }`; without a name `import std.network`.
std::string importOf(std::string_view module, std::string_view name);

struct NewImport {
    Span at; ///< empty: where the text is put in
    std::string text;
};

/// Where an import is put in: behind the last import of the file, or the chart, and the comment that ends its line, or
/// before everything. `text` is the file's.
Span importPlace(const Module& file, std::string_view text);
/// As a line of its own there.
NewImport importAt(Span place, const std::string& import);

} // namespace stackc::syntax
