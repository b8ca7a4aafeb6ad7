#pragma once

#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace stackc::support {

/// Why there is no result, in words for the user.
struct Failure {
    std::string message;
};

/// A value, or why there is none.
template <typename Value> class Result {
public:
    Result(Value value) : state_(std::move(value)) {}
    Result(Failure failure) : state_(std::move(failure)) {}

    explicit operator bool() const { return std::holds_alternative<Value>(state_); }
    Value& operator*() {
        assert(*this);
        return *std::get_if<Value>(&state_);
    }
    const Value& operator*() const {
        assert(*this);
        return *std::get_if<Value>(&state_);
    }
    Value* operator->() { return &**this; }
    const Value* operator->() const { return &**this; }
    /// Only where there is no value.
    const std::string& error() const {
        assert(!*this);
        return std::get_if<Failure>(&state_)->message;
    }

private:
    std::variant<Value, Failure> state_;
};

} // namespace stackc::support
