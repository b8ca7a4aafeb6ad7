// The checks that nobody asks for, and what is said of them.

#include "lsp/charts.h"
#include "lsp/once.h"
#include "lsp/shown.h"
#include "lsp/uri.h"
#include "lsp/workspace.h"
#include "support/stopping.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <utility>

namespace stackc::lsp {

namespace fs = std::filesystem;

namespace {

using Clock = std::chrono::steady_clock;

/// After that time what is known without an evaluation is told before it.
constexpr auto untilTold = std::chrono::seconds(2);

} // namespace

bool Workspace::isToDo(const Stack& stack) {
    return (stack.isStale || !stack.isTold) && !stack.isBroken && !stack.isAside;
}

bool Workspace::hasWork() const {
    return !isSettled_ || !scan_.isDone() ||
           std::any_of(stacks_.begin(), stacks_.end(), [](const auto& entry) { return isToDo(entry.second); });
}

/// Those of open documents go first, and what is slow goes last.
Workspace::Next Workspace::next() const {
    Next next;
    std::pair<bool, bool> first; // of the one that goes first
    for (const auto& [root, stack] : stacks_) {
        if (!isToDo(stack))
            continue;
        bool isOpen = std::any_of(documents_.begin(), documents_.end(),
                                  [&, &files = stack.files](const auto& one) { return files.contains(one.first); });
        const std::pair<bool, bool> order{stack.isSlow, !isOpen};
        bool isFirst = next.root.empty() || order < first;
        next.isOtherWaiting = !next.root.empty() && (next.isOtherWaiting || !(isFirst ? first : order).first);
        if (isFirst) {
            next.root = root;
            first = order;
        }
    }
    return next;
}

void Workspace::work(const Ends& ends) {
    const support::Stoppable stoppable(ends.abandon);
    if (!isSettled_)
        return settle();
    Next found = next();
    if (!found.root.empty())
        return evaluate(found, ends);
    if (scan_.step())
        isSettled_ = false;
}

void Workspace::evaluate(const Next& next, const Ends& ends) {
    expect(Use::Evaluation);
    auto analysis = current(next.root);
    workedOn_ = next.root;
    if (analysis == nullptr)
        return;
    Stack& stack = stacks_[next.root];
    const auto begin = Clock::now();
    bool isLate = false;
    bool isTold = false;
    bool isDone = analysis->finish(ends.pause, [&] {
        isLate = Clock::now() - begin > patience;
        if (!isTold && Clock::now() - begin > untilTold) {
            isTold = true;
            tell(next.root, stack, analysis->checked());
        }
        return ends.abandon() || (isTold && next.isOtherWaiting) || (isLate && ends.pause());
    });
    stack.isSlow = isLate && !isDone;
    if (!isDone)
        return;
    stack.isTold = true;
    std::vector<diag::Diagnostic> all = analysis->diagnostics();
    all.insert(all.end(), analysis->ofValuesFiles().begin(), analysis->ofValuesFiles().end());
    tell(next.root, stack, all);
    keepFew();
}

void Workspace::tell(const std::string& root, Stack& stack, const std::vector<diag::Diagnostic>& diagnostics) {
    const ide::Analysis& analysis = *stack.analysis;
    auto before = std::move(stack.told);
    stack.told.clear();
    Shown shown(analysis, *this);
    const source::FileId main = *analysis.fileOf(root);
    // A module that no stack imports is checked by itself, and lacks nothing.
    bool isModule = fs::path(root).filename() != "main.stack" && !declaresChart(analysis.sources().text(main));
    for (const diag::Diagnostic& diagnostic : diagnostics) {
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
