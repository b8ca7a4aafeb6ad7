#include "lsp/features.h"

#include "ide/coloring.h"
#include "lsp/lenses.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace stackc::lsp {

void Request::check() const {
    if (isCancelled())
        throw Refusal{RequestCancelled, "cancelled"};
}

const std::map<std::string_view, Handler>& handlers() {
    static const std::map<std::string_view, Handler> all{
        {"callHierarchy/incomingCalls", incomingCalls},
        {"callHierarchy/outgoingCalls", outgoingCalls},
        {"codeLens/resolve", resolveLens},
        {"textDocument/codeAction", codeActions},
        {"textDocument/codeLens", codeLenses},
        {"textDocument/completion", completion},
        {"textDocument/definition", definition},
        {"textDocument/documentHighlight", documentHighlights},
        {"textDocument/documentLink", documentLinks},
        {"textDocument/documentSymbol", documentSymbols},
        {"textDocument/foldingRange", foldingRanges},
        {"textDocument/formatting", formatDocument},
        {"textDocument/hover", hover},
        {"textDocument/inlayHint", inlayHints},
        {"textDocument/onTypeFormatting", formatOnType},
        {"textDocument/prepareCallHierarchy", prepareCalls},
        {"textDocument/prepareRename", prepareRename},
        {"textDocument/rangeFormatting", formatRange},
        {"textDocument/references", references},
        {"textDocument/rename", rename},
        {"textDocument/selectionRange", selectionRanges},
        {"textDocument/semanticTokens/full", allTokens},
        {"textDocument/semanticTokens/full/delta", changedTokens},
        {"textDocument/semanticTokens/range", tokensInRange},
        {"textDocument/signatureHelp", signatureHelp},
        {"textDocument/typeDefinition", typeDefinition},
        {"workspace/executeCommand", executeCommand},
        {"workspace/symbol", workspaceSymbols},
    };
    return all;
}

OutdatedBy outdatedBy(std::string_view method) {
    constexpr std::array<std::string_view, 14> ofDocument{
        "codeLens/resolve",
        "textDocument/codeAction",
        "textDocument/codeLens",
        "textDocument/documentHighlight",
        "textDocument/documentLink",
        "textDocument/documentSymbol",
        "textDocument/foldingRange",
        "textDocument/formatting",
        "textDocument/inlayHint",
        "textDocument/onTypeFormatting",
        "textDocument/rangeFormatting",
        "textDocument/semanticTokens/full",
        "textDocument/semanticTokens/full/delta",
        "textDocument/semanticTokens/range",
    };
    if (method == "textDocument/rename")
        return OutdatedBy::Any;
    bool isOfDocument = std::find(ofDocument.begin(), ofDocument.end(), method) != ofDocument.end();
    return isOfDocument ? OutdatedBy::Document : OutdatedBy::Nothing;
}

bool isQuick(std::string_view method) {
    constexpr std::array<std::string_view, 4> evaluating{
        "codeLens/resolve",
        "textDocument/codeAction",
        "textDocument/rename",
        "workspace/executeCommand",
    };
    return std::find(evaluating.begin(), evaluating.end(), method) == evaluating.end();
}

Json abilities(const Client& client) {
    constexpr int incremental = 2;
    return {
        {"positionEncoding", client.encoding == Encoding::Utf8 ? "utf-8" : "utf-16"},
        {"textDocumentSync", {{"openClose", true}, {"change", incremental}, {"save", {{"includeText", false}}}}},
        {"callHierarchyProvider", true},
        {"completionProvider", {{"triggerCharacters", {".", "@"}}, {"resolveProvider", false}}},
        {"definitionProvider", true},
        {"documentHighlightProvider", true},
        {"hoverProvider", true},
        {"inlayHintProvider", true},
        {"referencesProvider", true},
        {"renameProvider", {{"prepareProvider", true}}},
        {"signatureHelpProvider", {{"triggerCharacters", {"(", ","}}, {"retriggerCharacters", {")"}}}},
        {"typeDefinitionProvider", true},
        {"documentFormattingProvider", true},
        {"documentRangeFormattingProvider", true},
        {"documentOnTypeFormattingProvider", {{"firstTriggerCharacter", "}"}, {"moreTriggerCharacter", {"\n"}}}},
        {"documentSymbolProvider", true},
        {"workspaceSymbolProvider", true},
        {"foldingRangeProvider", true},
        {"selectionRangeProvider", true},
        {"documentLinkProvider", {{"resolveProvider", false}}},
        {"codeLensProvider", {{"resolveProvider", true}}},
        {"executeCommandProvider", {{"commands", {showReached, runTest, previewCommand}}}},
        {"codeActionProvider", {{"codeActionKinds", {"quickfix", "source.fixAll"}}}},
        {"semanticTokensProvider",
         {{"legend", {{"tokenTypes", ide::colorNames()}, {"tokenModifiers", ide::modifierNames()}}},
          {"full", {{"delta", true}}},
          {"range", true}}},
        {"workspace", {{"workspaceFolders", {{"supported", true}, {"changeNotifications", true}}}}},
    };
}

} // namespace stackc::lsp
