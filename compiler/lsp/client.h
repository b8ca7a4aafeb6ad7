#pragma once
// What the editor said of itself.

#include "lsp/json.h"
#include "lsp/lines.h"

#include <string>
#include <vector>

namespace stackc::lsp {

struct Client {
    Encoding encoding = Encoding::Utf16;
    bool takesRelated = false;        ///< diagnostics with places beside their own
    bool takesTree = false;           ///< document symbols with children
    bool takesActionLiterals = false; ///< code actions that are no commands
    bool takesSnippets = false;       ///< texts with places to fill in
    bool takesNoParameter = false;    ///< signatures of which no parameter is the present one
    bool takesProgress = false;
    bool takesLenses = false;
    bool takesVersions = false;  ///< edits with the version of the document that they are of
    bool refreshesHints = false; ///< where it is told to, as lenses and tokens
    bool refreshesLenses = false;
    bool refreshesTokens = false;
    bool watchesFiles = false;       ///< if it is asked to
    bool registersDocuments = false; ///< tells of further documents if it is asked to
    bool foldsLinesOnly = false;
    bool checksWorkspace = true;      ///< stacks without an open file, too
    bool showsValues = true;          ///< hints of what environments make of values
    bool showsResults = false;        ///< of commands: else the server shows them as messages
    long process = 0;                 ///< its number, 0: none
    std::vector<std::string> folders; ///< of the workspace, as paths
};

/// What the parameters of `initialize` say; what is missing or wrong in them is as if it weren't there.
Client clientOf(const Json& params);

/// The member at a path such as "textDocument/uri", or null.
const Json& at(const Json& json, std::string_view path);
/// The text there, or "".
std::string textAt(const Json& json, std::string_view path);

} // namespace stackc::lsp
