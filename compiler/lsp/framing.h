#pragma once
// Messages on a stream: a header with the length of what follows, and that many bytes of JSON.

#include "lsp/json.h"

#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>

namespace stackc::lsp {

/// Takes a stream apart. What is no header is passed over up to the next one, so that one bad message costs no other.
class Input {
public:
    /// `wake` becomes readable when nothing more is wanted.
    Input(int stream, int wake) : stream_(stream), wake_(wake) {}

    enum class Kind : std::uint8_t {
        Message,  ///< `text` is what stands behind the header
        TooLarge, ///< a message was passed over
        Nothing,  ///< none came in time
        End,      ///< the stream ended, or what was sent is no protocol at all
    };
    struct Read {
        Kind kind;
        std::string text;
    };

    /// The next message, waiting for so long at most.
    Read next(std::chrono::milliseconds patience);

private:
    enum class Fill : std::uint8_t { More, Late, End };

    Fill fill(std::chrono::milliseconds patience);
    bool readHeader();

    int stream_;
    int wake_;
    std::string buffer_;
    std::size_t length_ = 0;   ///< of the message whose header was read
    bool isInBody_ = false;    ///< has the header been read?
    std::size_t passOver_ = 0; ///< bytes of a message that is too large
};

/// Sends messages, each as a whole, from any thread.
class Output {
public:
    explicit Output(int stream) : stream_(stream) {}

    /// What is no UTF-8 is sent as U+FFFD. A client that is gone is not told: its end of the input says so.
    void send(const Json& message);

private:
    int stream_;
    std::mutex mutex_;
};

} // namespace stackc::lsp
