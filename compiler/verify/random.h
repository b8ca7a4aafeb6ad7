#pragma once
// Choices that are the same on every machine for one seed.

#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

namespace stackc::verify {

class Random {
public:
    explicit Random(uint64_t seed) : engine_(seed) {}

    /// A number below `count`, which is not 0.
    size_t below(size_t count) { return static_cast<size_t>(engine_() % count); }
    /// True in so many of a hundred cases.
    bool chance(size_t percent) { return below(100) < percent; }
    template <typename T> const T& oneOf(const std::vector<T>& items) { return items[below(items.size())]; }

private:
    std::mt19937_64 engine_;
};

} // namespace stackc::verify
