#pragma once
// The search for stacks that nobody opened.

#include <deque>
#include <set>
#include <string>

namespace stackc::lsp {

/// Looks through folders of the workspace, one at a time, and keeps the main files that it finds, 200 at most.
class Scan {
public:
    /// To be looked through, and the folders in it; `depth` is that in the workspace.
    void add(const std::string& folder, int depth);
    /// With all that was found in it.
    void remove(const std::string& folder);
    bool isDone() const { return folders_.empty(); }
    /// Looks at one folder. True if something new was found.
    bool step();

    /// A main file that is there, as somebody says.
    void found(const std::string& main);
    void forget(const std::string& main) { mains_.erase(main); }
    const std::set<std::string>& mains() const { return mains_; }

private:
    struct Folder {
        std::string path;
        int depth = 0;
    };

    std::deque<Folder> folders_;
    std::set<std::string> mains_;
};

} // namespace stackc::lsp
