// The checks that nobody asks for, and what is said of them.

#include "lsp/charts.h"
#include "lsp/once.h"
#include "lsp/shown.h"
#include "lsp/uri.h"
#include "lsp/workspace.h"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

namespace stackc::lsp {

namespace fs = std::filesystem;

bool Workspace::hasWork() const {
    return !isSettled_ || !scan_.isDone() || std::any_of(stacks_.begin(), stacks_.end(), [](const auto& entry) {
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
    if (next.empty()) {
        if (scan_.step())
            isSettled_ = false;
        return;
    }
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
    Once all;
    for (const auto& [root, stack] : stacks_) {
        auto told = stack.told.find(path);
        if (told == stack.told.end())
            continue;
        for (const Json& diagnostic : told->second)
            all.add(diagnostic);
    }
    auto open = documents_.find(path);
    if (open != documents_.end())
        published_.say({path, open->second.uri, open->second.version}, all.take());
    else if (!path.starts_with(libraryPrefix)) // which has no faults of users
        published_.say({path, uriOfPath(path), std::nullopt}, all.take());
}

} // namespace stackc::lsp
