#pragma once
// What the standard library of Debian's Emscripten lacks of C++20, and the compiler uses: the algorithms on ranges,
// floating-point numbers as text, `bit_cast`, and the order of texts. Included in front of every file of the page's
// program.

#include <algorithm>
#include <charconv>
#include <compare>
#include <functional>
#include <iterator>
#include <string>
#include <utility>

#if _LIBCPP_VERSION >= 14000
#error "this libc++ is newer than the one that these are written for: which of them does it still lack?"
#endif

namespace std { // NOLINT: that is what is mended

to_chars_result to_chars(char* first, char* last, double value, chars_format format);
to_chars_result to_chars(char* first, char* last, float value, chars_format format);
from_chars_result from_chars(const char* first, const char* last, double& value);

template <typename To, typename From> constexpr To bit_cast(const From& from) noexcept {
    return __builtin_bit_cast(To, from);
}

inline strong_ordering operator<=>(const string& left, const string& right) noexcept {
    return left.compare(right) <=> 0;
}

namespace ranges {

/// A predicate on what the projection makes of an element.
template <typename Predicate, typename Projection> auto onProjected(Predicate& predicate, Projection& projection) {
    return [&](auto&& element) -> decltype(auto) { return std::invoke(predicate, std::invoke(projection, element)); };
}

/// A comparison of what the projections make of two elements.
template <typename Compare, typename Left, typename Right>
auto onProjected(Compare& compare, Left& left, Right& right) {
    return [&](auto&& a, auto&& b) -> decltype(auto) {
        return std::invoke(compare, std::invoke(left, a), std::invoke(right, b));
    };
}

template <typename Range, typename Predicate, typename Projection = identity>
constexpr bool all_of(Range&& range, Predicate predicate, Projection projection = {}) {
    return std::all_of(std::begin(range), std::end(range), onProjected(predicate, projection));
}

template <typename Range, typename Predicate, typename Projection = identity>
constexpr bool any_of(Range&& range, Predicate predicate, Projection projection = {}) {
    return std::any_of(std::begin(range), std::end(range), onProjected(predicate, projection));
}

template <typename Range, typename Predicate, typename Projection = identity>
constexpr bool none_of(Range&& range, Predicate predicate, Projection projection = {}) {
    return std::none_of(std::begin(range), std::end(range), onProjected(predicate, projection));
}

template <typename Range, typename Predicate, typename Projection = identity>
constexpr auto find_if(Range&& range, Predicate predicate, Projection projection = {}) {
    return std::find_if(std::begin(range), std::end(range), onProjected(predicate, projection));
}

template <typename Range, typename Predicate, typename Projection = identity>
constexpr auto find_if_not(Range&& range, Predicate predicate, Projection projection = {}) {
    return std::find_if_not(std::begin(range), std::end(range), onProjected(predicate, projection));
}

template <typename Range, typename Value, typename Projection = identity>
constexpr auto find(Range&& range, const Value& value, Projection projection = {}) {
    return std::find_if(std::begin(range), std::end(range),
                        [&](auto&& element) { return std::invoke(projection, element) == value; });
}

template <typename Left, typename Right, typename Compare = equal_to, typename OfLeft = identity,
          typename OfRight = identity>
constexpr bool equal(Left&& left, Right&& right, Compare compare = {}, OfLeft ofLeft = {}, OfRight ofRight = {}) {
    return std::equal(std::begin(left), std::end(left), std::begin(right), std::end(right),
                      onProjected(compare, ofLeft, ofRight));
}

template <typename Range, typename Value, typename Compare = less>
constexpr bool binary_search(Range&& range, const Value& value, Compare compare = {}) {
    return std::binary_search(std::begin(range), std::end(range), value, compare);
}

template <typename Range, typename Compare = less> constexpr bool is_sorted(Range&& range, Compare compare = {}) {
    return std::is_sorted(std::begin(range), std::end(range), compare);
}

template <typename Range, typename Compare = less, typename Projection = identity>
void sort(Range&& range, Compare compare = {}, Projection projection = {}) {
    std::sort(std::begin(range), std::end(range), onProjected(compare, projection, projection));
}

template <typename Range, typename Compare = less, typename Projection = identity>
void stable_sort(Range&& range, Compare compare = {}, Projection projection = {}) {
    std::stable_sort(std::begin(range), std::end(range), onProjected(compare, projection, projection));
}

template <typename Range, typename Out, typename Function> void transform(Range&& range, Out out, Function function) {
    std::transform(std::begin(range), std::end(range), out, function);
}

template <typename Range, typename Out, typename Predicate> void copy_if(Range&& range, Out out, Predicate predicate) {
    std::copy_if(std::begin(range), std::end(range), out, predicate);
}

template <typename Range, typename Out> void move(Range&& range, Out out) {
    std::move(std::begin(range), std::end(range), out);
}

} // namespace ranges

} // namespace std
