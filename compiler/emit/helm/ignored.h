#pragma once
// `.helmignore`: files that are in the chart's folder and not in its package.

#include <string>
#include <string_view>

namespace stackc::emit::helm {

/// The text of the file.
std::string helmIgnore();

/// Is the path, from the chart's folder on, one of those? As Helm decides it from that text.
bool isIgnored(std::string_view path);

} // namespace stackc::emit::helm
