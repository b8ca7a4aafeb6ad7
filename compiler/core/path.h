#pragma once
// Where in a resource something stands.

#include <cstddef>
#include <string>
#include <vector>

namespace stackc::core {

/// A field, or an element of a list.
struct Step {
    Step(std::string key) : key(std::move(key)) {}
    Step(const char* key) : key(key) {}
    Step(size_t index) : index(index), isElement(true) {}

    std::string key;
    size_t index = 0;
    bool isElement = false;
};

using Path = std::vector<Step>;

/// The path of a field of what stands at the path.
inline Path below(Path path, const char* key) {
    path.emplace_back(key);
    return path;
}
/// From the path on, along another one.
inline Path below(Path path, const Path& more) {
    path.insert(path.end(), more.begin(), more.end());
    return path;
}

/// `spec.ports[0].name`
std::string show(const Path& path);

} // namespace stackc::core
