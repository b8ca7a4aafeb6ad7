#include "inspect/source_map_format.h"
#include "inspect/source_map_json.h"
#include "kube/json_input.h"

#include <algorithm>
#include <fmt/format.h>
#include <limits>
#include <nlohmann/json.hpp>

namespace stackc::inspect {

using Json = nlohmann::json;

namespace {

/// Reads members of objects. The first thing that is wrong is kept, and what is read from there on means nothing.
class Reader {
public:
    support::Result<SourceMap> run(const Json& json) {
        if (!json.is_object() || !json.contains(sourceMapMark))
            return support::Failure{fmt::format("it has no `{}`: it is no source map", sourceMapMark)};
        if (const Json& version = json[sourceMapMark]; version != sourceMapVersion)
            return support::Failure{fmt::format("it is a source map of format {}, this stackc reads format {}",
                                                version.is_number() ? version.dump() : "unknown", sourceMapVersion)};
        whole(json);
        if (!fault_.empty())
            return support::Failure{fault_};
        return std::move(map_);
    }

private:
    void whole(const Json& json) {
        const Json& chart = member(json, "chart");
        way_.emplace_back("chart");
        std::string name = text(chart, "name"), digest = text(chart, "digest");
        map_.version = text(chart, "version");
        if (digest.starts_with(digestMark))
            map_.digest = digest.substr(digestMark.size());
        else
            fail("digest", fmt::format("has to begin with `{}`", digestMark));
        way_.pop_back();
        list(json, "files", map_.files, [this](const Json& item) { return textOf(item); });
        list(json, "lines", map_.lines, [this](const Json& item) { return line(item); });
        list(json, "places", map_.places, [this](const Json& item) { return place(item); });
        list(json, "charts", map_.charts, [this](const Json& item) { return this->chart(item); });
        if (map_.charts.empty() || map_.charts.front().name != name)
            fail("charts", "has to begin with the chart");
    }

    SourceMap::Line line(const Json& json) {
        SourceMap::Line line;
        line.file = number(json, "file", map_.files.size());
        line.number = static_cast<uint32_t>(number(json, "line", mostNumber));
        line.source = text(json, "source");
        return line;
    }

    SourceMap::Place place(const Json& json) {
        SourceMap::Place place;
        place.line = number(json, "in", map_.lines.size());
        place.column = static_cast<uint32_t>(number(json, "column", mostNumber));
        return place;
    }

    SourceMap::Chart chart(const Json& json) {
        SourceMap::Chart chart;
        chart.name = text(json, "name");
        chart.at = text(json, "valuesAt");
        list(json, "resources", chart.resources, [this](const Json& item) { return resource(item); });
        list(json, "templates", chart.templates,
             [&](const Json& item) { return fileOf(item, chart.resources.size()); });
        list(json, "checks", chart.checks, [this](const Json& item) { return check(item); });
        list(json, "values", chart.values, [this](const Json& item) {
            return SourceMap::Value{text(item, "path"), placeOf(item)};
        });
        return chart;
    }

    SourceMap::Resource resource(const Json& json) {
        SourceMap::Resource resource{text(json, "kind"), text(json, "name"), {}};
        depths_.clear();
        list(json, "fields", resource.steps, [this](const Json& item) { return step(item); });
        return resource;
    }

    SourceMap::Step step(const Json& json) {
        SourceMap::Step step;
        size_t depth = 0;
        if (!json.is_object()) {
            fail("", "is no object");
        } else if (json.contains("in")) {
            step.in = number(json, "in", depths_.size());
            step.isElement = json.contains("element");
            if (step.isElement)
                step.index = number(json, "element", mostNumber);
            step.mayLack = isSaid(json, "mayLack");
            step.mayRepeat = isSaid(json, "mayRepeat");
            if (!step.isElement || json.contains("name"))
                step.key = text(json, step.isElement ? "name" : "key");
            depth = step.in < depths_.size() ? depths_[step.in] + 1 : 0;
        }
        if (depth > SourceMap::mostDepth)
            fail("in", "lies too deep");
        depths_.push_back(depth);
        step.place = placeOf(json);
        return step;
    }

    SourceMap::Template fileOf(const Json& json, size_t resources) {
        SourceMap::Template file;
        file.file = text(json, "file");
        list(json, "resources", file.resources, [&](const Json& item) { return numberOf(item, resources); });
        list(json, "lines", file.fields, [this](const Json& item) { return textOf(item); });
        return file;
    }

    SourceMap::Check check(const Json& json) {
        SourceMap::Check check;
        list(json, "says", check.said, [this](const Json& item) { return textOf(item); });
        check.place = placeOf(json);
        return check;
    }

    /// Is the member there, which is true then?
    bool isSaid(const Json& json, const char* key) {
        if (json.contains(key) && json[key] != true)
            fail(key, "is not true");
        return json.contains(key);
    }

    size_t placeOf(const Json& json) {
        bool isThere = json.is_object() && json.contains("at");
        return isThere ? number(json, "at", map_.places.size()) : SourceMap::none;
    }

    template <typename Item, typename Read>
    void list(const Json& object, const char* key, std::vector<Item>& items, const Read& read) {
        const Json& found = member(object, key);
        way_.emplace_back(key);
        if (!found.is_array())
            fail("", "is no list");
        for (size_t i = 0; found.is_array() && i < found.size() && fault_.empty(); ++i) {
            way_.push_back(fmt::format("[{}]", i));
            items.push_back(read(found[i]));
            way_.pop_back();
        }
        way_.pop_back();
    }

    std::string text(const Json& object, const char* key) { return textOf(member(object, key), key); }
    size_t number(const Json& object, const char* key, size_t below) {
        return numberOf(member(object, key), below, key);
    }

    std::string textOf(const Json& json, const char* key = "") {
        if (json.is_string())
            return json.get<std::string>();
        fail(key, "is no text");
        return {};
    }

    size_t numberOf(const Json& json, size_t below, const char* key = "") {
        if (json.is_number_unsigned() && json.get<uint64_t>() < below)
            return json.get<size_t>();
        fail(key, below == 0 ? "is the number of nothing" : fmt::format("is no number from 0 to {}", below - 1));
        return 0;
    }

    /// null where there is none, which is nothing that is asked for.
    const Json& member(const Json& object, const char* key) {
        static const Json none;
        if (object.is_object() && object.contains(key))
            return object[key];
        if (object.is_object())
            fail(key, "is not there");
        else
            fail("", "is no object");
        return none;
    }

    void fail(const char* key, const std::string& what) {
        if (!fault_.empty())
            return;
        std::string where;
        for (const std::string& step : way_)
            where += (where.empty() || step.starts_with('[') ? "" : ".") + step;
        const std::string inner = key;
        where += (where.empty() || inner.empty() ? "" : ".") + inner;
        fault_ = fmt::format("`{}` {}", where, what);
    }

    static constexpr size_t mostNumber = std::numeric_limits<uint32_t>::max();

    SourceMap map_;
    std::vector<size_t> depths_; ///< of the steps of a resource
    std::vector<std::string> way_;
    std::string fault_;
};

} // namespace

support::Result<SourceMap> readSourceMap(std::string_view text) {
    std::vector<kube::ImportError> errors;
    const Json json = kube::parseJson(text, errors);
    if (!errors.empty()) {
        constexpr size_t most = 80; // of keys, which may be any
        const std::string& where = errors[0].where;
        return support::Failure{(where.empty() || where.size() > most ? "" : where + ": ") + errors[0].message};
    }
    return Reader().run(json);
}

} // namespace stackc::inspect
