#include "driver/trace.h"

#include "driver/console.h"
#include "inspect/places.h"
#include "session/trace.h"

#include <nlohmann/json.hpp>

namespace stackc::driver {

namespace {

using Json = nlohmann::ordered_json;

std::string sourceLine(source::Span at, const source::SourceManager& sources) {
    std::string_view line = sources.line(at.file, sources.position(at.file, at.begin).line);
    size_t begin = std::min(line.find_first_not_of(" \t"), line.size());
    return std::string(line.substr(begin));
}

} // namespace

int trace(session::Compilation& compilation, const Options& options) {
    std::vector<session::Traced> found = session::trace(compilation, options.message);
    if (compilation.sink.hasErrors())
        return Exit::sourceErrors;
    const source::SourceManager& sources = compilation.sources;
    if (options.json) {
        Json places = Json::array();
        for (const session::Traced& traced : found) {
            Json json = {{"what", traced.what}};
            inspect::addPlace(json, traced.at, sources);
            json["source"] = sourceLine(traced.at, sources);
            places.push_back(std::move(json));
        }
        put(inspect::wholeJson({{"places", std::move(places)}}));
    } else {
        for (const session::Traced& traced : found)
            put("{}: {}\n    {}\n", inspect::placeText(traced.at, sources), traced.what,
                sourceLine(traced.at, sources));
        if (found.empty())
            complain("stackc: the message names no template, resource, value or check of this chart\n");
    }
    return found.empty() ? Exit::sourceErrors : Exit::ok;
}

} // namespace stackc::driver
