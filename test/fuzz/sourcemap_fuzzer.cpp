// The reader of source maps, and what is traced by those that it takes.

#include "fuzzing.h"
#include "inspect/source_map_json.h"
#include "inspect/trace.h"

using namespace stackc;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    std::string_view text = fuzzing::textOf(data, size);
    auto map = inspect::readSourceMap(text);
    if (!map)
        return 0;
    auto again = inspect::readSourceMap(inspect::writeSourceMap(*map));
    fuzzing::require(again && *again == *map, "what is written is read", std::string(text));
    for (const inspect::SourceMap::Chart& chart : map->charts)
        for (const inspect::SourceMap::Resource& resource : chart.resources)
            for (const char* field : {"spec.replicas", "data[a.b]", "spec.containers[0].env[a]"})
                for (const auto& traced : inspect::trace(*map, resource.kind + " \"" + resource.name +
                                                                   "\" is invalid: " + field + ": Invalid value: 1"))
                    fuzzing::require(traced.place < map->places.size(), "a place is one of the map", std::string(text));
    return 0;
}
