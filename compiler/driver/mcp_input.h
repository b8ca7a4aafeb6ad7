#pragma once
// The lines that a server reads, until they end or it is told to end.

#include <array>
#include <optional>
#include <string>

namespace stackc::driver {

/// The standard input. There is one at most: for its lifetime signals that would end the process end the lines.
class InputLines {
public:
    /// Of a line that is longer than `longest` there is the beginning, which is longer, too.
    explicit InputLines(size_t longest);
    ~InputLines();
    InputLines(const InputLines&) = delete;
    InputLines& operator=(const InputLines&) = delete;

    /// A line without its end; nothing where there is none any more.
    std::optional<std::string> next();
    /// What ended the lines; 0: they ended by themselves.
    int signal() const { return signal_; }

private:
    bool read();

    size_t longest_;
    std::array<int, 2> told_{-1, -1}; ///< a pipe: the numbers of signals
    std::string ahead_;               ///< read already
    int signal_ = 0;
};

} // namespace stackc::driver
