#pragma once
// Edits of documents as an editor takes them.

#include "lsp/once.h"
#include "lsp/workspace.h"

#include <map>
#include <string>

namespace stackc::lsp {

/// The edits of documents by their URIs, each a TextEdit.
using Edits = std::map<std::string, Once>;

/// As a WorkspaceEdit. Where the editor takes versions, those of open documents are told, so that it makes no edit of
/// another text; files that are not open have none.
Json workspaceEdit(const Workspace& workspace, Edits edits);

} // namespace stackc::lsp
