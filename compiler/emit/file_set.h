#pragma once
// What a backend produces: relative paths with `/`, and bytes. Ordered, so that everything after is deterministic.

#include <map>
#include <string>
#include <string_view>

namespace stackc::emit {

/// A relative path of parts of letters, digits, `.`, `_` and `-`, none of which is `.` or `..`: it leads nowhere but
/// into the folder that it is relative to.
bool isOutputPath(std::string_view path);

class FileSet {
public:
    /// The bytes of a file, which is made if it is not there. Another path than isOutputPath's is a fault of ours, and
    /// ends the program before anything is written.
    std::string& operator[](const std::string& path);

    auto begin() { return files_.begin(); }
    auto end() { return files_.end(); }
    auto begin() const { return files_.begin(); }
    auto end() const { return files_.end(); }
    bool contains(const std::string& path) const { return files_.contains(path); }
    const std::string& at(const std::string& path) const { return files_.at(path); }
    size_t size() const { return files_.size(); }
    bool empty() const { return files_.empty(); }
    bool operator==(const FileSet&) const = default;

private:
    std::map<std::string, std::string> files_;
};

} // namespace stackc::emit
