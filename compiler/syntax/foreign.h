#pragma once
// What other languages write, for the help of syntax errors.

#include "syntax/token.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace stackc::syntax {

/// For a text that begins with an object of Helm's templates, what the program has for it: `.Release.Name`,
/// `$.Values.a`; or "".
std::string helmHint(std::string_view text);

/// How Stack says what another language's word or sign at the token would, or "". `expected` describes what might have
/// stood there.
std::string foreignHint(std::string_view text, const Token& token, std::string_view expected);

/// A value of the chart in a text as other languages have it, `${values.x}`, `$(values.x)` or `{{ .Values.x }}`;
/// `begin == end`: none.
struct Placeholder {
    std::size_t begin = 0, end = 0;
    std::string path; ///< `values.x`
};
/// The first one in the text from a place on.
Placeholder placeholderIn(std::string_view text, std::size_t from);

} // namespace stackc::syntax
