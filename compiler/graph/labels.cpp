#include "graph/labels.h"

namespace stackc::graph {

namespace {

constexpr size_t widest = 60;

} // namespace

std::vector<std::string> labelLines(const std::vector<std::string>& lines, const std::string& condition) {
    std::vector<std::string> out;
    for (const std::string& line : lines)
        if (!line.empty())
            out.push_back(line);
    if (condition.empty())
        return out;
    std::string rest = "if " + condition;
    while (rest.size() > widest) {
        size_t blank = rest.rfind(' ', widest);
        if (blank == std::string::npos)
            blank = rest.find(' ');
        if (blank == std::string::npos)
            break;
        out.push_back(rest.substr(0, blank));
        rest.erase(0, blank + 1);
    }
    out.push_back(rest);
    return out;
}

} // namespace stackc::graph
