#pragma once
// Texts that came out before, in the folder `snapshots` beside the source.

#include "session/file_system.h"
#include "testing/results.h"

#include <map>
#include <memory>
#include <set>
#include <string>

namespace stackc::testing {

class Snapshots {
public:
    /// `folder` is that of the source. With `update`, what differs is written anew.
    Snapshots(std::shared_ptr<const session::FileSystem> files, std::string folder, bool update)
        : files_(std::move(files)), folder_(std::move(folder)), update_(update) {}

    /// Holds the text against the snapshot of that name, which is written where there is none. `result` gets what is to
    /// be said, and a failure at `span` where they differ.
    void hold(const std::string& name, const std::string& text, source::Span span, Result& result);

    /// What is to be written.
    const std::map<std::string, std::string>& written() const { return written_; }
    /// The snapshots that were not asked for.
    std::vector<std::string> obsolete() const;

private:
    std::string fileOf(const std::string& base);

    std::shared_ptr<const session::FileSystem> files_;
    std::string folder_;
    bool update_;
    std::map<std::string, std::string> owners_; ///< names of snapshots by what their files are called
    std::set<std::string> used_;
    std::map<std::string, std::string> written_;
};

} // namespace stackc::testing
