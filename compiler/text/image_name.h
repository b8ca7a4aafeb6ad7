#pragma once
// References to images of containers, as container runtimes read them.

#include <string>

namespace stackc::text {

/// An image reference taken apart; what it doesn't say is empty.
struct ImageName {
    std::string repository; ///< with the registry, `ghcr.io/acme/shop`
    std::string tag, digest;
    std::string last() const; ///< `shop`
};
ImageName parseImage(const std::string& reference);

} // namespace stackc::text
