#pragma once
// The open documents, the stacks that they belong to, and what is said of each file.

#include "ide/analysis.h"
#include "lsp/client.h"
#include "lsp/published.h"
#include "lsp/scan.h"
#include "lsp/server.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace stackc::lsp {

/// How long an evaluation goes on where something waits that doesn't need it.
constexpr std::chrono::milliseconds patience{300};

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
    /// Changes with what the stacks of the document consist of, on the disk or in the editor.
    std::uint64_t revisionOf(const std::string& uri) const;

    /// What the stacks that are asked for are used for. Of those whose evaluation was ended, the files are still known.
    enum class Use : std::uint8_t { Files, Evaluation };
    void expect(Use use) { use_ = use; }

    /// Is there something to be checked or told?
    bool hasWork() const;
    /// Why a part of the work ends before it is done.
    struct Ends {
        ide::Stop pause;   ///< soon, or without it, if it has taken long by then
        ide::Stop abandon; ///< at once, without it
    };
    /// Does a part of it. What takes long comes behind everything else.
    void work(const Ends& ends);
    /// After a fault: what was being worked on is left alone until an edit, and the rest made anew.
    void recover();

private:
    struct Stack {
        std::shared_ptr<ide::Analysis> analysis; ///< null where it is not kept
        bool isStale = true;
        bool isTold = false;
        bool isBroken = false; ///< a fault of ours ended its analysis
        bool isSlow = false;   ///< its evaluation was ended as it took long
        bool isAside = false;  ///< a chart that others include, or beside a module: nothing is told of it
        std::uint64_t lastUse = 0;
        std::uint64_t revision = 0;                    ///< another one with each change of its files
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
    /// The stack to be worked on next, as far as there is one; is another one waiting that isn't slow?
    struct Next {
        std::string root;
        bool isOtherWaiting = false;
    };
    Next next() const;
    static bool isToDo(const Stack& stack);
    void evaluate(const Next& next, const Ends& ends);
    void tell(const std::string& root, Stack& stack, const std::vector<diag::Diagnostic>& diagnostics);
    void publish(const std::string& path);

    LibraryFiles library_;
    Client client_;
    std::map<std::string, Document> documents_; ///< by path
    std::map<std::string, Stack> stacks_;       ///< by the path of the main file
    Scan scan_;                                 ///< of the folders
    bool isSettled_ = true;
    Use use_ = Use::Files;
    std::string workedOn_; ///< the stack whose analysis is made
    std::uint64_t uses_ = 0;
    std::uint64_t changes_ = 0;
    Published published_;
};

} // namespace stackc::lsp
