#pragma once
// Tells the editor when something takes long.

#include "lsp/framing.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>

namespace stackc::lsp {

class Progress {
public:
    explicit Progress(Output& output) : output_(output) {}

    /// Does the client show it?
    void allow() { isAllowed_ = true; }

    /// Work begins, and ends: by the thread that works.
    void begin();
    void end();
    /// By the thread that reads, now and then: shows what has been going on for a second.
    void tick();

private:
    void send(Json value) const;

    Output& output_;
    std::atomic<bool> isAllowed_ = false;
    std::mutex mutex_;
    bool isWorking_ = false;
    bool isShown_ = false;
    std::chrono::steady_clock::time_point since_;
    std::uint64_t token_ = 0;
};

} // namespace stackc::lsp
