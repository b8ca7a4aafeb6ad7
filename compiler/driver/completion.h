#pragma once
// `stackc completion`: scripts by which shells complete the command line.

#include <string>
#include <vector>

namespace stackc::driver {

enum class Shell { Bash, Zsh, Fish, PowerShell };

/// An option as the command line has it.
struct OptionWords {
    std::vector<std::string> names; ///< `-o`, `--output`
    std::string doc;
    bool takesValue = false;
    std::vector<std::string> choices; ///< the values that it takes; none: any
};

/// A command, or, without a path, the program.
struct CommandWords {
    std::string path; ///< "build", "import crd"
    std::string doc;
    std::vector<OptionWords> options; ///< with those of the program
    std::vector<std::string> choices; ///< of what stands behind it without a name; none: files
};

/// The script for the commands, those of commands behind them. Files are completed where nothing else is said.
std::string completionScript(Shell shell, const std::vector<CommandWords>& commands);

} // namespace stackc::driver
