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
};

/// Runs the program, found in PATH, with its arguments, `input` as its standard input and our standard error stream,
/// and waits for its end. It has our environment but for the variables in `without`.
Finished run(const std::vector<std::string>& command, std::string_view input = {},
             const std::vector<std::string_view>& without = {});

} // namespace stackc::support
