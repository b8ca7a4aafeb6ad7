#include "driver/trace.h"

#include "driver/console.h"
#include "inspect/places.h"
#include "inspect/trace.h"
#include "session/source_map.h"
#include "text/json_lookup.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace stackc::driver {

namespace {

using Json = nlohmann::ordered_json;

void printJson(const inspect::SourceMap& map, const std::vector<inspect::Traced>& found) {
    Json places = Json::array();
    for (const inspect::Traced& traced : found) {
        const inspect::SourceMap::Place& place = map.places[traced.place];
        const inspect::SourceMap::Line& line = map.lines[place.line];
        places.push_back({{"what", traced.what},
                          {"file", map.files[line.file]},
                          {"line", line.number},
                          {"column", place.column},
                          {"source", line.source}});
    }
    put(text::wholeJson({{"places", std::move(places)}}));
}

/// What a terminal would act on is a question mark, as in diagnostics.
std::string plain(std::string text) {
    std::replace_if(
        text.begin(), text.end(),
        [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f; }, '?');
    return text;
}

void printText(const inspect::SourceMap& map, const std::vector<inspect::Traced>& found) {
    for (const inspect::Traced& traced : found) {
        const inspect::SourceMap::Line& line = map.lines[map.places[traced.place].line];
        put("{}:{}: {}\n    {}\n", plain(map.files[line.file]), line.number, plain(traced.what), plain(line.source));
    }
    if (found.empty())
        complain("stackc: the message names no template, resource, value or check of this chart\n");
}

} // namespace

int trace(const inspect::SourceMap& map, const Options& options) {
    const std::vector<inspect::Traced> found = inspect::trace(map, options.message);
    (options.json ? printJson : printText)(map, found);
    return found.empty() ? Exit::sourceErrors : Exit::ok;
}

int trace(session::Compilation& compilation, const Options& options) {
    const inspect::SourceMap map = session::sourceMapOf(compilation);
    return compilation.sink.hasErrors() ? Exit::sourceErrors : trace(map, options);
}

} // namespace stackc::driver
