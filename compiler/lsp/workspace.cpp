#include "lsp/workspace.h"

#include "ide/lexical.h"
#include "ide/stack_of.h"
#include "lsp/folders.h"
#include "lsp/shown.h"
#include "lsp/uri.h"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <tuple>

namespace stackc::lsp {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view libraryPrefix = "<stdlib>/";
constexpr std::size_t mostKept = 8;      // stacks whose analysis is kept
constexpr std::size_t mostFound = 200;   // stacks without an open file that are checked
constexpr std::size_t mostSiblings = 50; // stacks beside a module

std::string folderOf(const std::string& path) { return fs::path(path).parent_path().string(); }

/// Does a line begin with the word `chart` and a name?
bool declaresChart(std::string_view text) {
    using syntax::TokenKind;
    if (text.find("chart ") == std::string_view::npos) // as in most modules
        return false;
    const std::vector<syntax::Token> tokens = ide::tokensOf(text);
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
        bool beginsLine = tokens[i].begin == 0 || text[tokens[i].begin - 1] == '\n';
        if (beginsLine && tokens[i].kind == TokenKind::CHART && isName(tokens[i + 1].kind))
            return true;
    }
    return false;
}

/// The main files of stacks in a folder, besides its main.stack.
std::vector<std::string> stacksIn(const fs::path& folder, const session::FileSystem& system) {
    constexpr std::size_t enough = std::size_t{1} << 20;
    std::vector<std::string> found;
    session::Names names = system.list(folder);
    if (!names)
        return found;
    for (const std::string& name : *names) {
        bool isSource = ide::isStack(name) && !name.ends_with(".test.stack");
        if (!isSource || found.size() == mostSiblings)
            continue;
        fs::path file = folder / name;
        session::Reading read = system.read(file, enough);
        if (read.text && declaresChart(*read.text))
            found.push_back(file.string());
    }
    return found;
}

/// Does the stack say what names of the file stand for? It doesn't of those of charts that it includes.
bool knowsNames(const Place& place) {
    const std::vector<sema::NameUse>& names = place.analysis->index().names();
    return std::any_of(names.begin(), names.end(),
                       [&](const sema::NameUse& name) { return name.span.file == place.file; });
}

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

std::string Workspace::pathOf(const std::string& uri) const {
    std::string path = pathOfUri(uri);
    bool isOfLibrary = !library_.folder.empty() && isBelow(path, library_.folder);
    return isOfLibrary ? std::string(libraryPrefix) + path.substr(library_.folder.size() + 1) : path;
}

void Workspace::open(Document document) {
    std::string path = pathOf(document.uri);
    document.isStack = document.isStack || ide::isStack(path);
    documents_[path] = std::move(document);
    if (auto said = published_.find(path); said != published_.end())
        said->second.text.clear(); // an editor forgets it
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
        if (isMain && found_.size() < mostFound && depthIn(client_.folders, folderOf(path)) &&
            session::Disk().kind(path, session::Links::Tell) == session::Kind::File)
            found_.insert(path);
    }
    isSettled_ = false;
}

void Workspace::made(const std::vector<std::string>& paths) {
    for (const std::string& path : paths) {
        auto depth = client_.checksWorkspace ? depthIn(client_.folders, path) : std::nullopt;
        if (depth && session::Disk().kind(path, session::Links::Tell) == session::Kind::Folder)
            toScan_.push_back({path, *depth});
    }
}

void Workspace::changeFolders(const std::vector<std::string>& added, const std::vector<std::string>& removed) {
    for (const std::string& folder : removed) {
        std::erase(client_.folders, folder);
        std::erase_if(found_, [&](const std::string& main) { return isBelow(main, folder); });
        std::erase_if(toScan_, [&](const Folder& one) { return one.path == folder || isBelow(one.path, folder); });
    }
    for (const std::string& folder : added) {
        if (std::find(client_.folders.begin(), client_.folders.end(), folder) == client_.folders.end())
            client_.folders.push_back(folder);
        if (client_.checksWorkspace)
            toScan_.push_back({folder, 0});
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
        stack.isBroken = stack.isBroken && !hasRead;
    }
    isSettled_ = false;
}

