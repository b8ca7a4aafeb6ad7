#pragma once
// The open documents, the stacks that they belong to, and what is said of each file.

#include "ide/analysis.h"
#include "lsp/client.h"
#include "lsp/published.h"
#include "lsp/scan.h"
#include "lsp/server.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace stackc::lsp {

struct Document {
    std::string uri; ///< as the editor writes it
    std::int64_t version = 0;
    std::string text;
    bool isStack = false; ///< by its name, or because the editor says so
};

/// A file of a stack as it is now.
struct Place {
    std::shared_ptr<ide::Analysis> analysis;
    source::FileId file;
};

class Workspace {
public:
    Workspace(Output& output, LibraryFiles library) : library_(std::move(library)), published_(output) {}

    /// Before anything else.
    void setClient(const Client& client);

    void open(Document document);
    /// `changes` are those of `textDocument/didChange`, in order.
    void change(const std::string& uri, std::int64_t version, const Json& changes);
    void close(const std::string& uri);
    /// An editor wrote a document to the disk.
    void saved(const std::string& uri);
    /// Files and folders were made, written or removed on the disk.
    void changed(const std::vector<std::string>& paths);
    /// Of what was made there, folders may have stacks in them.
    void made(const std::vector<std::string>& paths);
    void changeFolders(const std::vector<std::string>& added, const std::vector<std::string>& removed);

    const Document* document(const std::string& uri) const;
    /// The file as a part of its stack, up to date with all edits; nothing if there is none. A chart that another
    /// includes is a stack of its own.
    std::optional<Place> placeOf(const std::string& uri);
    /// The same in each stack of the folders that knows its names, also in those beside the file.
    std::vector<Place> placesOf(const std::string& uri);
    /// The same in each stack of the folders that has the file, whether it knows its names or not.
    std::vector<Place> placesWith(const std::string& uri);
    /// All stacks of the folders, up to date.
    std::vector<std::shared_ptr<ide::Analysis>> stacks();
    /// Would `placeOf` have to read something first?
    bool isBehind() const { return !isSettled_; }
    std::string uriOf(const source::SourceManager& sources, source::FileId file) const;
    /// Of a path that is no file of the library.
    std::string uriOf(const std::string& path) const;
    const Client& client() const { return client_; }

    /// Is there something to be checked or told?
    bool hasWork() const;
    /// Does a part of it. Ends soon after `pause` holds, and at once, without it, where `abandon` does.
    void work(const ide::Stop& pause, const ide::Stop& abandon);
    /// After a fault: what was being worked on is left alone until an edit, and the rest made anew.
    void recover();

private:
    struct Stack {
        std::shared_ptr<ide::Analysis> analysis; ///< null where it is not kept
        bool isStale = true;
        bool isTold = false;
        bool isBroken = false; ///< a fault of ours ended its analysis
        bool isAside = false;  ///< a chart that others include, or beside a module: nothing is told of it
        std::uint64_t lastUse = 0;
        std::set<std::string> files;                   ///< that it consists of
        std::set<std::string> charts;                  ///< files of it that are charts, and not its own
        std::map<std::string, std::vector<Json>> told; ///< diagnostics by the paths of files
    };

    /// As `sources()` have it: also that of a file of the library.
    std::string pathOf(const std::string& uri) const;
    void touch(const std::string& path);
    /// The stack as it is now; null if its main file can't be read, and it is forgotten then.
    std::shared_ptr<ide::Analysis> current(const std::string& root);
    /// The stacks that have the file: first itself, if it is one, then the one that was used last.
    std::vector<std::string> rootsWith(const std::string& path);
    /// Finds all stacks of the folders, and those beside a module, and brings them up to date.
    void findAll(const std::string& path);
    /// Adds a stack that is asked what names stand for, and not told of.
    void putAside(const std::string& root);
    std::optional<Place> placeIn(const std::string& root, const std::string& path);
    /// The disk behind the open documents.
    session::Overlay files() const;
    /// Finds the stacks of the open documents.
    void settle();
    std::vector<std::string> rootsOf(const std::string& path, const session::FileSystem& system);
    void drop(const std::string& root);
    void keepFew();
    void tell(const std::string& root, Stack& stack);
    void publish(const std::string& path);

    LibraryFiles library_;
    Client client_;
    std::map<std::string, Document> documents_; ///< by path
    std::map<std::string, Stack> stacks_;       ///< by the path of the main file
    Scan scan_;                                 ///< of the folders
    bool isSettled_ = true;
    std::string workedOn_; ///< the stack whose analysis is made
    std::uint64_t uses_ = 0;
    Published published_;
};

} // namespace stackc::lsp
