#pragma once
// Spans as places of a source map.

#include "inspect/source_map.h"
#include "source/source_manager.h"

#include <map>
#include <utility>

namespace stackc::inspect {

/// Adds to the map's files, lines and places, each once.
class MapPlaces {
public:
    MapPlaces(const source::SourceManager& sources, SourceMap& map) : sources_(sources), map_(map) {}

    /// The number of the place at which the span begins; none of a span that points nowhere.
    size_t of(source::Span at);

private:
    const source::SourceManager& sources_;
    SourceMap& map_;
    std::map<source::FileId, size_t> files_;
    std::map<std::pair<size_t, uint32_t>, size_t> lines_;
    std::map<std::pair<size_t, uint32_t>, size_t> places_;
};

} // namespace stackc::inspect