const Document* Workspace::document(const std::string& uri) const {
    auto found = documents_.find(pathOf(uri));
    return found == documents_.end() ? nullptr : &found->second;
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

std::shared_ptr<ide::Analysis> Workspace::current(const std::string& root) {
    Stack& stack = stacks_[root];
    stack.lastUse = ++uses_;
    bool isOfUse = stack.analysis != nullptr && !stack.isStale && !stack.analysis->isAbandoned();
    if (isOfUse)
        return stack.analysis;
    if (stack.isBroken)
        return nullptr;
    workedOn_ = root;
    ide::Texts texts;
    for (const auto& [path, document] : documents_)
        texts[path] = document.text;
    auto made = ide::Analysis::make(root, texts);
    if (!made) {
        drop(root);
        return nullptr;
    }
    stack.isTold = stack.isTold && !stack.isStale;
    stack.isStale = false;
    stack.analysis = *made;
    stack.files.clear();
    const source::SourceManager& sources = stack.analysis->sources();
    stack.charts.clear();
    for (std::size_t i = 0; i < sources.fileCount(); ++i) {
        source::FileId file(i);
        std::string path(sources.path(file));
        stack.files.insert(path);
        bool isChart = path != root && ide::isStack(path) && declaresChart(sources.text(file));
        if (isChart && stack.charts.insert(path).second && !stacks_.contains(path))
            isSettled_ = false;
    }
    return stack.analysis;
}

/// The stacks that may have the file; for a module that none of them has also those beside it, and the file itself.
std::vector<std::string> Workspace::rootsOf(const std::string& path, const session::FileSystem& system) {
    std::vector<std::string> roots = ide::stacksOf(path, system);
    std::vector<std::string> found;
    for (const std::string& root : roots) {
        auto analysis = root == path ? nullptr : current(root);
        if (analysis != nullptr && analysis->fileOf(path))
            found.push_back(root);
    }
    auto open = documents_.find(path);
    if (found.empty() && open != documents_.end() && !declaresChart(open->second.text))
        for (const std::string& root : stacksIn(folderOf(path), system))
            if (auto analysis = root == path ? nullptr : current(root); analysis != nullptr && analysis->fileOf(path))
                found.push_back(root);
    for (auto& [root, stack] : stacks_)
        if (root != path && !stack.isAside && stack.files.contains(path) &&
            std::find(found.begin(), found.end(), root) == found.end())
            found.push_back(root);
    if (found.empty())
        found.push_back(path);
    return found;
}

session::Overlay Workspace::files() const {
    session::Overlay system(std::make_shared<session::Disk>());
    for (const auto& [path, document] : documents_)
        system.set(path, document.text);
    return system;
}

void Workspace::settle() {
    const session::Overlay system = files();
    std::set<std::string> wanted = found_;
    for (const auto& [path, document] : documents_) {
        if (!document.isStack || path.starts_with(libraryPrefix))
            continue;
        for (const std::string& root : rootsOf(path, system))
            if (current(root) != nullptr || stacks_.contains(root))
                wanted.insert(root);
    }
    for (const std::string& main : found_)
        stacks_[main];
    std::vector<std::string> unwanted;
    std::set<std::string> charts;
    for (auto& [root, stack] : stacks_) {
        stack.isAside = stack.isAside && !wanted.contains(root);
        if (!stack.isAside && !wanted.contains(root))
            unwanted.push_back(root);
        else
            charts.insert(stack.charts.begin(), stack.charts.end());
    }
    for (const std::string& root : unwanted)
        drop(root);
    for (const std::string& chart : charts)
        putAside(chart);
    isSettled_ = true;
}

void Workspace::putAside(const std::string& root) {
    if (auto [stack, isNew] = stacks_.try_emplace(root); isNew)
        stack->second.isAside = true;
}

std::vector<std::string> Workspace::rootsWith(const std::string& path) {
    if (!isSettled_)
        settle();
    if (auto own = stacks_.find(path); own != stacks_.end() && own->second.isStale)
        current(path);
    std::vector<std::tuple<bool, std::uint64_t, std::string>> found;
    for (const auto& [root, stack] : stacks_)
        if (stack.files.contains(path))
            found.emplace_back(root == path, stack.lastUse, root);
    std::sort(found.rbegin(), found.rend());
    std::vector<std::string> roots;
    for (auto& [isOwn, lastUse, root] : found)
        roots.push_back(std::move(root));
    return roots;
}

std::optional<Place> Workspace::placeIn(const std::string& root, const std::string& path) {
    auto analysis = current(root);
    auto file = analysis == nullptr ? std::nullopt : analysis->fileOf(path);
    return file ? std::optional(Place{std::move(analysis), *file}) : std::nullopt;
}

std::optional<Place> Workspace::placeOf(const std::string& uri) {
    std::string path = pathOf(uri);
    std::optional<Place> found;
    auto look = [&] {
        for (const std::string& root : rootsWith(path)) {
            auto place = placeIn(root, path);
            bool isBest = place && knowsNames(*place);
            if (isBest || !found)
                found = std::move(place);
            if (isBest)
                return true;
        }
        return false;
    };
    if (look() || !found)
        return found;
    // It may be a module of a chart that is included.
    std::vector<std::string> aside;
    for (const auto& [root, stack] : stacks_)
        if (stack.isAside && stack.isStale && !stack.isBroken)
            aside.push_back(root);
    for (const std::string& root : aside)
        current(root);
    if (!aside.empty())
        look();
    return found;
}

void Workspace::findAll(const std::string& path) {
    while (!toScan_.empty())
        scanFolder();
    if (!path.empty() && !path.starts_with(libraryPrefix))
        for (const std::string& root : stacksIn(folderOf(path), files()))
            putAside(root);
    do {
        if (!isSettled_)
            settle();
        std::vector<std::string> stale;
        for (const auto& [root, stack] : stacks_)
            if (stack.isStale && !stack.isBroken)
                stale.push_back(root);
        for (const std::string& root : stale) {
            current(root);
            keepFew();
        }
    } while (!isSettled_);
}

std::vector<Place> Workspace::placesWith(const std::string& uri) {
    std::string path = pathOf(uri);
    findAll(path);
    std::vector<Place> places;
    for (const std::string& root : rootsWith(path))
        if (auto place = placeIn(root, path))
            places.push_back(std::move(*place));
    return places;
}

std::vector<Place> Workspace::placesOf(const std::string& uri) {
    std::vector<Place> places = placesWith(uri);
    std::vector<Place> known;
    for (Place& place : places)
        if (known.empty() || knowsNames(place))
            known.push_back(std::move(place));
    return known;
}

std::vector<std::shared_ptr<ide::Analysis>> Workspace::stacks() {
    findAll("");
    std::vector<std::string> roots;
    for (const auto& [root, stack] : stacks_)
        roots.push_back(root);
    std::vector<std::shared_ptr<ide::Analysis>> found;
    for (const std::string& root : roots)
        if (auto analysis = current(root))
            found.push_back(std::move(analysis));
    keepFew();
    return found;
}

void Workspace::drop(const std::string& root) {
    auto found = stacks_.find(root);
    if (found == stacks_.end())
        return;
    auto told = std::move(found->second.told);
    stacks_.erase(found);
    found_.erase(root);
    for (const auto& [path, diagnostics] : told)
        publish(path);
}

/// Of stacks that were used long ago only the diagnostics are kept.
void Workspace::keepFew() {
    std::vector<std::pair<std::uint64_t, Stack*>> kept;
    for (auto& [root, stack] : stacks_)
        if (stack.analysis != nullptr && (stack.isTold || stack.isAside))
            kept.emplace_back(stack.lastUse, &stack);
    std::sort(kept.begin(), kept.end());
    for (std::size_t i = 0; i + mostKept < kept.size(); ++i)
        kept[i].second->analysis = nullptr;
}

bool Workspace::hasWork() const {
    return !isSettled_ || !toScan_.empty() || std::any_of(stacks_.begin(), stacks_.end(), [](const auto& entry) {
        return (entry.second.isStale || !entry.second.isTold) && !entry.second.isBroken && !entry.second.isAside;
    });
}

void Workspace::work(const ide::Stop& pause, const ide::Stop& abandon) {
    if (!isSettled_)
        return settle();
    // Those of open documents go first.
    std::string next;
    bool isNextOpen = false;
    for (const auto& [root, stack] : stacks_) {
        bool isOpen = std::any_of(documents_.begin(), documents_.end(),
                                  [&, &files = stack.files](const auto& one) { return files.contains(one.first); });
        bool isToDo = (stack.isStale || !stack.isTold) && !stack.isBroken && !stack.isAside;
        if (isToDo && (next.empty() || (isOpen && !isNextOpen))) {
            next = root;
            isNextOpen = isOpen;
        }
    }
    if (next.empty())
        return scanFolder();
    auto analysis = current(next);
    workedOn_ = next;
    if (analysis == nullptr || !analysis->finish(pause, abandon))
        return;
    tell(next, stacks_[next]);
    keepFew();
}

void Workspace::tell(const std::string& root, Stack& stack) {
    const ide::Analysis& analysis = *stack.analysis;
    auto before = std::move(stack.told);
    stack.told.clear();
    stack.isTold = true;
    Shown shown(analysis, *this);
    const source::FileId main = *analysis.fileOf(root);
    // A module that no stack imports is checked by itself, and lacks nothing.
    bool isModule = fs::path(root).filename() != "main.stack" && !declaresChart(analysis.sources().text(main));
    for (const diag::Diagnostic& diagnostic : analysis.diagnostics()) {
        if (isModule && diagnostic.code == diag::Code::E2014)
            continue;
        source::FileId file = diagnostic.span.valid() ? diagnostic.span.file : main;
        stack.told[std::string(analysis.sources().path(file))].push_back(shown.diagnostic(diagnostic));
    }
    std::set<std::string> paths;
    for (const auto& [path, diagnostics] : before)
        paths.insert(path);
    for (const auto& [path, diagnostics] : stack.told)
        paths.insert(path);
    for (const auto& [path, document] : documents_)
        if (stack.files.contains(path))
            paths.insert(path);
    for (const std::string& path : paths)
        publish(path);
}

void Workspace::publish(const std::string& path) {
    Json list = Json::array();
    for (const auto& [root, stack] : stacks_) {
        auto told = stack.told.find(path);
        if (told == stack.told.end())
            continue;
        for (const Json& diagnostic : told->second)
            if (std::find(list.begin(), list.end(), diagnostic) == list.end())
                list.push_back(diagnostic);
    }
    Json params;
    auto open = documents_.find(path);
    if (open != documents_.end()) {
        params["uri"] = open->second.uri;
        params["version"] = open->second.version;
    } else if (path.starts_with(libraryPrefix)) {
        return; // it has no faults of users
    } else {
        params["uri"] = uriOfPath(path);
    }
    bool isNothing = list.empty() && open == documents_.end();
    params["diagnostics"] = std::move(list);
    std::string uri = params["uri"];
    std::string text = params.dump(-1, ' ', false, Json::error_handler_t::replace);
    auto last = published_.find(path);
    if (last != published_.end() && last->second.uri != uri) { // editors may write it otherwise than we do
        send({{"uri", last->second.uri}, {"diagnostics", Json::array()}});
        published_.erase(last);
        last = published_.end();
    }
    if (last == published_.end() ? isNothing : last->second.text == text)
        return;
    if (isNothing)
        published_.erase(path);
    else
        published_[path] = {std::move(uri), std::move(text)};
    send(std::move(params));
}

void Workspace::send(Json diagnostics) {
    output_.send(
        {{"jsonrpc", "2.0"}, {"method", "textDocument/publishDiagnostics"}, {"params", std::move(diagnostics)}});
}

/// One folder of the workspace, for stacks without an open file.
void Workspace::scanFolder() {
    if (toScan_.empty())
        return;
    Folder folder = std::move(toScan_.front());
    toScan_.pop_front();
    std::error_code fault;
    for (fs::directory_iterator entry(folder.path, fs::directory_options::skip_permission_denied, fault), end;
         !fault && entry != end; entry.increment(fault)) {
        std::error_code unknown;
        if (!isLookedAt(entry->path()))
            continue;
        if (entry->is_directory(unknown) && folder.depth < deepestFolder)
            toScan_.push_back({entry->path().string(), folder.depth + 1});
        else if (entry->path().filename() == "main.stack" && found_.size() < mostFound &&
                 found_.insert(entry->path().string()).second)
            isSettled_ = false;
    }
}

void Workspace::recover() {
    for (auto& [root, stack] : stacks_)
        stack.analysis = nullptr;
    if (auto broken = stacks_.find(workedOn_); broken != stacks_.end())
        broken->second.isBroken = true;
}

} // namespace stackc::lsp
