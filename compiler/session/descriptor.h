#pragma once

#include <unistd.h>
#include <utility>

namespace stackc::session {

/// A descriptor of the system's that is closed at the end.
class Descriptor {
public:
    explicit Descriptor(int number = -1) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }
    ~Descriptor() {
        if (isOpen())
            ::close(number_);
    }

    /// False, and errno, where the system only now says what is wrong.
    bool close() { return ::close(std::exchange(number_, -1)) == 0; }

    int get() const { return number_; }
    bool isOpen() const { return number_ >= 0; }

private:
    int number_;
};

} // namespace stackc::session
