#pragma once
// Named templates that write any value of the values into a text, byte for byte as eval's writer does.

#include <string>

namespace stackc::emit::helm {

/// `.value` as YAML, `.indent` columns deep; behind a key if `.key` is set.
std::string yamlWriter(const std::string& name);
/// `.value` as JSON, `.indent` columns deep.
std::string jsonWriter(const std::string& name);

} // namespace stackc::emit::helm
