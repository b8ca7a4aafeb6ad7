#include "emit/helm/ignored.h"

#include <algorithm>
#include <array>

namespace stackc::emit::helm {

namespace {

/// A name, `*` and an ending, or, with a slash behind it, the name of a folder; wherever it stands, or, with a slash
/// before it, at the top alone: an included chart may be called `ci`.
constexpr std::array<std::string_view, 14> patterns = {".DS_Store", "/ci/",     ".git/",  ".gitignore", ".svn/",
                                                       ".hg/",      "*.swp",    "*.bak",  "*.tmp",      "*.orig",
                                                       "*~",        ".project", ".idea/", ".vscode/"};

bool matches(std::string_view pattern, std::string_view name, bool isFolder, bool isTop) {
    if (pattern.starts_with('/'))
        return isTop && matches(pattern.substr(1), name, isFolder, isTop);
    if (pattern.ends_with('/'))
        return isFolder && name == pattern.substr(0, pattern.size() - 1);
    return pattern.starts_with('*') ? name.ends_with(pattern.substr(1)) : name == pattern;
}

} // namespace

std::string helmIgnore() {
    std::string text = "# Patterns of files that are not packaged.\n";
    for (std::string_view pattern : patterns)
        text.append(pattern).append("\n");
    return text;
}

bool isIgnored(std::string_view path) {
    for (size_t begin = 0; begin < path.size();) {
        size_t end = std::min(path.find('/', begin), path.size());
        std::string_view name = path.substr(begin, end - begin);
        bool isFolder = end < path.size();
        bool isHidden = !isFolder && name.size() > 1 && name.starts_with('.') && path.substr(0, begin) == "templates/";
        if (isHidden || std::any_of(patterns.begin(), patterns.end(), [&](std::string_view pattern) {
                return matches(pattern, name, isFolder, begin == 0);
            }))
            return true;
        begin = end + 1;
    }
    return false;
}

} // namespace stackc::emit::helm
