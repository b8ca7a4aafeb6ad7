#pragma once
// Words of the command line that nothing takes.

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace stackc::driver {

/// What is to be said, after a parse, of the first word that is too many, or of a command that was mistyped, with the
/// one that was probably meant. `words` are those that neither a command nor an option of `app` took. Empty if all is
/// well.
std::string superfluous(const CLI::App& app, const std::vector<std::string>& words);

} // namespace stackc::driver
