#pragma once
// What each token of a file is, for editors to colour.

#include "ide/analysis.h"
#include "source/span.h"
#include "syntax/ast.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace stackc::ide {

/// In the order of the protocol's legend, see `colorNames`.
enum class Color : std::uint8_t {
    Namespace,
    Type,
    EnumMember,
    Function,
    Parameter,
    Variable,
    Property,
    Keyword,
    String,
    Number,
    Comment,
    Operator,
    Decorator,
};

/// Bits of `Colored::modifiers`, in the order of the legend.
enum Modifier : std::uint8_t {
    Declaration = 1,
    Documentation = 2,
    ReadOnly = 4,       ///< declared for the whole file, or an input
    DefaultLibrary = 8, ///< of the library, of Kubernetes or of the language
};

struct Colored {
    std::uint32_t begin = 0;
    std::uint32_t end = 0; ///< in the same line
    Color color{};
    std::uint8_t modifiers = 0;

    bool operator==(const Colored&) const = default;
};

/// The protocol's names of colours and modifiers.
const std::vector<std::string_view>& colorNames();
const std::vector<std::string_view>& modifierNames();

/// By what the names of a file of the stack stand for, as far as that is known; the rest as `coloredIn` has it.
std::vector<Colored> coloredBy(const Analysis& analysis, source::FileId file);

/// By the order of the text, without overlaps. What is no word of the language is coloured by its place in the tree;
/// brackets and commas have no colour.
std::vector<Colored> coloredIn(const syntax::Module& module, std::string_view text);

} // namespace stackc::ide
