#include "verify/parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace stackc::verify {

void inParallel(size_t count, const std::function<void(size_t)>& work) {
    std::atomic<size_t> next = 0;
    std::exception_ptr failure;
    std::mutex mutex;
    auto run = [&] {
        for (size_t i = next++; i < count; i = next++)
            try {
                work(i);
            } catch (...) {
                const std::scoped_lock lock(mutex);
                failure = std::current_exception();
                next = count;
            }
    };
    {
        std::vector<std::jthread> threads;
        for (size_t i = 1; i < std::min<size_t>(count, std::max(2U, std::thread::hardware_concurrency())); ++i)
            threads.emplace_back(run);
        run();
    }
    if (failure)
        std::rethrow_exception(failure);
}

} // namespace stackc::verify
