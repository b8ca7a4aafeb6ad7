#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "source/span.h"

namespace stackc::diag {

enum class Severity : std::uint8_t { error, warning, note };

/// One value per line of diagnostics.def.
enum class Code : std::uint16_t {
#define DIAG(code, severity, message) code,
#include "diag/diagnostics.def"
#undef DIAG
};

/// A remark with a place of its own, or none.
struct Note {
    source::Span span;
    std::string message;
};

/// A text that takes the place of another: a suggestion as a change of the source. An empty span: it is put in there.
struct Fix {
    source::Span span;
    std::string replacement;
    std::string title; ///< "write `image`"
    /// May it be made unseen, with all others? False where it is one of several, or leaves something to fill in.
    bool isPreferred = true;
};

struct Diagnostic {
    Code code{};
    Severity severity{};
    source::Span span;
    std::string message;
    /// Further places shown in the same excerpt.
    std::vector<Note> labels;
    std::vector<Note> notes;
    /// What the user may do; empty if there is nothing to say.
    std::string suggestion;
    /// Changes that those who report it know; see `fixesOf`.
    std::vector<Fix> fixes;
};

/// "E3004"
std::string_view codeName(Code code);
/// The message with its `{}`.
std::string_view messageFormat(Code code);
Severity severityOf(Code code);
/// "error"
std::string_view severityName(Severity severity);
/// All codes, in the order of diagnostics.def.
const std::vector<Code>& allCodes();

} // namespace stackc::diag
