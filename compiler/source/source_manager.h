#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "source/span.h"

namespace stackc::source {

/// Both count from 1; a column counts code points.
struct Position {
    std::uint32_t line = 1;
    std::uint32_t column = 1;
};

/// Who wrote a file: the author of the chart, or the library that comes with the compiler.
enum class Writer : std::uint8_t { Author, Library };

/// Owns the texts of all files of a run. Views it hands out live as long as the manager does, also when it is moved.
class SourceManager {
public:
    SourceManager() = default;
    SourceManager(SourceManager&&) = default;
    SourceManager& operator=(SourceManager&&) = default;
    SourceManager(const SourceManager&) = delete;
    SourceManager& operator=(const SourceManager&) = delete;

    /// `path` is what diagnostics show; nothing is read from disk here.
    FileId add(std::string path, std::string text, Writer writer = Writer::Author);

    /// The file that was added under that path.
    std::optional<FileId> find(std::string_view path) const;

    std::string_view path(FileId file) const;
    Writer writer(FileId file) const;
    std::string_view text(FileId file) const;
    /// The text a span covers; empty for a span that points nowhere.
    std::string_view text(Span span) const;
    std::size_t fileCount() const { return files_.size(); }

    Position position(FileId file, std::uint32_t offset) const;
    /// A line's text without its line end; `line` counts from 1.
    std::string_view line(FileId file, std::uint32_t line) const;
    /// The byte offset at which a line begins; `line` counts from 1.
    std::uint32_t lineBegin(FileId file, std::uint32_t line) const;

private:
    struct File {
        std::string path;
        std::string text;
        Writer writer;
        /// Offsets of line starts, filled when first asked for.
        mutable std::vector<std::uint32_t> lines;
    };

    const File& get(FileId file) const;
    static const std::vector<std::uint32_t>& linesOf(const File& file);

    std::deque<File> files_;
};

} // namespace stackc::source
