#include "lsp/edits.h"

#include <nlohmann/json.hpp>

namespace stackc::lsp {

Json workspaceEdit(const Workspace& workspace, Edits edits) {
    Json changes = Json::object();
    Json versioned = Json::array();
    for (auto& [uri, ofDocument] : edits) {
        const Document* document = workspace.document(uri);
        if (!workspace.client().takesVersions) {
            changes[uri] = ofDocument.take();
            continue;
        }
        Json version = document == nullptr ? Json(nullptr) : Json(document->version);
        versioned.push_back(
            {{"textDocument", {{"uri", uri}, {"version", std::move(version)}}}, {"edits", ofDocument.take()}});
    }
    if (workspace.client().takesVersions)
        return {{"documentChanges", std::move(versioned)}};
    return {{"changes", std::move(changes)}};
}

} // namespace stackc::lsp
