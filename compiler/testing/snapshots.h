#pragma once
// Texts that came out before: in the folder `snapshots` beside `main.stack`, and in `snapshots/x` beside any other
// `x.stack`, so that stacks in one folder have their own.

#include "session/file_system.h"
#include "testing/results.h"

#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace stackc::testing {

class Snapshots {
public:
    /// `source` is the main file of the stack. With `update`, what differs is written anew; with `ci`, nothing is
    /// written.
    Snapshots(std::shared_ptr<const session::FileSystem> files, const std::filesystem::path& source, bool update,
              bool ci);

    /// Holds the text against the snapshot of that name, which is written where there is none, or fails. `result` gets
    /// what is to be said, and a failure at `span` where they differ.
    void hold(const std::string& name, const std::string& text, source::Span span, Result& result);

    /// What is to be written.
    const std::map<std::string, std::string>& written() const { return written_; }
    /// The snapshots that none of the cases asked for. One that failed may not have come so far: what its snapshots
    /// may be called is left out.
    std::vector<std::string> obsolete(const std::vector<Result>& cases) const;

private:
    std::string fileOf(const std::string& base);

    std::shared_ptr<const session::FileSystem> files_;
    std::filesystem::path home_; ///< where the source is
    std::string folder_;         ///< the snapshots' from there on
    bool update_, ci_;
    std::map<std::string, std::string> owners_; ///< names of snapshots by what their files are called
    std::set<std::string> used_;
    std::map<std::string, std::string> written_;
};

} // namespace stackc::testing
