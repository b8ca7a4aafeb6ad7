#include "driver/graphviz.h"

#include "support/subprocess.h"

#include <cerrno>
#include <cstring>
#include <fmt/format.h>

namespace stackc::driver {

Svg svgOf(const std::string& dot) {
    support::Finished made = support::run({"dot", "-Tsvg"}, dot);
    if (made.status == -ENOENT)
        return {std::nullopt, "`dot` isn't installed; it is in Debian's package graphviz. --format dot needs nothing"};
    if (made.status < 0)
        return {std::nullopt, fmt::format("can't run `dot`: {}", std::strerror(-made.status))};
    if (made.status != 0 || made.output.find("</svg>") == std::string::npos)
        return {std::nullopt, fmt::format("`dot` made no picture, exit status {}", made.status)};
    return {std::move(made.output), ""};
}

} // namespace stackc::driver
