#pragma once
// What the client sent and nobody has worked on yet.

#include "lsp/json.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace stackc::lsp {

/// A request or a notification.
struct Message {
    std::string method;
    SharedJson id; ///< null: a notification
    SharedJson params;
    std::string uri; ///< of the document that it is about; empty if it is about none
    std::shared_ptr<std::atomic<bool>> isCancelled = std::make_shared<std::atomic<bool>>(false);
};

/// Between the thread that reads and the one that works.
class Queue {
public:
    void push(Message message);

    /// The oldest message. If there is none: nothing at once where `isIdleWorkLeft`, else it waits for one.
    std::optional<Message> pop(bool isIdleWorkLeft);

    /// Takes out the request with that id. Nothing if it isn't waiting: where it is being worked on, it learns of it.
    std::optional<Message> cancel(const Json& id);

    /// Is something waiting?
    bool isWaiting() const;
    /// Does something wait for which that holds?
    bool isWaiting(bool (*holds)(std::string_view method)) const;
    /// Puts the request that was popped last behind all others. False if a change of a document waits: it would be of
    /// another text.
    bool putBack(const Message& message);
    /// Does a change of the document wait?
    bool changes(const std::string& uri) const;
    /// Does a change of any document wait?
    bool changes() const;
    /// Is a message, or idle work, being worked on?
    bool isBusy() const { return isBusy_; }

private:
    mutable std::mutex mutex_;
    std::condition_variable arrived_;
    std::deque<Message> messages_;
    SharedJson running_; ///< the id of the request that was popped last
    std::shared_ptr<std::atomic<bool>> isRunningCancelled_;
    std::atomic<bool> isBusy_ = false;
};

} // namespace stackc::lsp
