#include "driver/output.h"

#include "driver/disk.h"
#include "session/file_system.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <map>
#include <set>
#include <sstream>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace stackc::driver {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view listName = ".stackc-files";
constexpr std::string_view lockName = ".stackc-lock";
constexpr std::string_view chartMark = "# "; ///< in the list, before the name of the chart whose files follow
constexpr std::string_view scratchPrefix = ".stackc-";
constexpr size_t maxForeign = 10'000; ///< files of others that are carried over to a new folder

/// Only plain relative paths count: the list may have been edited.
bool isInside(const fs::path& path) {
    return !path.empty() && path.is_relative() &&
           std::none_of(path.begin(), path.end(), [](const fs::path& part) { return part == ".." || part == "."; });
}

bool isScratch(std::string_view name, std::string_view prefix) {
    return name.size() > prefix.size() && name.starts_with(prefix) &&
           name.find_first_not_of("0123456789", prefix.size()) == std::string_view::npos;
}

/// charts/<chart> or manifests/<environment>, of a file in one.
std::optional<fs::path> unitOf(const fs::path& path) {
    auto part = path.begin();
    fs::path unit = *part++;
    if (part == path.end())
        return std::nullopt;
    unit /= *part++;
    return part == path.end() ? std::nullopt : std::optional(unit);
}

struct stat statusOf(const fs::path& path) {
    struct stat status {};
    if (::lstat(path.c_str(), &status) != 0)
        status.st_mode = 0;
    return status;
}

void removeAll(const fs::path& path) {
    std::error_code ignored;
    fs::remove_all(path, ignored);
}

class Output {
public:
    Output(const std::string& folder, const emit::FileSet& files, std::string chart, Existing existing)
        : shown_(folder), files_(files), chart_(std::move(chart)), existing_(existing) {}

    void write() {
        bool isNew = statusOf(shown_).st_mode == 0;
        FolderLock lock(shown_);
        root_ = fs::canonical(shown_);
        aside_ = root_.parent_path() / fmt::format(".{}.stackc-{}", root_.filename().string(), ::getpid());
        scratch_ = root_ / fmt::format("{}{}", scratchPrefix, ::getpid());
        try {
            removeScratch();
            readList();
            if (isAsWanted())
                return;
            stage();
            if (!placeWhole(lock) && !placeUnits())
                placeEach();
        } catch (...) {
            removeAll(scratch_);
            std::error_code ignored;
            if (isNew)
                fs::remove(root_, ignored);
            throw;
        }
        removeAll(scratch_);
    }

    /// The charts and environments none of whose files are there any more.
    std::vector<std::string> gone() const {
        std::set<std::string> units;
        for (const std::string& path : stale_)
            if (auto unit = unitOf(path))
                units.insert(unit->string());
        for (const auto& [path, bytes] : files_)
            if (auto unit = unitOf(path))
                units.erase(unit->string());
        return {units.begin(), units.end()};
    }

private:
    /// Of runs that were killed: the lock says that none is at work.
    void removeScratch() const {
        auto clean = [](const fs::path& folder, std::string_view prefix) {
            std::error_code error;
            std::vector<fs::path> found;
            for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
                if (isScratch(it->path().filename().string(), prefix) && S_ISDIR(statusOf(it->path()).st_mode))
                    found.push_back(it->path());
            for (const fs::path& path : found)
                removeAll(path);
        };
        clean(root_, scratchPrefix);
        clean(root_.parent_path(), fmt::format(".{}.stackc-", root_.filename().string()));
    }

    void readList() {
        for (const auto& [path, bytes] : files_) {
            if (!isInside(path))
                throw Refused{fmt::format("can't write {}: it leads out of {}", path, shown_.string())};
            ours_.insert(path);
        }
        if (existing_ == Existing::Add)
            return;
        requirePlain(listName);
        former_ = session::Disk().read(root_ / listName, maxListBytes).text.value_or("");
        std::istringstream lines(former_);
        std::string chart = chart_; // a list without names is of a version that knew one chart
        for (std::string line; std::getline(lines, line);)
            if (line.starts_with(chartMark))
                chart = line.substr(chartMark.size());
            else if (isInside(line))
                (chart == chart_ ? listed_ : others_[chart]).insert(line);
        separate();
        list_ = listWith(ours_);
        for (const std::string& path : listed_)
            if (ours_.insert(path).second)
                stale_.insert(path);
    }

