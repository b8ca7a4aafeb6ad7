#pragma once
// The canonical layout as edits of what is there.

#include "ide/text_edit.h"
#include "source/source_manager.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace stackc::ide {

/// What `stackc fmt` changes in the file, place by place; nothing where it has syntax errors.
std::optional<std::vector<TextEdit>> formatted(const source::SourceManager& sources, source::FileId file);

/// Of these edits those between two offsets.
std::optional<std::vector<TextEdit>> formattedRange(const source::SourceManager& sources, source::FileId file,
                                                    std::uint32_t begin, std::uint32_t end);

/// After `}` was typed before `offset`: what the block that it closes needs; where the file has syntax errors, the
/// indentation of the bracket.
std::vector<TextEdit> formattedBlock(const source::SourceManager& sources, source::FileId file, std::uint32_t offset);

/// After a new line was begun: its indentation, by the brackets that are open before it.
std::vector<TextEdit> indentedLine(const source::SourceManager& sources, source::FileId file, std::uint32_t offset);

} // namespace stackc::ide
