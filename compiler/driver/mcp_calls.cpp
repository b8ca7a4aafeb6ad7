#include "driver/mcp_calls.h"

#include <algorithm>
#include <utility>

namespace stackc::driver {

Calls::Calls() {
    unsigned count = std::max(1U, std::thread::hardware_concurrency());
    for (unsigned i = 0; i < count; ++i)
        workers_.emplace_back([this] { workOn(); });
}

Calls::~Calls() {
    {
        std::lock_guard guard(lock_);
        isAtEnd_ = true;
        for (const auto& call : calls_)
            end(*call);
    }
    changed_.notify_all();
    for (std::thread& worker : workers_)
        worker.join();
}

void Calls::begin(std::string id, Work work) {
    {
        std::lock_guard guard(lock_);
        calls_.push_back(std::make_unique<Call>(std::move(id), std::move(work)));
    }
    changed_.notify_one();
}

void Calls::cancel(const std::string& id) {
    std::lock_guard guard(lock_);
    for (const auto& call : calls_)
        if (call->id == id)
            end(*call);
}

void Calls::end(Call& call) {
    call.isCancelled = true;
    call.ending.end();
}

/// The first that waits; null: none is left, and none will come.
Calls::Call* Calls::next() {
    std::unique_lock guard(lock_);
    for (;;) {
        auto found = std::find_if(calls_.begin(), calls_.end(), [](const auto& call) { return !call->hasBegun; });
        if (found != calls_.end()) {
            (*found)->hasBegun = true;
            return found->get();
        }
        if (isAtEnd_)
            return nullptr;
        changed_.wait(guard);
    }
}

void Calls::workOn() {
    while (Call* call = next()) {
        call->work(call->ending, [&] {
            std::lock_guard guard(lock_);
            return call->isCancelled;
        });
        std::lock_guard guard(lock_);
        calls_.remove_if([&](const auto& one) { return one.get() == call; });
    }
}

} // namespace stackc::driver