    /// What is another chart's in a folder that is now to be ours becomes ours, or is refused.
    void separate() {
        std::set<fs::path> units;
        for (const auto& [path, bytes] : files_)
            if (auto unit = unitOf(path))
                units.insert(*unit);
        for (auto& [chart, paths] : others_)
            for (auto path = paths.begin(); path != paths.end();) {
                auto unit = unitOf(*path);
                if (!unit || !units.contains(*unit)) {
                    ++path;
                    continue;
                }
                if (existing_ == Existing::Ours)
                    throw Refused{
                        fmt::format("{0} is of the chart `{1}`, which was built into {2} before. If this chart "
                                    "was called `{1}`, build it once with --force, then remove {2}/charts/{1}; "
                                    "if both are there, name another folder with -o",
                                    (shown_ / *unit).string(), chart, shown_.string())};
                listed_.insert(*path);
                path = paths.erase(path);
            }
        std::erase_if(others_, [](const auto& other) { return other.second.empty(); });
    }

    /// The list of the files of all charts, where `ours` are those of this one.
    std::string listWith(const std::set<std::string>& ours) const {
        std::map<std::string, std::set<std::string>> all = others_;
        all[chart_] = ours;
        std::string list;
        for (const auto& [chart, paths] : all)
            list += fmt::format("{}{}\n{}\n", chartMark, chart, fmt::join(paths, "\n"));
        return list;
    }

    /// Refuses a path that is not a plain file below plain folders. Is it there?
    bool requirePlain(const fs::path& relative) const {
        fs::path path = root_;
        for (auto part = relative.begin(); part != relative.end(); ++part) {
            path /= *part;
            mode_t mode = statusOf(path).st_mode;
            if (mode == 0)
                return false;
            bool isLast = std::next(part) == relative.end();
            if (isLast ? S_ISREG(mode) : S_ISDIR(mode))
                continue;
            fs::path seen = shown_ / path.lexically_relative(root_);
            const char* what = S_ISLNK(mode)   ? "is a link, and links inside of the output are not followed"
                               : S_ISREG(mode) ? "is not a folder"
                                               : session::whatIs(mode);
            throw Refused{fmt::format("can't write {}: {} {}", (shown_ / relative).string(), seen.string(), what)};
        }
        return true;
    }

    /// Refuses what stands in the way. Is everything there already?
    bool isAsWanted() const {
        bool same = stale_.empty() && (existing_ == Existing::Add || former_ == list_);
        for (const auto& [path, bytes] : files_) {
            bool isThere = requirePlain(path);
            if (isThere && session::Disk().read(root_ / path, bytes.size()).text == bytes)
                continue;
            same = false;
            if (isThere && existing_ == Existing::Ours && !listed_.contains(path))
                throw Refused{fmt::format("{} is there already, and stackc did not write it: move it away, or replace "
                                          "it with --force",
                                          (shown_ / path).string())};
        }
        return same;
    }

    /// Writes everything into the scratch folder, as it shall stand.
    void stage() {
        makeFolder(scratch_);
        fs::path made;
        for (const auto& [path, bytes] : files_) {
            if (fs::path folder = fs::path(path).parent_path(); folder != made)
                makeFolders(scratch_, made = std::move(folder));
            writeNew(scratch_ / path, bytes, shown_ / path);
        }
        if (existing_ != Existing::Add)
            writeNew(scratch_ / listName, list_, shown_ / listName, Lasting::Yes); // tells what is ours
    }

    void makeFolder(const fs::path& path) const {
        if (::mkdir(path.c_str(), 0777) != 0 && errno != EEXIST)
            refuse("write to", shown_, errno);
    }

    void makeFolders(const fs::path& root, const fs::path& relative) const {
        fs::path path = root;
        for (const fs::path& part : relative)
            makeFolder(path /= part);
    }

    /// What this class keeps in the folder beside the files.
    bool isOwn(const fs::path& relative) const {
        return relative == scratch_.filename() || relative == lockName ||
               (relative == listName && existing_ != Existing::Add);
    }

