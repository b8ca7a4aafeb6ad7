#pragma once
// A path into values.yaml as the source has it.

#include "core/program.h"

#include <string>
#include <vector>

namespace stackc::core {

struct Declared {
    std::vector<std::string> steps; ///< as Assignment has them: keys, and of flat fields what stands in their place
    Span span;                      ///< where the value, or the longest part of its path, is declared; maybe invalid
    TypeId type;                    ///< of the value; invalid where the source doesn't know it
};

/// `path` is `a.b[0].c`; `[]` is an element too.
Declared declaredAt(const Program& program, const std::string& path);

/// `a.b[0]["c.d"]` → a, b, [0], c.d
std::vector<std::string> splitPath(const std::string& path);
/// Where the step that begins there ends: before a dot or a bracket that is no part of a quoted key.
size_t endOfStep(const std::string& path, size_t begin);

} // namespace stackc::core
