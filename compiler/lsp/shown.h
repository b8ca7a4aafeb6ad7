#pragma once
// Places and diagnostics of a stack as the protocol writes them.

#include "ide/analysis.h"
#include "lsp/lines.h"
#include "lsp/workspace.h"

#include <map>
#include <string>

namespace stackc::lsp {

class Shown {
public:
    Shown(const ide::Analysis& analysis, const Workspace& workspace) : analysis_(analysis), workspace_(workspace) {}

    const Lines& lines(source::FileId file);
    Json range(source::Span span);
    /// `{uri, range}`
    Json location(source::Span span);
    /// `{uri, …}` changes as a WorkspaceEdit's `changes`.
    std::string uri(source::FileId file) const { return workspace_.uriOf(analysis_.sources(), file); }
    Json diagnostic(const diag::Diagnostic& diagnostic);

private:
    Json related(const diag::Diagnostic& diagnostic);

    const ide::Analysis& analysis_;
    const Workspace& workspace_;
    std::map<source::FileId, Lines> lines_;
};

} // namespace stackc::lsp
