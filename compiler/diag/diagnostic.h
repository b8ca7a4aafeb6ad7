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