    bool isOurFolder(const fs::path& relative) const {
        std::string prefix = relative.string() + "/";
        auto first = ours_.lower_bound(prefix);
        return relative.empty() || (first != ours_.end() && first->starts_with(prefix));
    }

    bool isUnit(const fs::path& relative) const {
        return std::distance(relative.begin(), relative.end()) >= 2 && isOurFolder(*unitOf(relative / "x"));
    }

    /// Gives the new folder the rights of the old one, and links what others have in the old one into it.
    bool carryOver(const fs::path& relative) {
        struct stat old = statusOf(root_ / relative);
        struct stat fresh = statusOf(scratch_ / relative);
        if (fresh.st_mode != 0) {
            fs::path path = scratch_ / relative;
            bool isOwned = old.st_uid == fresh.st_uid && old.st_gid == fresh.st_gid;
            if ((!isOwned && ::lchown(path.c_str(), old.st_uid, old.st_gid) != 0) ||
                ::chmod(path.c_str(), old.st_mode & 07777) != 0)
                return false;
        }
        std::error_code error;
        for (fs::directory_iterator it(root_ / relative, error), end; !error && it != end; it.increment(error)) {
            fs::path path = relative / it->path().filename();
            if (isOwn(path))
                continue;
            if (!carryOverEntry(path))
                return false;
        }
        return !error;
    }

    bool carryOverEntry(const fs::path& path) {
        struct stat status = statusOf(root_ / path);
        if (S_ISDIR(status.st_mode)) {
            if (isOurFolder(path))
                return carryOver(path);
            if (!isUnit(path) || ++foreign_ > maxForeign)
                return false;
            makeFolders(scratch_, path);
            return carryOver(path);
        }
        if (ours_.contains(path.string()))
            return true;
        if (++foreign_ > maxForeign)
            return false;
        makeFolders(scratch_, path.parent_path());
        return ::linkat(AT_FDCWD, (root_ / path).c_str(), AT_FDCWD, (scratch_ / path).c_str(), 0) == 0 ||
               (errno == EEXIST && statusOf(scratch_ / path).st_ino == status.st_ino);
    }

    /// What others changed in the old folder while it was exchanged goes to the new one.
    void salvage(const fs::path& old, const fs::path& fresh, const fs::path& relative) const {
        std::error_code error;
        std::vector<fs::path> found;
        for (fs::directory_iterator it(old / relative, error), end; !error && it != end; it.increment(error))
            found.push_back(relative / it->path().filename());
        for (const fs::path& path : found) {
            struct stat status = statusOf(old / path);
            if (isOwn(path))
                continue;
            if (S_ISDIR(status.st_mode) && statusOf(fresh / path).st_mode != 0)
                salvage(old, fresh, path);
            else if (!S_ISDIR(status.st_mode) ? !isOurs(fresh, path) && statusOf(fresh / path).st_ino != status.st_ino
                                              : !isOurFolder((fresh / path).lexically_relative(root_)))
                fs::rename(old / path, fresh / path, error);
        }
    }

    bool isOurs(const fs::path& fresh, const fs::path& relative) const {
        return ours_.contains((fresh / relative).lexically_relative(root_).string());
    }

    /// Exchanges the folder itself; false if that can't be done, and nothing has changed.
    bool placeWhole(FolderLock& lock) {
        std::error_code error;
        fs::path here = fs::current_path(error);
        if (error || !root_.has_relative_path() || *here.lexically_relative(root_).begin() != "..")
            return false;
        if (!carryOver({}) || !lock.extendTo(scratch_))
            return false;
        fs::rename(scratch_, aside_, error);
        if (error)
            return false;
        if (!exchange(root_, aside_)) {
            fs::rename(aside_, scratch_);
            return false;
        }
        fs::rename(aside_, scratch_, error);
        const fs::path& old = error ? aside_ : scratch_;
        salvage(old, root_, {});
        removeAll(old);
        return true;
    }

