#pragma once
// What editors ask for: for each method what is answered.

#include "ide/preview.h"
#include "ide/reach.h"
#include "lsp/json_rpc.h"
#include "lsp/shown.h"
#include "lsp/workspace.h"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace stackc::lsp {

/// Why there is no answer: a code of JSON-RPC or of the protocol, and words.
struct Refusal {
    int code = 0;
    std::string message;
};

enum RefusalCode : int {
    ServerNotInitialized = -32002,
    ContentModified = -32801,
    RequestCancelled = -32800,
    RequestFailed = -32803,
};

/// What was sent of the tokens of a document, for what changed since.
struct SentTokens {
    std::string id;
    std::vector<std::uint32_t> numbers;
};

struct Session {
    Workspace workspace;
    Output& output;
    std::map<std::string, SentTokens> tokens{}; ///< by URI
    std::uint64_t tokenIds = 0;
    std::shared_ptr<ide::Reaches> reaches{}; ///< of the stack that was last asked for
    std::shared_ptr<ide::Previews> previews{};
};

/// A request as it is worked on. Throws Refusal.
struct Request {
    Session& session;
    const Json& params;
    const ide::Stop& isCancelled;

    Workspace& workspace() const { return session.workspace; }
    std::string uri() const { return textAt(params, "textDocument/uri"); }
    /// Ends the work of a request that is not wanted any more.
    void check() const;
};

using Handler = Json (*)(const Request& request);

/// By methods.
const std::map<std::string_view, Handler>& handlers();
/// Which edits that arrive meanwhile make an answer one to another text, so that it is of no use.
enum class OutdatedBy : std::uint8_t {
    Nothing,
    Document, ///< by those of the document: it tells what is shown of it, or edits it
    Any,      ///< by all: it may edit each document
};
OutdatedBy outdatedBy(std::string_view method);
/// Does it need no stack to be evaluated? So does what an editor tells.
bool isQuick(std::string_view method);
/// What an editor tells, of documents and files; what is unknown is passed over.
void notified(Session& session, std::string_view method, const Json& params);
/// What `initialize` says of them.
Json abilities(const Client& client);

// ---- the answers, by what they are about

Json formatDocument(const Request& request);
Json formatRange(const Request& request);
Json formatOnType(const Request& request);
Json documentSymbols(const Request& request);
Json workspaceSymbols(const Request& request);
Json foldingRanges(const Request& request);
Json selectionRanges(const Request& request);
Json documentLinks(const Request& request);
Json allTokens(const Request& request);
Json changedTokens(const Request& request);
Json tokensInRange(const Request& request);
Json codeActions(const Request& request);
Json codeLenses(const Request& request);
Json resolveLens(const Request& request);
Json executeCommand(const Request& request);
Json hover(const Request& request);
Json definition(const Request& request);
Json typeDefinition(const Request& request);
Json references(const Request& request);
Json documentHighlights(const Request& request);
Json prepareRename(const Request& request);
Json rename(const Request& request);
Json prepareCalls(const Request& request);
Json incomingCalls(const Request& request);
Json outgoingCalls(const Request& request);
Json completion(const Request& request);
Json signatureHelp(const Request& request);
Json inlayHints(const Request& request);

/// For editors without lenses: what they would offer on the lines of `span`.
void addLensActions(const Request& request, const Place& place, source::Span span, Shown& shown, Json& actions);

} // namespace stackc::lsp
