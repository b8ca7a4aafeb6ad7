#pragma once
// Calls of tools that run beside the reader.

#include "support/subprocess.h"

#include <condition_variable>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace stackc::driver {

/// As many run at once as there are processors; the others wait for their turn.
class Calls {
public:
    /// What a call does, in a thread of its own, and then has to say: nothing where it was cancelled meanwhile.
    using Work = std::function<void(support::Ending& ending, const std::function<bool()>& isCancelled)>;

    Calls();
    /// Cancels all calls and waits for their end.
    ~Calls();
    Calls(const Calls&) = delete;
    Calls& operator=(const Calls&) = delete;

    /// The call of a request, with its id as JSON.
    void begin(std::string id, Work work);
    /// Ends what the call has started. A request that is unknown, or answered already, changes nothing.
    void cancel(const std::string& id);

private:
    struct Call {
        Call(std::string request, Work does) : id(std::move(request)), work(std::move(does)) {}
        std::string id;
        Work work;
        support::Ending ending;
        bool isCancelled = false;
        bool hasBegun = false;
    };

    void workOn();
    Call* next();
    static void end(Call& call);

    std::mutex lock_;
    std::condition_variable changed_;
    std::list<std::unique_ptr<Call>> calls_; ///< that are not answered yet
    bool isAtEnd_ = false;
    std::vector<std::thread> workers_;
};

} // namespace stackc::driver
