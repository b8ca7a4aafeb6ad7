#pragma once

#include <utility>

namespace stackc::eval {

/// A variable has another value for its lifetime.
template <typename T> class Meanwhile {
public:
    Meanwhile(T& variable, T value) : variable_(variable), saved_(std::exchange(variable, std::move(value))) {}
    ~Meanwhile() { variable_ = std::move(saved_); }
    Meanwhile(const Meanwhile&) = delete;
    Meanwhile& operator=(const Meanwhile&) = delete;

private:
    T& variable_;
    T saved_;
};

} // namespace stackc::eval
