#include "driver/migrate.h"

#include "diag/working_on.h"
#include "driver/console.h"
#include "driver/diagnostics.h"
#include "driver/replace_file.h"
#include "text/yaml_tree.h"
#include "values/renamed.h"
#include "values/yaml_text.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <set>

namespace stackc::driver {

using session::Json;

namespace {

using core::KeyPath;

/// How the lines of a text end: like the first.
std::string lineEnd(const std::string& text) {
    size_t end = text.find('\n');
    return end != std::string::npos && end > 0 && text[end - 1] == '\r' ? "\r\n" : "\n";
}

std::vector<std::string> linesOf(const std::string& text) {
    std::vector<std::string> lines;
    for (size_t begin = 0; begin < text.size();) {
        size_t end = std::min(text.find('\n', begin), text.size());
        bool isCut = end > begin && end < text.size() && text[end - 1] == '\r';
        lines.push_back(text.substr(begin, end - begin - (isCut ? 1 : 0)));
        begin = end + 1;
    }
    return lines;
}

std::string joined(const std::vector<std::string>& lines, const std::string& end) {
    std::string out;
    for (const std::string& line : lines)
        out += line + end;
    return out;
}

/// A values file as lines, in which entries of block maps are moved with their comments. What is not laid out in lines
/// is left alone: whoever asks compares the result with what it should be.
class Lines {
public:
    explicit Lines(const std::string& text) : end_(lineEnd(text)), lines_(linesOf(text)) {}

    std::string text() const { return joined(lines_, end_); }

    /// Moves the entry at `from` to the end of the map that has `to`, or renames it where it stands. False: it can't.
    bool move(const KeyPath& from, const KeyPath& to) {
        std::optional<Entry> old = entryAt(from, from.size());
        if (!old || entryAt(to, to.size()))
            return false;
        if (KeyPath(from.begin(), from.end() - 1) == KeyPath(to.begin(), to.end() - 1))
            return rename(*old, to.back());
        std::vector<std::string> block(lines_.begin() + at(old->begin), lines_.begin() + at(old->end));
        size_t key = old->key - old->begin;
        takeOut(*old);
        Taken outer = takeOutEmpty(from);
        for (std::vector<std::string>* comments : {&outer.comments, &outer.behind})
            for (std::string& comment : *comments)
                comment.insert(0, old->column, ' ');
        block.insert(block.begin(), outer.comments.begin(), outer.comments.end());
        block.insert(block.end(), outer.behind.begin(), outer.behind.end());
        return put(std::move(block), key + outer.comments.size(), old->column, to);
    }

    /// Takes the entry out and leaves its comments where it stood. False: it can't.
    bool drop(const KeyPath& path) {
        std::optional<Entry> old = entryAt(path, path.size());
        if (!old)
            return false;
        std::vector<std::string> comments = commentsOf(*old, old->begin, old->end);
        takeOut(*old);
        Taken outer = takeOutEmpty(path);
        comments.insert(comments.begin(), outer.comments.begin(), outer.comments.end());
        comments.insert(comments.end(), outer.behind.begin(), outer.behind.end());
        const Entry& place = outer.place ? *outer.place : *old;
        for (std::string& comment : comments)
            comment.insert(0, place.column, ' ');
        lines_.insert(lines_.begin() + at(place.begin), comments.begin(), comments.end());
        return true;
    }

private:
    /// An entry of a block map: from its comments to the line after it.
    struct Entry {
        size_t begin, key, end;
        size_t column;
    };

    /// What became of maps around an entry: the comments of those that are gone, not indented, and where these stood.
    struct Taken {
        std::vector<std::string> comments; ///< above them, and behind their keys
        std::vector<std::string> behind;   ///< below their last entries
        std::optional<Entry> place;
    };

    static std::ptrdiff_t at(size_t index) { return static_cast<std::ptrdiff_t>(index); }
    static size_t columnOf(const std::string& line) { return std::min(line.find_first_not_of(' '), line.size()); }
    static bool isBlank(const std::string& line) { return columnOf(line) == line.size(); }
    static bool isComment(const std::string& line) { return !isBlank(line) && line[columnOf(line)] == '#'; }

