#include "lsp/scan.h"

#include "lsp/folders.h"

#include <system_error>

namespace stackc::lsp {

namespace fs = std::filesystem;

void Scan::add(const std::string& folder, int depth) { folders_.push_back({folder, depth}); }

void Scan::remove(const std::string& folder) {
    std::erase_if(mains_, [&](const std::string& main) { return isBelow(main, folder); });
    std::erase_if(folders_, [&](const Folder& one) { return one.path == folder || isBelow(one.path, folder); });
}

void Scan::found(const std::string& main) {
    constexpr std::size_t most = 200;
    if (mains_.size() < most)
        mains_.insert(main);
}

bool Scan::step() {
    if (isDone())
        return false;
    Folder folder = std::move(folders_.front());
    folders_.pop_front();
    const std::size_t before = mains_.size();
    std::error_code fault;
    for (fs::directory_iterator entry(folder.path, fs::directory_options::skip_permission_denied, fault), end;
         !fault && entry != end; entry.increment(fault)) {
        std::error_code unknown;
        if (!isLookedAt(entry->path()))
            continue;
        if (entry->is_directory(unknown) && folder.depth < deepestFolder)
            add(entry->path().string(), folder.depth + 1);
        else if (entry->path().filename() == "main.stack")
            found(entry->path().string());
    }
    return mains_.size() > before;
}

} // namespace stackc::lsp
