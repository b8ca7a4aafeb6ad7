#include "lsp/queue.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace stackc::lsp {

namespace {

constexpr std::string_view didChange = "textDocument/didChange";

} // namespace

void Queue::push(Message message) {
    {
        std::lock_guard lock(mutex_);
        messages_.push_back(std::move(message));
    }
    arrived_.notify_one();
}

std::optional<Message> Queue::pop(bool isIdleWorkLeft) {
    std::unique_lock lock(mutex_);
    running_ = nullptr;
    isRunningCancelled_ = nullptr;
    if (messages_.empty() && isIdleWorkLeft) {
        isBusy_ = true;
        return std::nullopt;
    }
    isBusy_ = false;
    arrived_.wait(lock, [this] { return !messages_.empty(); });
    isBusy_ = true;
    Message message = std::move(messages_.front());
    messages_.pop_front();
    running_ = message.id;
    isRunningCancelled_ = message.isCancelled;
    return message;
}

std::optional<Message> Queue::cancel(const Json& id) {
    std::lock_guard lock(mutex_);
    auto found = std::find_if(messages_.begin(), messages_.end(),
                              [&](const Message& one) { return one.id != nullptr && *one.id == id; });
    if (found != messages_.end()) {
        Message message = std::move(*found);
        messages_.erase(found);
        return message;
    }
    if (running_ != nullptr && *running_ == id)
        *isRunningCancelled_ = true;
    return std::nullopt;
}

bool Queue::isWaiting() const {
    std::lock_guard lock(mutex_);
    return !messages_.empty();
}

bool Queue::isWaiting(bool (*holds)(std::string_view method)) const {
    std::lock_guard lock(mutex_);
    return std::any_of(messages_.begin(), messages_.end(), [&](const Message& one) { return holds(one.method); });
}

bool Queue::putBack(const Message& message) {
    std::lock_guard lock(mutex_);
    if (std::any_of(messages_.begin(), messages_.end(), [](const Message& one) { return one.method == didChange; }))
        return false;
    messages_.push_back(message);
    return true;
}

bool Queue::changes(const std::string& uri) const {
    std::lock_guard lock(mutex_);
    return std::any_of(messages_.begin(), messages_.end(),
                       [&](const Message& one) { return one.method == didChange && one.uri == uri; });
}

bool Queue::changes() const {
    std::lock_guard lock(mutex_);
    return std::any_of(messages_.begin(), messages_.end(), [](const Message& one) { return one.method == didChange; });
}

} // namespace stackc::lsp
