#include "session/git_tree.h"

#include "support/subprocess.h"

#include <cerrno>
#include <cstring>
#include <fmt/format.h>

namespace stackc::session {

namespace fs = std::filesystem;

namespace {

/// Runs git on the repository that the folder lies in, whatever repository we are run by, as hooks are: the variables
/// of `git rev-parse --local-env-vars` say which.
support::Finished runGit(const std::vector<std::string>& command) {
    static const std::vector<std::string_view> variables = {"GIT_ALTERNATE_OBJECT_DIRECTORIES",
                                                            "GIT_CONFIG",
                                                            "GIT_CONFIG_PARAMETERS",
                                                            "GIT_CONFIG_COUNT",
                                                            "GIT_OBJECT_DIRECTORY",
                                                            "GIT_DIR",
                                                            "GIT_WORK_TREE",
                                                            "GIT_IMPLICIT_WORK_TREE",
                                                            "GIT_GRAFT_FILE",
                                                            "GIT_INDEX_FILE",
                                                            "GIT_NO_REPLACE_OBJECTS",
                                                            "GIT_REPLACE_REF_BASE",
                                                            "GIT_PREFIX",
                                                            "GIT_SHALLOW_FILE",
                                                            "GIT_COMMON_DIR"};
    return support::run(command, {}, variables);
}

/// What git prints, without the last line end.
support::Result<std::string> git(const fs::path& folder, const std::vector<std::string>& arguments) {
    std::vector<std::string> command = {"git", "-C", folder.empty() ? "." : folder.string()};
    command.insert(command.end(), arguments.begin(), arguments.end());
    support::Finished made = runGit(command);
    if (made.status == -ENOENT)
        return support::Failure{"`git` isn't installed"};
    if (made.status < 0)
        return support::Failure{fmt::format("can't run `git`: {}", std::strerror(-made.status))};
    if (made.status != 0)
        return support::Failure{"git failed"};
    if (made.output.ends_with('\n'))
        made.output.pop_back();
    return std::move(made.output);
}

fs::path wholePath(const fs::path& path) {
    std::error_code error;
    fs::path result = fs::absolute(path.empty() ? fs::path(".") : path, error).lexically_normal();
    return result.has_filename() ? result : result.parent_path(); // `folder/`
}

/// The nearest folder that is there.
fs::path folderOf(fs::path path) {
    std::error_code error;
    path = wholePath(path);
    while (!fs::is_directory(path, error) && path.has_relative_path())
        path = path.parent_path();
    return path;
}

/// The folder above, or the folder, that is the root of the working tree as git tells it; links may lead there.
fs::path above(fs::path folder, const fs::path& root) {
    std::error_code error;
    while (!fs::equivalent(folder, root, error) && folder.has_relative_path())
        folder = folder.parent_path();
    return folder;
}

std::string missing(const fs::path& path) {
    return fmt::format("can't read {}: the revision has no such file", path.string());
}

} // namespace

support::Result<std::shared_ptr<const FileSystem>> GitTree::of(const fs::path& path, const std::string& revision) {
    fs::path folder = folderOf(path);
    auto root = git(folder, {"rev-parse", "--show-toplevel"});
    if (!root)
        return support::Failure{fmt::format("{} is in no working tree of git: {}", folder.string(), root.error())};
    auto commit = git(folder, {"rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"});
    if (!commit)
        return support::Failure{fmt::format("git knows no revision `{}`", revision)};
    auto listed = git(folder, {"ls-tree", "-r", "-z", "--full-tree", *commit});
    if (!listed)
        return support::Failure{fmt::format("can't read the revision `{}`: {}", revision, listed.error())};
    fs::path top = above(folder, *root);
    std::error_code error;
    if (!fs::equivalent(top, *root, error))
        return support::Failure{fmt::format(
            "{} leads into the working tree {} by a link: name the source by its path in it", path.string(), *root)};
    std::shared_ptr<GitTree> tree(new GitTree(top));
    for (std::string_view rest = *listed; !rest.empty();) {
        size_t end = std::min(rest.find('\0'), rest.size());
        tree->add(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return std::shared_ptr<const FileSystem>(std::move(tree));
}

/// `100644 blob 5716ca… TAB path`
void GitTree::add(std::string_view line) {
    size_t tab = line.find('\t');
    if (tab == std::string_view::npos)
        return;
    std::string_view mode = line.substr(0, line.find(' '));
    std::string_view object = line.substr(0, tab);
    object.remove_prefix(object.rfind(' ') + 1);
    Kind kind = mode == "120000" ? Kind::Link : mode.starts_with("100") ? Kind::File : Kind::Other;
    entries_[std::string(line.substr(tab + 1))] = {std::string(object), kind};
}

std::optional<std::string> GitTree::inTree(const fs::path& path) const {
    fs::path inside = wholePath(path).lexically_relative(root_);
    if (inside.empty() || *inside.begin() == "..")
        return std::nullopt;
    return inside == "." ? std::string() : inside.string();
}

Reading GitTree::read(const fs::path& path, size_t limit) const {
    std::optional<std::string> inside = inTree(path);
    auto found = inside ? entries_.find(*inside) : entries_.end();
    if (found == entries_.end())
        return {std::nullopt, missing(path), true};
    if (found->second.kind != Kind::File)
        return {std::nullopt, fmt::format("can't read {}: in the revision it is no plain file", path.string()), false};
    support::Finished made = runGit({"git", "-C", root_.string(), "cat-file", "blob", found->second.object});
    if (made.status != 0)
        return {std::nullopt, fmt::format("can't read {}: git has no {}", path.string(), found->second.object), false};
    return {made.output.substr(0, limit + 1), "", false};
}

Kind GitTree::kind(const fs::path& path, Links links) const {
    std::optional<std::string> inside = inTree(path);
    if (!inside)
        return Kind::Missing;
    if (inside->empty())
        return Kind::Folder;
    if (auto found = entries_.find(*inside); found != entries_.end())
        return found->second.kind == Kind::Link && links == Links::Follow ? Kind::Other : found->second.kind;
    auto below = entries_.lower_bound(*inside + "/");
    return below != entries_.end() && below->first.starts_with(*inside + "/") ? Kind::Folder : Kind::Missing;
}

Names GitTree::list(const fs::path& folder) const {
    std::vector<std::string> names;
    std::optional<std::string> inside = inTree(folder);
    if (!inside)
        return names;
    std::string prefix = inside->empty() ? "" : *inside + "/";
    for (auto entry = entries_.lower_bound(prefix); entry != entries_.end() && entry->first.starts_with(prefix);
         ++entry) {
        std::string name = entry->first.substr(prefix.size());
        name.resize(std::min(name.find('/'), name.size()));
        if (names.empty() || names.back() != name)
            names.push_back(std::move(name));
    }
    return names;
}

bool GitTree::isBelow(const fs::path& file, const fs::path& folder) const {
    std::optional<std::string> inside = inTree(file), above = inTree(folder);
    return inside && above && kind(file, Links::Tell) != Kind::Missing &&
           (above->empty() || inside->starts_with(*above + "/"));
}

} // namespace stackc::session
