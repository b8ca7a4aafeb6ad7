#pragma once

#include <string_view>

#include "diag/sink.h"

namespace stackc::sema {

enum class Letters : uint8_t { any, ascii };

/// Does the text stand on one line? Reports if not; `what` is its name in the message, "`appVersion`".
bool isOneLine(diag::Sink& sink, std::string_view text, source::Span span, std::string_view what,
               Letters letters = Letters::any);

} // namespace stackc::sema
