#pragma once
// What the texts have in common that templates of one shape have in one place.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stackc::templates {

/// By member, one at least.
using Texts = std::vector<std::string>;

/// A number that is written as it would be printed, and fits any integer.
bool isShortNumber(std::string_view text);
/// In quotes, and just what is between them when read.
bool isSimplyQuoted(std::string_view text);

/// What stands around a text.
struct Surroundings {
    std::string before, after;
    bool areEmpty() const { return before.empty() && after.empty(); }
};
/// What stands around the text of `base` in each of the texts, the same in all; nothing where there is no such.
std::optional<Surroundings> surroundings(const Texts& texts, const Texts& base);

/// What is left of texts without what they have in common at both ends.
struct Middle {
    Texts texts;
    size_t begin = 0; ///< of it in the whole texts
};
/// In whole words; no texts where a verb of a format would be cut.
Middle middleOf(const Texts& texts);

/// The text as a format that prints it.
std::string asFormat(std::string_view text);

} // namespace stackc::templates
