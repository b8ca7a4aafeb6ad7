#pragma once
// The command line as completion has it.

#include "driver/completion.h"

namespace CLI {
class App;
}

namespace stackc::driver {

/// All commands of the program, outer ones first, with what each takes.
std::vector<CommandWords> commandsOf(const CLI::App& app);

} // namespace stackc::driver
