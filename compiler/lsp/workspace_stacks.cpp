// Which stacks there are, and which of them a file belongs to.

#include "ide/stack_of.h"
#include "lsp/charts.h"
#include "lsp/folders.h"
#include "lsp/workspace.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <tuple>

namespace stackc::lsp {

namespace {

constexpr std::size_t mostKept = 8; // stacks whose analysis is kept

/// Does the stack say what names of the file stand for? It doesn't of those of charts that it includes.
bool knowsNames(const Place& place) {
    const std::vector<sema::NameUse>& names = place.analysis->index().names();
    return std::any_of(names.begin(), names.end(),
                       [&](const sema::NameUse& name) { return name.span.file == place.file; });
}

} // namespace

std::shared_ptr<ide::Analysis> Workspace::current(const std::string& root) {
    Stack& stack = stacks_[root];
    stack.lastUse = ++uses_;
    bool isOfUse =
        stack.analysis != nullptr && !stack.isStale && (use_ == Use::Files || !stack.analysis->isAbandoned());
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

void Workspace::settle() {
    const session::Overlay system = files();
    std::set<std::string> wanted = scan_.mains();
    for (const auto& [path, document] : documents_) {
        if (!document.isStack || path.starts_with(libraryPrefix))
            continue;
        for (const std::string& root : rootsOf(path, system))
            if (current(root) != nullptr || stacks_.contains(root))
                wanted.insert(root);
    }
    for (const std::string& main : scan_.mains())
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
    while (!scan_.isDone())
        if (scan_.step())
            isSettled_ = false;
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
    scan_.forget(root);
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

void Workspace::recover() {
    for (auto& [root, stack] : stacks_)
        stack.analysis = nullptr;
    if (auto broken = stacks_.find(workedOn_); broken != stacks_.end())
        broken->second.isBroken = true;
}

} // namespace stackc::lsp
