#pragma once
// Named templates whose text is always the same: those that write any value of the values into a text, byte for byte as
// eval's writer does, and the one that keeps generated texts.

#include <string>

namespace stackc::emit::helm {

/// `.value` as YAML, `.indent` columns deep; behind a key if `.key` is set.
std::string yamlWriter(const std::string& name);
/// `.value` as JSON, `.indent` columns deep.
std::string jsonWriter(const std::string& name);
/// What the cluster's Secret `.secret` in `.namespace` holds under `.key`; where there is none, `.length` random
/// characters of `.alphabet`.
std::string textKeeper(const std::string& name);

} // namespace stackc::emit::helm
