#pragma once
// What is known of a text whose value is not: its characters and its length. Enough to show that a name made of other
// names is a DNS label.

#include <bitset>
#include <cstdint>
#include <string_view>

namespace stackc::sema {

struct TextShape {
    static constexpr int64_t unbounded = -1;

    std::bitset<128> chars; ///< that can occur
    std::bitset<128> first; ///< that can stand first, where the text is not empty
    std::bitset<128> last;
    bool other = false; ///< can hold something beside ASCII
    int64_t min = 0;
    int64_t max = 0; ///< in characters; `unbounded`

    static TextShape anything();
    static TextShape of(std::string_view text);
    static TextShape of(const std::bitset<128>& chars, int64_t min, int64_t max);
    /// Of the texts that an anchored pattern matches; anything() for a pattern that is not understood.
    static TextShape ofPattern(std::string_view pattern);

    bool isDnsLabel() const;
    bool isAscii() const { return !other; }
};

/// Of `a` followed by `b`.
TextShape operator+(const TextShape& a, const TextShape& b);
/// Of `a` or `b`.
TextShape operator|(const TextShape& a, const TextShape& b);
/// Of `min` to `max` repetitions.
TextShape repeated(const TextShape& shape, int64_t min, int64_t max);
/// What `cut(text, length)` leaves.
TextShape cut(const TextShape& shape, int64_t length);

} // namespace stackc::sema
