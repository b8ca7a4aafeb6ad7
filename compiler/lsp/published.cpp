#include "lsp/published.h"

#include <nlohmann/json.hpp>

namespace stackc::lsp {

void Published::say(const Told& file, Json diagnostics) {
    bool isNothing = diagnostics.empty() && !file.version;
    Json params{{"uri", file.uri}, {"diagnostics", std::move(diagnostics)}};
    if (file.version)
        params["version"] = *file.version;
    std::string text = params.dump(-1, ' ', false, Json::error_handler_t::replace);
    auto last = said_.find(file.path);
    if (last != said_.end() && last->second.uri != file.uri) {
        send({{"uri", last->second.uri}, {"diagnostics", Json::array()}});
        said_.erase(last);
        last = said_.end();
    }
    if (last == said_.end() ? isNothing : last->second.text == text)
        return;
    if (isNothing)
        said_.erase(file.path);
    else
        said_[file.path] = {file.uri, std::move(text)};
    send(std::move(params));
}

void Published::forget(const std::string& path) {
    if (auto said = said_.find(path); said != said_.end())
        said->second.text.clear();
}

void Published::send(Json params) {
    output_.send({{"jsonrpc", "2.0"}, {"method", "textDocument/publishDiagnostics"}, {"params", std::move(params)}});
}

} // namespace stackc::lsp
