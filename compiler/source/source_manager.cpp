#include "source/source_manager.h"

#include "text/utf8.h"

#include <algorithm>
#include <cassert>

namespace stackc::source {

namespace {

/// How many code points begin in the text. In blocks whose count is a byte, which many are added up of at once: a line
/// may have megabytes, and any number of places in it.
std::uint32_t codePoints(std::string_view text) {
    constexpr std::size_t block = 255;
    std::uint32_t sum = 0;
    for (; !text.empty(); text.remove_prefix(std::min(block, text.size()))) {
        std::uint8_t count = 0;
        for (char c : text.substr(0, block))
            count += text::isInsideRune(c) ? 0 : 1;
        sum += count;
    }
    return sum;
}

} // namespace

FileId SourceManager::add(std::string path, std::string text, Writer writer) {
    assert(text.size() < UINT32_MAX);
    files_.push_back(File{std::move(path), std::move(text), writer, {}});
    return FileId(files_.size() - 1);
}

std::optional<FileId> SourceManager::find(std::string_view path) const {
    for (std::size_t i = 0; i < files_.size(); ++i)
        if (files_[i].path == path)
            return FileId(i);
    return std::nullopt;
}

const SourceManager::File& SourceManager::get(FileId file) const {
    assert(file.index < files_.size());
    return files_[file.index];
}

std::string_view SourceManager::path(FileId file) const { return get(file).path; }

Writer SourceManager::writer(FileId file) const { return get(file).writer; }

std::string_view SourceManager::text(FileId file) const { return get(file).text; }

std::string_view SourceManager::text(Span span) const {
    if (!span.valid())
        return {};
    std::string_view all = text(span.file);
    std::size_t begin = std::min<std::size_t>(span.begin, all.size());
    return all.substr(begin, span.end - span.begin);
}

const std::vector<std::uint32_t>& SourceManager::linesOf(const File& file) {
    if (file.lines.empty()) {
        file.lines.push_back(0);
        for (std::uint32_t i = 0; i < file.text.size(); ++i) {
            if (file.text[i] == '\n')
                file.lines.push_back(i + 1);
        }
    }
    return file.lines;
}

Position SourceManager::position(FileId file, std::uint32_t offset) const {
    const File& f = get(file);
    offset = std::min<std::uint32_t>(offset, static_cast<std::uint32_t>(f.text.size()));
    const auto& lines = linesOf(f);
    auto after = std::upper_bound(lines.begin(), lines.end(), offset);
    auto line = static_cast<std::uint32_t>(after - lines.begin());
    std::string_view before = std::string_view(f.text).substr(lines[line - 1], offset - lines[line - 1]);
    return {line, codePoints(before) + 1};
}

std::uint32_t SourceManager::lineBegin(FileId file, std::uint32_t line) const {
    const auto& lines = linesOf(get(file));
    assert(line >= 1 && line <= lines.size());
    return lines[line - 1];
}

std::string_view SourceManager::line(FileId file, std::uint32_t line) const {
    const File& f = get(file);
    std::uint32_t begin = lineBegin(file, line);
    std::string_view rest = std::string_view(f.text).substr(begin);
    std::string_view result = rest.substr(0, rest.find('\n'));
    if (result.ends_with('\r'))
        result.remove_suffix(1);
    return result;
}

} // namespace stackc::source
