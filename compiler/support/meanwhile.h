#pragma once
// What is so for a while: as long as an object lives.

#include <utility>
#include <vector>

namespace stackc::support {

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

/// A list has one more item at its end for its lifetime.
template <typename T> class Pushed {
public:
    Pushed(std::vector<T>& list, T item) : list_(list) { list.push_back(std::move(item)); }
    ~Pushed() { list_.pop_back(); }
    Pushed(const Pushed&) = delete;
    Pushed& operator=(const Pushed&) = delete;

private:
    std::vector<T>& list_;
};

} // namespace stackc::support
