#pragma once
// The canonical layout as edits of what is there.

#include "source/source_manager.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace stackc::ide {

/// A text in the place of another.
struct Edit {
    source::Span span;
    std::string text;
};

/// What `stackc fmt` changes in the file, place by place; nothing where it has syntax errors.
std::optional<std::vector<Edit>> formatted(const source::SourceManager& sources, source::FileId file);

/// Of these edits those between two offsets.
std::optional<std::vector<Edit>> formattedRange(const source::SourceManager& sources, source::FileId file,
                                                std::uint32_t begin, std::uint32_t end);

/// After `}` was typed before `offset`: what the block that it closes needs; where the file has syntax errors, the
/// indentation of the bracket.
std::vector<Edit> formattedBlock(const source::SourceManager& sources, source::FileId file, std::uint32_t offset);

/// After a new line was begun: its indentation, by the brackets that are open before it.
std::vector<Edit> indentedLine(const source::SourceManager& sources, source::FileId file, std::uint32_t offset);

} // namespace stackc::ide
