#include "inspect/trace.h"

#include "core/path.h"
#include "diag/working_on.h"
#include "inspect/field_path.h"
#include "inspect/late_name.h"
#include "inspect/message.h"
#include "inspect/value_path.h"
#include "inspect/value_places.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <set>

namespace stackc::inspect {

namespace {

/// How well a resource of a release of any name goes by a name: its own in a release that has the chart's name, or what
/// that ends in.
size_t likeness(const std::string& name, const std::string& own, const std::string& chart) {
    constexpr size_t same = 1000, longer = 500;
    if (name == own)
        return same;
    if (name.ends_with(own))
        return longer + own.size();
    std::string end = own.starts_with(chart) ? own.substr(chart.size()) : own;
    return std::max(inspect::likeness(own, name), inspect::likeness("{release}" + end, name));
}

/// The steps of a resource that a way leads to.
class Follow {
public:
    struct Found {
        std::string path;
        size_t place;
    };

    /// What an index of an element counts.
    enum class Index : uint8_t {
        OfAll,  ///< what may be there in any release
        OfThose ///< what is there in the one that the message is of
    };

    Follow(const SourceMap::Resource& resource, Index counts) : steps_(resource.steps), counts_(counts) {}

    std::vector<Found> run(std::string_view way) {
        found_.clear();
        for (size_t i = 0; i < steps_.size(); ++i)
            if (steps_[i].in == SourceMap::none)
                step(i, way);
        return std::move(found_);
    }

private:
    void step(size_t at, std::string_view rest) {
        if (rest.empty())
            found_.push_back({core::show(path_), steps_[at].place});
        else
            below(at, rest);
    }

    /// An element goes by its index or its name. Keys may have dots: the longest that fits is meant.
    void below(size_t at, std::string_view rest) {
        size_t longest = 0;
        for (size_t i = at + 1; i < steps_.size(); ++i)
            if (steps_[i].in == at && !steps_[i].isElement && behindKey(rest, steps_[i].key))
                longest = std::max(longest, steps_[i].key.size());
        for (size_t i = at + 1; i < steps_.size(); ++i) {
            const SourceMap::Step& inner = steps_[i];
            if (inner.in != at || (!inner.isElement && inner.key.size() != longest))
                continue;
            auto behind = inner.isElement ? behindElement(rest, inner) : behindKey(rest, inner.key);
            if (!behind)
                continue;
            path_.push_back(inner.isElement ? core::Step(inner.index) : core::Step(inner.key));
            step(i, *behind);
            path_.pop_back();
        }
    }

    std::optional<std::string_view> behindElement(std::string_view rest, const SourceMap::Step& element) const {
        std::optional<size_t> index = counts_ == Index::OfThose ? indexAt(rest) : std::nullopt;
        if (!index)
            return inspect::behindElement(rest, element.index, &element.key);
        return mayBe(element, *index) ? inspect::behindElement(rest, *index, nullptr) : std::nullopt;
    }

    /// `[3]` or `.3`
    static std::optional<size_t> indexAt(std::string_view rest) {
        rest.remove_prefix(rest.empty() ? 0 : 1);
        size_t index = 0;
        auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), index);
        bool isWhole = end == rest.data() + rest.size() || *end == ']' || *end == '.' || *end == '[';
        return error == std::errc() && isWhole ? std::optional(index) : std::nullopt;
    }

    /// May the element be the one of that index, where those before it that may lack do, or don't?
    bool mayBe(const SourceMap::Step& element, size_t index) const {
        size_t least = 0, most = 0;
        bool isBounded = !element.mayRepeat;
        std::set<size_t> seen;
        for (const SourceMap::Step& other : steps_) {
            bool isBefore = other.in == element.in && other.isElement && other.index < element.index;
            if (!isBefore || !seen.insert(other.index).second)
                continue;
            least += other.mayLack ? 0 : 1;
            ++most;
            isBounded &= !other.mayRepeat;
        }
        return index >= least && (!isBounded || index <= most);
    }

    const std::vector<SourceMap::Step>& steps_;
    Index counts_;
    core::Path path_;
    std::vector<Found> found_;
};

class Tracer {
public:
    explicit Tracer(const SourceMap& map) : map_(map) {}

    std::vector<Traced> run(const Message& message) {
        std::vector<std::set<const SourceMap::Resource*>> meant;
        for (const NamedField& named : message.fields)
            meant.push_back(meantBy(named));
        for (const SourceMap::Chart& chart : map_.charts) {
            for (const std::string& refused : message.refused)
                check(chart, refused);
            for (const auto& chain : message.lines)
                lines(chart, chain);
            for (size_t i = 0; i < message.fields.size(); ++i)
                field(chart, message.fields[i].field, meant[i]);
            for (const NamedValue& named : message.values)
                for (const std::string& path : pathsOf(named))
                    value(chart, path);
        }
        return std::move(found_);
    }

private:
    void check(const SourceMap::Chart& chart, const std::string& refused) {
        for (const SourceMap::Check& check : chart.checks)
            if (says(check.said, refused))
                add("a check", check.place);
    }

