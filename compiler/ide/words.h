#pragma once
// The words of the language that can stand at a cursor, and the keys that the language itself gives to blocks.

#include "ide/completion_items.h"

#include <optional>

namespace stackc::ide {

/// The keys of the block around the cursor that are set there.
std::set<std::string> keysBeside(const ProbeText& text);

/// The words at a cursor where nothing but words of the language may stand; nothing where something else may, too.
std::optional<std::vector<std::string>> wordsAlone(const ProbeText& text);

/// Adds what the syntax alone tells.
void addWords(Items& items);

} // namespace stackc::ide
