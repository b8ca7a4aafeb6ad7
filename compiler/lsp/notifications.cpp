// What editors tell.

#include "lsp/features.h"
#include "lsp/uri.h"

#include <nlohmann/json.hpp>
#include <optional>

namespace stackc::lsp {

namespace {

std::int64_t versionIn(const Json& params) {
    const Json& version = at(params, "textDocument/version");
    return version.is_number_integer() ? version.get<std::int64_t>() : 0;
}

/// The paths of the members `uri` of a list; with a type those of events of that type.
std::vector<std::string> pathsIn(const Json& list, std::optional<int> type = std::nullopt) {
    std::vector<std::string> paths;
    if (list.is_array())
        for (const Json& one : list)
            if (std::string uri = textAt(one, "uri"); !uri.empty() && (!type || at(one, "type") == *type))
                paths.push_back(pathOfUri(uri));
    return paths;
}

} // namespace

void notified(Session& session, std::string_view method, const Json& params) {
    Workspace& workspace = session.workspace;
    std::string uri = textAt(params, "textDocument/uri");
    if (method == "textDocument/didOpen") {
        workspace.open({uri, versionIn(params), textAt(params, "textDocument/text"),
                        textAt(params, "textDocument/languageId") == "stack"});
    } else if (method == "textDocument/didChange") {
        workspace.change(uri, versionIn(params), at(params, "contentChanges"));
    } else if (method == "textDocument/didClose") {
        workspace.close(uri);
        session.tokens.erase(uri);
    } else if (method == "textDocument/didSave") {
        workspace.saved(uri);
    } else if (method == "workspace/didChangeWatchedFiles") {
        constexpr int created = 1;
        workspace.changed(pathsIn(at(params, "changes")));
        workspace.made(pathsIn(at(params, "changes"), created));
    } else if (method == "workspace/didChangeWorkspaceFolders") {
        workspace.changeFolders(pathsIn(at(params, "event/added")), pathsIn(at(params, "event/removed")));
    }
}

} // namespace stackc::lsp
