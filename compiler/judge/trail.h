#pragma once
// Where in a resource something stands, as cheap as can be while nothing is wrong.

#include "core/path.h"

#include <string_view>

namespace stackc::judge {

using core::Path;
using core::Step;

/// The steps from a resource, or from an object in it, to what stands there. A Path is made of them where one is told
/// of.
class Trail {
public:
    /// A field, or an element of a list. The key must outlive it.
    struct Link {
        const Link* up = nullptr;
        std::string_view key{};
        size_t index = 0;
        bool isElement = false;
    };

    Trail() = default;
    explicit Trail(const Link& last) : last_(&last) {}

    const Link* last() const { return last_; }
    bool isRoot() const { return last_ == nullptr; }
    operator Path() const {
        Path path;
        addTo(path, last_);
        return path;
    }

private:
    static void addTo(Path& path, const Link* link) {
        if (link == nullptr)
            return;
        addTo(path, link->up);
        path.push_back(link->isElement ? Step(link->index) : Step(std::string(link->key)));
    }

    const Link* last_ = nullptr;
};

inline Path below(const Trail& at, const char* key) { return core::below(Path(at), key); }
inline Path below(const Trail& at, const Path& more) { return core::below(Path(at), more); }
inline Path below(Path at, const Trail& more) { return core::below(std::move(at), Path(more)); }

} // namespace stackc::judge
