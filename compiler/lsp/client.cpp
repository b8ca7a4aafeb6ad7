#include "lsp/client.h"

#include "lsp/uri.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace stackc::lsp {

namespace {

bool isTrue(const Json& json, std::string_view path) {
    const Json& found = at(json, path);
    return found.is_boolean() && found.get<bool>();
}

std::vector<std::string> foldersIn(const Json& params) {
    std::vector<std::string> folders;
    const Json& listed = at(params, "workspaceFolders");
    if (listed.is_array())
        for (const Json& folder : listed)
            if (std::string uri = textAt(folder, "uri"); !uri.empty())
                folders.push_back(pathOfUri(uri));
    if (folders.empty() && !textAt(params, "rootUri").empty())
        folders.push_back(pathOfUri(textAt(params, "rootUri")));
    return folders;
}

} // namespace

const Json& at(const Json& json, std::string_view path) {
    static const Json nothing;
    const Json* here = &json;
    while (!path.empty()) {
        std::size_t slash = std::min(path.find('/'), path.size());
        if (!here->is_object())
            return nothing;
        auto found = here->find(std::string(path.substr(0, slash)));
        if (found == here->end())
            return nothing;
        here = &*found;
        path.remove_prefix(std::min(slash + 1, path.size()));
    }
    return *here;
}

std::string textAt(const Json& json, std::string_view path) {
    const Json& found = at(json, path);
    return found.is_string() ? found.get<std::string>() : std::string();
}

Client clientOf(const Json& params) {
    Client client;
    const Json& can = at(params, "capabilities");
    const Json& encodings = at(can, "general/positionEncodings");
    if (encodings.is_array() && std::find(encodings.begin(), encodings.end(), Json("utf-8")) != encodings.end())
        client.encoding = Encoding::Utf8;
    client.takesRelated = isTrue(can, "textDocument/publishDiagnostics/relatedInformation");
    client.takesVersions = isTrue(can, "workspace/workspaceEdit/documentChanges");
    client.takesTree = isTrue(can, "textDocument/documentSymbol/hierarchicalDocumentSymbolSupport");
    client.takesActionLiterals = at(can, "textDocument/codeAction/codeActionLiteralSupport").is_object();
    client.takesSnippets = isTrue(can, "textDocument/completion/completionItem/snippetSupport");
    client.takesNoParameter = isTrue(can, "textDocument/signatureHelp/signatureInformation/noActiveParameterSupport");
    client.takesProgress = isTrue(can, "window/workDoneProgress");
    client.refreshesHints = isTrue(can, "workspace/inlayHint/refreshSupport");
    client.refreshesLenses = isTrue(can, "workspace/codeLens/refreshSupport");
    client.refreshesTokens = isTrue(can, "workspace/semanticTokens/refreshSupport");
    client.watchesFiles = isTrue(can, "workspace/didChangeWatchedFiles/dynamicRegistration");
    client.registersDocuments = isTrue(can, "textDocument/synchronization/dynamicRegistration");
    client.foldsLinesOnly = isTrue(can, "textDocument/foldingRange/lineFoldingOnly");
    client.takesLenses = at(can, "textDocument/codeLens").is_object();
    client.showsResults = isTrue(params, "initializationOptions/showsResults");
    const Json& values = at(params, "initializationOptions/valueHints");
    client.showsValues = !values.is_boolean() || values.get<bool>();
    const Json& checks = at(params, "initializationOptions/checkWorkspace");
    client.checksWorkspace = !checks.is_boolean() || checks.get<bool>();
    if (const Json& process = at(params, "processId"); process.is_number_integer())
        client.process = process.get<long>();
    client.folders = foldersIn(params);
    return client;
}

} // namespace stackc::lsp
