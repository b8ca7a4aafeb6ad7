#pragma once
// What was shown of documents, which edits of other files change.

#include "lsp/features.h"
#include "lsp/queue.h"

#include <cstdint>
#include <map>
#include <string>
#include <utility>

namespace stackc::lsp {

/// Keeps the answers that an editor shows, as far as it can be told that they are others now: hints, lenses, tokens.
class Refresh {
public:
    /// A request was answered.
    void answered(const Session& session, const Message& request, const Json& result);

    /// May something be shown that is not so any more?
    bool hasWork(const Workspace& workspace) const;
    /// Asks for one answer once more, and tells the editor to do so where it is another. Ends where `abandon` holds.
    void work(Session& session, const ide::Stop& abandon);

private:
    struct Shown {
        std::string uri; ///< of the document
        SharedJson params;
        std::int64_t version = 0;   ///< of the document: of another one the editor asks itself
        std::uint64_t revision = 0; ///< of its stacks
        SharedJson result;
    };
    using Key = std::pair<std::string, std::string>; ///< the method, and what it was asked of

    static bool isDue(const Workspace& workspace, const Shown& shown);
    void tell(Session& session, const std::string& view);

    std::map<Key, Shown> shown_;
    std::uint64_t told_ = 0;
};

} // namespace stackc::lsp
