#pragma once

#include "text/sha256.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace stackc::text {

/// Of files by their paths: of all that tells them apart. They are added in the order of their paths.
class FilesDigest {
public:
    void add(const std::string& path, std::string_view bytes) {
        all_ += path + "\n" + sha256(bytes) + "\n";
        ++count_;
    }
    std::string text() const { return sha256(all_); }
    size_t count() const { return count_; }

private:
    std::string all_;
    size_t count_ = 0;
};

} // namespace stackc::text
