#pragma once
// What single characters do to the files that we read and write.

#include <string>
#include <string_view>
#include <vector>

namespace stackc::text {

/// Does a line of YAML 1.1 end here? Also U+0085, U+2028 and U+2029, which no other format takes for an end.
bool endsLine(char32_t rune);
/// May the code point stand in a YAML stream? (go-yaml's reader; U+FEFF only in front.)
bool isYamlPrintable(char32_t rune);
/// Is it carried unharmed by YAML, JSON, Go's templates and every Helm, also in a block scalar? What Strings may hold:
/// no control characters but `\n` and `\t`, nothing that ends a line of YAML alone, no byte order mark, no U+FFFE and
/// U+FFFF.
bool isCarried(char32_t rune);
/// The first code point of the text that is not carried, 0 if all are. (NUL is told as badRune.)
char32_t firstNotCarried(std::string_view text);
inline bool isCarried(std::string_view text) { return firstNotCarried(text) == 0; }
/// `isCarried` as a regular expression, in the common subset of RE2 and ECMAScript.
std::string carriedPattern();
/// Makes what stands around it look otherwise than it is read (embeddings, overrides and isolates).
bool isReordering(char32_t rune);

/// ASCII letters in lower case; the rest as it is.
std::string lowerCase(std::string_view text);
/// "U+2028", "a line break", "a tab"
std::string nameOf(char32_t rune);

/// The lines of a text that is to be shown or to stand in comments: whatever is not carried becomes U+FFFD, and what
/// ends a line anywhere ends it here.
std::vector<std::string> shownLines(std::string_view text);
/// The same on one line, with spaces between.
std::string shownLine(std::string_view text);

} // namespace stackc::text
