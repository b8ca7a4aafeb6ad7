#pragma once
// Other programs that are run: their input and output are texts.

#include <mutex>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace stackc::support {

/// What became of a program.
struct Finished {
    int status = 0;     ///< its exit status; 128 and the number of the signal that ended it; -errno: it didn't run
    std::string output; ///< what it wrote to its standard output
    std::string errors; ///< what it wrote to its standard error stream, where that is kept
};

enum class Errors : unsigned char { Shown, Kept };

/// Lets another thread end a program that is run with it, and all that this one has started: by SIGTERM.
class Ending {
public:
    /// Ends the program. One that hasn't begun doesn't run: its status is -ECANCELED.
    void end();

private:
    friend class Child;
    std::mutex lock_;
    pid_t group_ = 0; ///< of the program while it runs
    bool isEnded_ = false;
};

/// Runs the program, found in PATH, with its arguments, `input` as its standard input and our standard error stream, or
/// one that is kept, and waits for its end. It has our environment but for the variables in `without`. Several threads
/// may run programs at once. With `ending`, which is for one program, the terminal doesn't end it: whoever has that
/// does.
Finished run(const std::vector<std::string>& command, std::string_view input = {},
             const std::vector<std::string_view>& without = {}, Errors errors = Errors::Shown,
             Ending* ending = nullptr);

} // namespace stackc::support
