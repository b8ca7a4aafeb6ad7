#include "lsp/refresh.h"

#include "support/stopping.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <tuple>
#include <utility>

namespace stackc::lsp {

namespace {

constexpr std::string_view tokens = "textDocument/semanticTokens/";

/// What the editor is told to ask for again, `workspace/VIEW/refresh`; empty if it can't be told.
std::string viewOf(const Client& client, std::string_view method) {
    if (client.refreshesHints && method == "textDocument/inlayHint")
        return "inlayHint";
    if (client.refreshesLenses && (method == "textDocument/codeLens" || method == "codeLens/resolve"))
        return "codeLens";
    return client.refreshesTokens && method.starts_with(tokens) ? "semanticTokens" : "";
}

std::string textOf(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

} // namespace

/// Of tokens all are kept, whether all were asked for or what has changed.
void Refresh::answered(const Session& session, const Message& request, const Json& result) {
    const auto& [method, uri, params] = std::tie(request.method, request.uri, request.params);
    const Document* document = session.workspace.document(uri);
    if (document == nullptr || viewOf(session.workspace.client(), method).empty())
        return;
    auto keep = [&](const std::string& asked, const std::string& of, SharedJson as, Json made) {
        shown_[{asked, of}] = {uri, std::move(as), document->version, session.workspace.revisionOf(uri),
                               std::make_shared<const Json>(std::move(made))};
    };
    if (!method.starts_with(tokens))
        keep(method, method == "codeLens/resolve" ? textOf(at(*params, "data")) : uri, params, result);
    else if (auto sent = session.tokens.find(uri); sent != session.tokens.end())
        keep(std::string(tokens) + "range", uri, std::make_shared<const Json>(Json{{"textDocument", {{"uri", uri}}}}),
             {{"data", sent->second.numbers}});
}

bool Refresh::isDue(const Workspace& workspace, const Shown& shown) {
    const Document* document = workspace.document(shown.uri);
    return document == nullptr || document->version != shown.version ||
           workspace.revisionOf(document->uri) != shown.revision;
}

bool Refresh::hasWork(const Workspace& workspace) const {
    return std::any_of(shown_.begin(), shown_.end(), [&](const auto& one) { return isDue(workspace, one.second); });
}

void Refresh::work(Session& session, const ide::Stop& abandon) {
    Workspace& workspace = session.workspace;
    auto due =
        std::find_if(shown_.begin(), shown_.end(), [&](const auto& one) { return isDue(workspace, one.second); });
    if (due == shown_.end())
        return;
    auto& [key, shown] = *due;
    const Document* document = workspace.document(shown.uri);
    if (document == nullptr || document->version != shown.version) {
        shown_.erase(due);
        return;
    }
    const std::uint64_t before = std::exchange(shown.revision, workspace.revisionOf(document->uri));
    bool isSame = true;
    try {
        workspace.expect(isQuick(key.first) ? Workspace::Use::Files : Workspace::Use::Evaluation);
        isSame = handlers().at(key.first)(Request{session, *shown.params, abandon}) == *shown.result;
    } catch (const Refusal& refusal) { // with errors nothing is known
        if (refusal.code == RequestCancelled) {
            shown.revision = before;
            return;
        }
    } catch (const support::Stopped&) {
        shown.revision = before;
        return;
    }
    if (!isSame)
        tell(session, viewOf(workspace.client(), key.first));
}

void Refresh::tell(Session& session, const std::string& view) {
    std::erase_if(shown_, [&](const auto& one) { return viewOf(session.workspace.client(), one.first.first) == view; });
    ++told_;
    session.output.send({{"jsonrpc", "2.0"},
                         {"id", fmt::format("refresh-{}", told_)},
                         {"method", fmt::format("workspace/{}/refresh", view)}});
}

} // namespace stackc::lsp
