#pragma once
// Other programs that are run: their input and output are texts.

#include <string>
#include <string_view>
#include <vector>

namespace stackc::support {

/// What became of a program.
struct Finished {
    int status = 0;     ///< its exit status; 128 and the number of the signal that ended it; -errno: it didn't run
    std::string output; ///< what it wrote to its standard output
    std::string errors; ///< what it wrote to its standard error stream, where that is kept
};

enum class Errors : unsigned char { Shown, Kept };

/// Runs the program, found in PATH, with its arguments, `input` as its standard input and our standard error stream, or
/// one that is kept, and waits for its end. It has our environment but for the variables in `without`. Several threads
/// may run programs at once.
Finished run(const std::vector<std::string>& command, std::string_view input = {},
             const std::vector<std::string_view>& without = {}, Errors errors = Errors::Shown);

} // namespace stackc::support
