#pragma once
// Places as the protocol counts them: lines and characters from 0, a character being a unit of UTF-16 or a byte.

#include "lsp/json.h"
#include "source/span.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace stackc::lsp {

enum class Encoding : std::uint8_t { Utf16, Utf8 };

/// The lines of a text, which must outlive it. A line ends at "\n", "\r\n" or "\r".
class Lines {
public:
    Lines(std::string_view text, Encoding encoding);

    /// `{line, character}` of a byte offset; one inside of a character counts as its begin, one behind the end as the
    /// end.
    Json position(std::size_t offset) const;
    Json range(std::size_t begin, std::size_t end) const;
    Json range(source::Span span) const;

    /// The byte offset of `{line, character}`: what is behind a line's end is its end, what is behind the text its end,
    /// and what is no place its begin.
    std::size_t offset(const Json& position) const;

    /// The same as numbers, for semantic tokens.
    std::uint32_t lineOf(std::size_t offset) const;
    std::uint32_t characterOf(std::size_t offset) const;
    std::uint32_t lengthOf(std::size_t begin, std::size_t end) const;

    std::size_t lineBegin(std::uint32_t line) const { return begins_[line]; }
    /// Without the line's end.
    std::size_t lineEnd(std::uint32_t line) const;
    std::uint32_t count() const { return static_cast<std::uint32_t>(begins_.size()); }

private:
    /// Of UTF-16, before a byte.
    std::size_t unitsBefore(std::size_t offset) const;

    std::string_view text_;
    Encoding encoding_;
    std::vector<std::size_t> begins_;
    std::vector<std::size_t> units_; ///< of UTF-16 before each step of the text: lines may be long
};

} // namespace stackc::lsp
