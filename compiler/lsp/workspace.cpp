// What editors tell of documents, files and folders.

#include "lsp/workspace.h"

#include "ide/stack_of.h"
#include "lsp/charts.h"
#include "lsp/folders.h"
#include "lsp/uri.h"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

namespace stackc::lsp {

namespace fs = std::filesystem;

namespace {

/// An editor counts from the text that it has: each change is of what the one before made.
void apply(std::string& text, const Json& change, Encoding encoding) {
    if (!change.is_object())
        return;
    std::string replacement = textAt(change, "text");
    const Json& range = at(change, "range");
    if (!range.is_object()) {
        text = std::move(replacement);
        return;
    }
    const Lines lines(text, encoding);
    std::size_t begin = lines.offset(at(range, "start"));
    std::size_t end = std::max(begin, lines.offset(at(range, "end")));
    text.replace(begin, end - begin, replacement);
}

} // namespace

void Workspace::setClient(const Client& client) {
    client_ = client;
    changeFolders(client.folders, {});
}

void Workspace::open(Document document) {
    std::string path = pathOf(document.uri);
    document.isStack = document.isStack || ide::isStack(path);
    documents_[path] = std::move(document);
    published_.forget(path);
    touch(path);
}

void Workspace::change(const std::string& uri, std::int64_t version, const Json& changes) {
    std::string path = pathOf(uri);
    auto found = documents_.find(path);
    if (found == documents_.end() || !changes.is_array())
        return;
    for (const Json& change : changes)
        apply(found->second.text, change, client_.encoding);
    found->second.version = version;
    touch(path);
}

void Workspace::close(const std::string& uri) {
    std::string path = pathOf(uri);
    if (documents_.erase(path) == 0)
        return;
    touch(path);
}

void Workspace::saved(const std::string& uri) {
    std::string path = pathOf(uri);
    if (!client_.watchesFiles) // what else changed on the disk is seen now or never
        touch(path);
    changed({path});
}

void Workspace::changed(const std::vector<std::string>& paths) {
    for (const std::string& path : paths) {
        bool isOpen = documents_.contains(path); // its text on the disk is not looked at
        if (!isOpen)
            touch(path);
        bool isMain = fs::path(path).filename() == "main.stack" && client_.checksWorkspace;
        if (isMain && depthIn(client_.folders, folderOf(path)) &&
            session::Disk().kind(path, session::Links::Tell) == session::Kind::File)
            scan_.found(path);
    }
    isSettled_ = false;
}

void Workspace::made(const std::vector<std::string>& paths) {
    for (const std::string& path : paths) {
        auto depth = client_.checksWorkspace ? depthIn(client_.folders, path) : std::nullopt;
        if (depth && session::Disk().kind(path, session::Links::Tell) == session::Kind::Folder)
            scan_.add(path, *depth);
    }
}

void Workspace::changeFolders(const std::vector<std::string>& added, const std::vector<std::string>& removed) {
    for (const std::string& folder : removed) {
        std::erase(client_.folders, folder);
        scan_.remove(folder);
    }
    for (const std::string& folder : added) {
        if (std::find(client_.folders.begin(), client_.folders.end(), folder) == client_.folders.end())
            client_.folders.push_back(folder);
        if (client_.checksWorkspace)
            scan_.add(folder, 0);
    }
    isSettled_ = false;
}

/// A file in the folder of a stack, or below it, may be one that it asked for in vain; a folder may have some of its
/// files.
void Workspace::touch(const std::string& path) {
    for (auto& [root, stack] : stacks_) {
        bool hasRead = stack.files.contains(path) || isBelow(path, folderOf(root)) ||
                       (stack.analysis != nullptr && stack.analysis->hasRead(path)) ||
                       std::any_of(stack.files.begin(), stack.files.end(),
                                   [&](const std::string& file) { return isBelow(file, path); });
        stack.isStale = stack.isStale || hasRead;
        stack.revision = hasRead ? ++changes_ : stack.revision;
        stack.isBroken = stack.isBroken && !hasRead;
    }
    isSettled_ = false;
}

const Document* Workspace::document(const std::string& uri) const {
    auto found = documents_.find(pathOf(uri));
    return found == documents_.end() ? nullptr : &found->second;
}

std::uint64_t Workspace::revisionOf(const std::string& uri) const {
    const std::string path = pathOf(uri);
    std::uint64_t revision = 0;
    for (const auto& [root, stack] : stacks_)
        if (stack.files.contains(path))
            revision = std::max(revision, stack.revision);
    return revision;
}

std::string Workspace::pathOf(const std::string& uri) const {
    std::string path = pathOfUri(uri);
    bool isOfLibrary = !library_.folder.empty() && isBelow(path, library_.folder);
    return isOfLibrary ? std::string(libraryPrefix) + path.substr(library_.folder.size() + 1) : path;
}

std::string Workspace::uriOf(const std::string& path) const {
    auto open = documents_.find(path);
    return open != documents_.end() ? open->second.uri : uriOfPath(path);
}

std::string Workspace::uriOf(const source::SourceManager& sources, source::FileId file) const {
    std::string path(sources.path(file));
    if (!path.starts_with(libraryPrefix))
        return uriOf(path);
    std::string name = path.substr(libraryPrefix.size());
    bool isThere = library_.write(name, sources.text(file));
    return isThere ? uriOfPath(library_.folder + "/" + name) : "stackc:/" + name;
}

session::Overlay Workspace::files() const {
    session::Overlay system(std::make_shared<session::Disk>());
    for (const auto& [path, document] : documents_)
        system.set(path, document.text);
    return system;
}

} // namespace stackc::lsp
