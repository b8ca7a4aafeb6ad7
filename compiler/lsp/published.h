#pragma once
// What the editor was told of files.

#include "lsp/framing.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace stackc::lsp {

/// A file as it is told of: by the URI that the editor has for it, with its version where it is open.
struct Told {
    std::string path, uri;
    std::optional<std::int64_t> version;
};

/// Sends diagnostics where they are others than the last time.
class Published {
public:
    explicit Published(Output& output) : output_(output) {}

    /// All diagnostics of a file. What was said of it under another URI is taken back: editors may write it otherwise
    /// than we do.
    void say(const Told& file, Json diagnostics);
    /// An editor that opens a file forgets what it was told of it.
    void forget(const std::string& path);

private:
    void send(Json params);

    struct Said {
        std::string uri;
        std::string text; ///< of the message; empty: it has to be said again
    };

    Output& output_;
    std::map<std::string, Said> said_; ///< by path
};

} // namespace stackc::lsp