    std::optional<Entry> entryAt(const KeyPath& path, size_t steps) const {
        std::vector<text::YamlNode> documents;
        text::YamlError error;
        text::YamlLimits limits;
        limits.lastKeyWins = true;
        std::string whole = text();
        if (!text::readYamlStream(whole, documents, error, limits) || documents.empty())
            return std::nullopt;
        const text::YamlNode* node = &documents[0];
        size_t offset = 0;
        for (size_t i = 0; i < steps; ++i) {
            auto found = std::find_if(node->keys.begin(), node->keys.end(),
                                      [&](const text::YamlKey& key) { return key.text == path[i]; });
            if (found == node->keys.end())
                return std::nullopt;
            offset = found->offset;
            node = &node->items[static_cast<size_t>(found - node->keys.begin())];
        }
        size_t line = static_cast<size_t>(std::count(whole.begin(), whole.begin() + at(offset), '\n'));
        size_t column = columnOf(lines_[line]);
        size_t end = line + 1;
        for (size_t next = end; next < lines_.size(); ++next) {
            if (isBlank(lines_[next]) || (isComment(lines_[next]) && columnOf(lines_[next]) <= column))
                continue;
            bool isListItem = columnOf(lines_[next]) == column && lines_[next][column] == '-';
            if (columnOf(lines_[next]) <= column && !isListItem)
                break;
            end = next + 1;
        }
        size_t begin = line;
        while (begin > 0 && isComment(lines_[begin - 1]) && columnOf(lines_[begin - 1]) == column)
            --begin;
        return Entry{begin, line, end, column};
    }

    bool rename(const Entry& entry, const std::string& key) { return rename(lines_[entry.key], key); }

    /// Gives the entry that the line begins another key.
    static bool rename(std::string& line, const std::string& key) {
        size_t column = columnOf(line);
        size_t colon = line.find(':', column);
        if (colon == std::string::npos)
            return false;
        line = line.substr(0, column) + values::yamlScalar(key) + line.substr(colon);
        return true;
    }

    void takeOut(const Entry& entry) { lines_.erase(lines_.begin() + at(entry.begin), lines_.begin() + at(entry.end)); }

    /// Takes out the maps around what stood at the path that hold nothing else.
    Taken takeOutEmpty(const KeyPath& path) {
        Taken taken;
        for (size_t steps = path.size() - 1; steps > 0; --steps) {
            std::optional<Entry> entry = entryAt(path, steps);
            if (!entry || !isHollow(*entry))
                break;
            std::vector<std::string> comments = commentsOf(*entry, entry->begin, entry->key + 1);
            std::vector<std::string> behind = commentsOf(*entry, entry->key + 1, entry->end);
            taken.comments.insert(taken.comments.begin(), comments.begin(), comments.end());
            taken.behind.insert(taken.behind.end(), behind.begin(), behind.end());
            takeOut(*entry);
            taken.place = entry;
        }
        return taken;
    }

    /// Is there nothing but comments below its key?
    bool isHollow(const Entry& entry) const {
        return std::all_of(lines_.begin() + at(entry.key + 1), lines_.begin() + at(entry.end),
                           [](const std::string& line) { return isBlank(line) || isComment(line); });
    }

    /// The comments of an entry in some of its lines: whole lines, and that behind its key.
    std::vector<std::string> commentsOf(const Entry& entry, size_t begin, size_t end) const {
        std::vector<std::string> comments;
        for (size_t line = begin; line < end; ++line) {
            const std::string& text = lines_[line];
            size_t behind = line == entry.key ? text.find(" #", text.find(':')) : std::string::npos;
            if (isComment(text))
                comments.push_back(text.substr(columnOf(text)));
            else if (behind != std::string::npos)
                comments.push_back(text.substr(behind + 1));
        }
        return comments;
    }

    bool put(std::vector<std::string> block, size_t key, size_t column, const KeyPath& to) {
        size_t known = to.size() - 1;
        std::optional<Entry> outer;
        while (known > 0 && !(outer = entryAt(to, known)))
            --known;
        size_t line = outer ? outer->end : lines_.size();
        size_t indent = outer ? outer->column + 2 : 0;
        for (size_t i = outer ? outer->key + 1 : line; i < line; ++i)
            if (!isBlank(lines_[i]) && !isComment(lines_[i])) {
                indent = columnOf(lines_[i]);
                break;
            }
        std::vector<std::string> added;
        for (size_t step = known; step + 1 < to.size(); ++step, indent += 2)
            added.push_back(std::string(indent, ' ') + values::yamlScalar(to[step]) + ":");
        if (!rename(block[key], to.back()))
            return false;
        for (const std::string& each : block)
            added.push_back(isBlank(each) ? ""
                                          : std::string(indent, ' ') + each.substr(std::min(column, columnOf(each))));
        lines_.insert(lines_.begin() + at(line), added.begin(), added.end());
        return true;
    }

