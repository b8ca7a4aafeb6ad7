#pragma once

#include "lsp/json.h"

#include <string>

namespace stackc::lsp {

/// The JSON of a message; null, and why in `fault`, if it is none or nested too deep. Halves of pairs of UTF-16, which
/// editors send of texts that are cut there, become U+FFFD.
SharedJson parseMessage(const std::string& text, std::string& fault);

} // namespace stackc::lsp
