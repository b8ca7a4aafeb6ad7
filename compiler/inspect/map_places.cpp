#include "inspect/map_places.h"

#include <algorithm>
#include <string_view>

namespace stackc::inspect {

namespace {

std::string withoutIndent(std::string_view line) {
    return std::string(line.substr(std::min(line.find_first_not_of(" \t"), line.size())));
}

} // namespace

size_t MapPlaces::of(source::Span at) {
    if (!at.valid())
        return SourceMap::none;
    auto [file, isNewFile] = files_.try_emplace(at.file, map_.files.size());
    if (isNewFile)
        map_.files.emplace_back(sources_.path(at.file));
    source::Position position = sources_.position(at.file, at.begin);
    auto [line, isNewLine] = lines_.try_emplace({file->second, position.line}, map_.lines.size());
    if (isNewLine)
        map_.lines.push_back({file->second, position.line, withoutIndent(sources_.line(at.file, position.line))});
    auto [place, isNew] = places_.try_emplace({line->second, position.column}, map_.places.size());
    if (isNew)
        map_.places.push_back({line->second, position.column});
    return place->second;
}

} // namespace stackc::inspect