    /// The first line is of a resource's own template; each includes the next one.
    void lines(const SourceMap::Chart& chart, const std::vector<TemplateLine>& chain) {
        if (chain.empty())
            return;
        std::string field;
        for (const TemplateLine& line : chain) {
            std::string inner = fieldOf(line);
            field += (field.empty() || inner.empty() || inner.starts_with('[') ? "" : ".") + inner;
        }
        for (const SourceMap::Template& file : chart.templates)
            if (file.file == chain.front().file)
                for (size_t resource : file.resources)
                    add(chart.resources[resource], field, Follow::Index::OfAll);
    }

    std::string fieldOf(const TemplateLine& line) const {
        for (const SourceMap::Chart& chart : map_.charts)
            for (const SourceMap::Template& file : chart.templates)
                if (file.file == line.file && line.line > 0 && line.line <= file.fields.size())
                    return file.fields[line.line - 1];
        return "";
    }

    static size_t likenessOf(const SourceMap::Chart& chart, const SourceMap::Resource& resource,
                             const NamedField& named) {
        return !isCalled(resource.kind, named.kind) ? 0
               : named.name.empty()                 ? 1
                                                    : likeness(named.name, resource.name, chart.name);
    }

    /// Of the resources of all charts: only those are meant that go by the name best.
    std::set<const SourceMap::Resource*> meantBy(const NamedField& named) const {
        std::vector<const SourceMap::Resource*> all;
        std::vector<size_t> likenesses;
        for (const SourceMap::Chart& chart : map_.charts)
            for (const SourceMap::Resource& resource : chart.resources) {
                all.push_back(&resource);
                likenesses.push_back(likenessOf(chart, resource, named));
            }
        std::set<const SourceMap::Resource*> meant;
        for (size_t index : likeliest(likenesses))
            meant.insert(all[index]);
        return meant;
    }

    void field(const SourceMap::Chart& chart, const std::string& field,
               const std::set<const SourceMap::Resource*>& meant) {
        for (const SourceMap::Resource& resource : chart.resources)
            if (meant.contains(&resource))
                add(resource, field, Follow::Index::OfThose);
    }

    /// Where the value stands in those of the outermost chart.
    std::vector<std::string> pathsOf(const NamedValue& named) const {
        std::vector<std::string> paths;
        for (const SourceMap::Chart& chart : map_.charts)
            if (chart.name == named.chart)
                paths.push_back(chart.at + named.path);
        return paths.empty() ? std::vector{named.path} : paths;
    }

    void value(const SourceMap::Chart& chart, const std::string& path) {
        if (!path.starts_with(chart.at))
            return;
        if (const SourceMap::Value* value = valueAround(chart.values, path.substr(chart.at.size())))
            add("values." + path, value->place);
    }

    /// The field, or what is there of the way to it.
    void add(const SourceMap::Resource& resource, std::string field, Follow::Index counts) {
        Follow follow(resource, counts);
        std::vector<Follow::Found> found = follow.run(field);
        for (; found.empty() && !field.empty(); found = follow.run(field))
            field = outerPath(field);
        const std::string whole = resource.kind + "/" + resource.name;
        for (const auto& [path, place] : found)
            add(whole + (path.empty() ? "" : " " + path), place);
    }

    void add(const std::string& what, size_t place) {
        bool isThere = std::any_of(found_.begin(), found_.end(),
                                   [&](const Traced& other) { return other.what == what && other.place == place; });
        if (!isThere && place != SourceMap::none)
            found_.push_back({what, place});
    }

    const SourceMap& map_;
    std::vector<Traced> found_;
};

} // namespace

std::vector<Traced> trace(const SourceMap& map, std::string_view message) {
    diag::WorkingOn place("the message");
    return Tracer(map).run(parseMessage(message));
}

bool says(const std::vector<std::string>& message, std::string_view said) {
    if (message.empty())
        return false;
    if (message.size() == 1)
        return said == message.front();
    const std::string &first = message.front(), &last = message.back();
    if (said.size() < first.size() + last.size() || !said.starts_with(first) || !said.ends_with(last))
        return false;
    said.remove_prefix(first.size());
    said.remove_suffix(last.size());
    for (size_t i = 1; i + 1 < message.size(); ++i) {
        size_t at = said.find(message[i]);
        if (at == std::string_view::npos)
            return false;
        said.remove_prefix(at + message[i].size());
    }
    return true;
}

} // namespace stackc::inspect
