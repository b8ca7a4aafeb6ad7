#pragma once
// What a file declares, as a tree.

#include "source/span.h"
#include "syntax/ast.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace stackc::ide {

enum class SymbolKind : std::uint8_t {
    Chart,
    Type,
    Field,
    Variant,
    Enum,
    Case,
    Function,
    Constant,
    Values,
    Backend,
    Service,
    Resource,
    Patch,
    Instance,
    Include,
    External,
    Environment,
    Component,
    Test,
};

struct Symbol {
    SymbolKind kind{};
    std::string name;
    std::string detail; ///< its type or kind, as far as it is written; may be empty
    source::Span whole;
    source::Span place; ///< of its name, inside of `whole`
    std::vector<Symbol> children;
};

/// In the order of the file, as far as it could be understood. `text` is that of the file.
std::vector<Symbol> outlineOf(const syntax::Module& module, std::string_view text);

} // namespace stackc::ide
