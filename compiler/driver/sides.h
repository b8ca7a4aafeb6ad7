#pragma once
// The two states of a stack that a command compares, as the command line has them.

#include "driver/options.h"
#include "session/compilation.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace stackc::driver {

struct Side {
    std::string shown;                                 ///< as the user calls it
    std::string path;                                  ///< of a source, or of the folder of a former build
    std::optional<std::string> revision;               ///< of git; none: what is there now
    std::unique_ptr<session::Compilation> compilation; ///< of a source, once it is compiled

    bool isFormerBuild() const;
};

struct Sides {
    Side before, after;
};

/// Of one side or two, `git:REV`, `git:REV:PATH` or a path. A revision without a path is that of the other side's
/// source; beside one side alone stands the last commit or, for a revision, the current folder.
Sides sidesOf(const std::vector<std::string>& given);

/// Compiles the source of a side, does `more` with it where it has no errors, and tells what there is to tell: of a
/// revision its errors alone. Returns the exit code.
int compileSide(Side& side, const Options& options, const std::function<void(session::Compilation&)>& more);

} // namespace stackc::driver
