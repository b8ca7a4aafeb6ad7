#include "lsp/progress.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace stackc::lsp {

void Progress::begin() {
    std::lock_guard lock(mutex_);
    if (isWorking_)
        return;
    isWorking_ = true;
    since_ = std::chrono::steady_clock::now();
}

void Progress::end() {
    std::lock_guard lock(mutex_);
    isWorking_ = false;
    if (isShown_)
        send({{"kind", "end"}});
    isShown_ = false;
}

void Progress::tick() {
    std::lock_guard lock(mutex_);
    bool isLong = isWorking_ && std::chrono::steady_clock::now() - since_ > std::chrono::seconds(1);
    if (!isAllowed_ || isShown_ || !isLong)
        return;
    isShown_ = true;
    ++token_;
    std::string token = fmt::format("stackc-{}", token_);
    output_.send({{"jsonrpc", "2.0"},
                  {"id", "progress-" + token},
                  {"method", "window/workDoneProgress/create"},
                  {"params", {{"token", token}}}});
    send({{"kind", "begin"}, {"title", "stackc"}, {"message", "checking"}, {"cancellable", false}});
}

void Progress::send(Json value) const {
    output_.send({{"jsonrpc", "2.0"},
                  {"method", "$/progress"},
                  {"params", {{"token", fmt::format("stackc-{}", token_)}, {"value", std::move(value)}}}});
}

} // namespace stackc::lsp