    /// Exchanges each folder of a chart or an environment; false if that can't be done, and nothing has changed.
    bool placeUnits() {
        if (existing_ == Existing::Add)
            return false;
        std::set<fs::path> units;
        for (const std::string& path : ours_)
            if (auto unit = unitOf(path))
                units.insert(*unit);
        for (const fs::path& unit : units) {
            makeFolders(scratch_, unit);
            if (statusOf(root_ / unit).st_mode != 0 && (!S_ISDIR(statusOf(root_ / unit).st_mode) || !carryOver(unit)))
                return false;
        }
        listBoth();
        for (auto unit = units.begin(); unit != units.end(); ++unit)
            if (!swap(*unit)) {
                while (unit != units.begin())
                    swap(*--unit); // back
                return false;
            }
        for (const fs::path& unit : units) {
            salvage(scratch_ / unit, root_ / unit, {});
            removeAll(scratch_ / unit);
            removeEmpty(unit);
        }
        placeEach();
        return true;
    }

    bool swap(const fs::path& unit) const {
        std::error_code error;
        fs::path staged = scratch_ / unit;
        fs::path placed = root_ / unit;
        if (statusOf(staged).st_mode != 0 && statusOf(placed).st_mode != 0)
            return exchange(staged, placed);
        makeFolders(root_, unit.parent_path());
        bool isStaged = statusOf(staged).st_mode != 0;
        fs::rename(isStaged ? staged : placed, isStaged ? placed : staged, error);
        return !error;
    }

    /// Until all is done the list has the old files and the new ones.
    void listBoth() const {
        fs::path staged = scratch_ / fmt::format("{}-both", listName);
        removeAll(staged);
        writeNew(staged, listWith(ours_), shown_ / listName, Lasting::Yes);
        fs::rename(staged, root_ / listName);
    }

    /// Moves what is still in the scratch folder file by file, and removes what is stale.
    void placeEach() {
        if (existing_ != Existing::Add)
            listBoth();
        for (const auto& [path, bytes] : files_) {
            if (statusOf(scratch_ / path).st_mode == 0 ||
                session::Disk().read(root_ / path, bytes.size()).text == bytes)
                continue;
            makeFolders(root_, fs::path(path).parent_path());
            fs::rename(scratch_ / path, root_ / path);
        }
        if (existing_ == Existing::Add)
            return;
        for (const std::string& path : stale_)
            if (isStale(path)) {
                fs::remove(root_ / path);
                removeEmpty(fs::path(path).parent_path());
            }
        fs::rename(scratch_ / listName, root_ / listName);
    }

    /// A plain file below plain folders; others may have put something else there.
    bool isStale(const fs::path& relative) const {
        try {
            return requirePlain(relative);
        } catch (const Refused&) {
            return false;
        }
    }

    void removeEmpty(fs::path relative) const {
        std::error_code error;
        for (; !relative.empty() && fs::is_empty(root_ / relative, error) && !error; relative = relative.parent_path())
            fs::remove(root_ / relative, error);
    }

    static constexpr size_t maxListBytes = size_t{64} << 20;

    fs::path shown_, root_, scratch_, aside_;
    const emit::FileSet& files_;
    std::string chart_;
    Existing existing_;
    std::string list_, former_;                           ///< what `.stackc-files` shall say, and said
    std::set<std::string> ours_;                          ///< the files of this run and those of earlier ones
    std::set<std::string> listed_;                        ///< those of earlier runs
    std::set<std::string> stale_;                         ///< those of earlier runs only
    std::map<std::string, std::set<std::string>> others_; ///< those of other charts, by their names
    size_t foreign_ = 0;
};

std::optional<std::string> write(const std::string& folder, Output& output) {
    try {
        output.write();
        return std::nullopt;
    } catch (const Refused& refused) {
        return refused.message;
    } catch (const fs::filesystem_error& error) {
        return fmt::format("can't write to {}: {}", folder, error.code().message());
    }
}

} // namespace

std::optional<std::string> writeFiles(const std::string& folder, const emit::FileSet& files, const std::string& chart,
                                      Existing existing, std::vector<std::string>& gone) {
    Output output(folder, files, chart, existing);
    auto error = write(folder, output);
    if (!error)
        gone = output.gone();
    return error;
}

std::optional<std::string> addFiles(const std::string& folder, const emit::FileSet& files) {
    Output output(folder, files, "", Existing::Add);
    return write(folder, output);
}

} // namespace stackc::driver
