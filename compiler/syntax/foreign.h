#pragma once
// Objects of Helm's templates, and values in texts as other languages put them there.

#include <cstddef>
#include <string>
#include <string_view>

namespace stackc::syntax {

/// For a text that begins with an object of Helm's templates, what the program has for it: `.Release.Name`,
/// `$.Values.a`; or "".
std::string helmHint(std::string_view text);

/// A value of the chart in a text as other languages have it, `${values.x}`, `$(values.x)` or `{{ .Values.x }}`;
/// `begin == end`: none.
struct Placeholder {
    std::size_t begin = 0, end = 0;
    std::string path; ///< `values.x`
};
/// The first one in the text from a place on.
Placeholder placeholderIn(std::string_view text, std::size_t from);

} // namespace stackc::syntax