    std::string end_;
    std::vector<std::string> lines_;
};

/// The part of the path that is null; empty if none is.
KeyPath nullOn(const Json& values, const KeyPath& path) {
    const Json* at = &values;
    for (size_t step = 0; step < path.size() && at->is_object() && at->contains(path[step]); ++step) {
        at = &(*at)[path[step]];
        if (at->is_null())
            return {path.begin(), path.begin() + static_cast<std::ptrdiff_t>(step) + 1};
    }
    return {};
}

/// What is null at old keys, or around them, and counts as nothing now.
std::set<KeyPath> droppedOf(const values::RenamedValues& renamed, const Json& before, const Json& after) {
    std::set<KeyPath> dropped;
    for (const values::Renamed& one : renamed.all) {
        KeyPath path = nullOn(before, one.from);
        if (!path.empty() && !values::isGiven(one, before) && nullOn(after, path).empty())
            dropped.insert(std::move(path));
    }
    return dropped;
}

/// The text with the keys renamed where they stand and comments kept, if that comes to the values; else null.
std::optional<std::string> edited(const std::string& text, const values::RenamedValues& renamed, const Json& before,
                                  const Json& after) {
    Lines lines(text);
    for (const values::Renamed& one : renamed.all)
        if (values::isGiven(one, before) && !lines.move(one.from, one.to))
            return std::nullopt;
    for (const KeyPath& path : droppedOf(renamed, before, after))
        if (!lines.drop(path))
            return std::nullopt;
    std::string result = lines.text();
    constexpr const char* lineEnds = "\r\n";
    if (text.find_first_of(lineEnds) != 0) // blank lines behind what moved
        result.erase(0, std::min(result.find_first_not_of(lineEnds), result.size()));
    Json read;
    text::YamlError error;
    bool isSame = text::readValues(result, read, error) && nlohmann::json(read) == nlohmann::json(after);
    return isSame ? std::optional(result) : std::nullopt;
}

} // namespace

int migrate(session::Compilation& compilation, const Options& options, Json& result) {
    if (compilation.sink.hasErrors())
        return Exit::sourceErrors;
    values::RenamedValues renamed = values::renamedValues(compilation.context());
    for (const auto& [path, text] : options.request.inputs.files) {
        diag::WorkingOn place(path);
        Json before;
        text::YamlError error;
        if (!text::readValues(text, before, error)) {
            compilation.sink.report(
                diag::Code::E4012, {},
                fmt::format("{}{}: {}", path, error.line == 0 ? "" : fmt::format(":{}", error.line), error.message));
            return Exit::sourceErrors;
        }
        Json after =
            values::carried(renamed, before, values::withoutOld(compilation.context(), before), values::Taking::Kept);
        std::string written = text;
        Json told{{"file", path}, {"renamed", Json::array()}, {"removed", Json::array()}};
        for (const values::Renamed& one : renamed.all)
            if (values::isGiven(one, before)) {
                complain("{}: `{}` is `{}` now\n", path, values::pathText(one.from), values::pathText(one.to));
                told["renamed"].push_back({{"from", values::pathText(one.from)}, {"to", values::pathText(one.to)}});
            }
        for (const KeyPath& dropped : droppedOf(renamed, before, after)) {
            told["removed"].push_back(values::pathText(dropped));
            complain("{}: `{}` is null and counts as nothing: it is taken out\n", path, values::pathText(dropped));
        }
        if (after != before && Json::accept(text)) { // which stays JSON
            constexpr int indent = 2;
            written = after.dump(indent, ' ', false, Json::error_handler_t::replace) + "\n";
        } else if (after != before) {
            std::optional<std::string> kept = edited(text, renamed, before, after);
            if (!kept && text.find('#') != std::string::npos)
                complain("{}: its comments are not kept: the values had to be written anew\n", path);
            written = kept ? *kept : joined(linesOf(values::writeYaml(after)), lineEnd(text));
        }
        std::string target = options.migrated.empty() ? path : options.migrated;
        if (target == "-") {
            put(written);
        } else if (target != path || written != text) {
            if (auto failure = target == path ? replaceFile(target, written) : writeFile(target, written))
                return tellFault(*failure);
        }
        told["output"] = target;
        result["files"].push_back(std::move(told));
    }
    return Exit::ok;
}

bool migratesToOutput(const Options& options) {
    const std::vector<std::string>& files = options.valueFiles;
    return options.migrated == "-" ||
           (options.migrated.empty() && std::find(files.begin(), files.end(), "-") != files.end());
}

} // namespace stackc::driver
