#pragma once
// The language server.

#include <functional>
#include <string>
#include <string_view>

namespace stackc::lsp {

/// Where editors can open the files of the library.
struct LibraryFiles {
    std::string folder; ///< empty: nowhere
    /// Makes sure that a file is there, whose name counts from the folder. False if that can't be done.
    std::function<bool(const std::string& name, std::string_view text)> write;
};

struct ServerOptions {
    int input = 0;
    int output = 1;
    LibraryFiles library;
    std::string version;                            ///< of the program
    std::function<void(std::string_view line)> log; ///< takes what is worth a line; may be empty
};

/// Serves until the client says `exit` or is gone. The exit code: 0 after `shutdown`, else 1.
int serve(ServerOptions options);

} // namespace stackc::lsp
