#pragma once
// A small source map by hand.

#include "inspect/source_map.h"

namespace stackc::inspect {

/// Of a chart `shop` with a deployment, which includes a chart `cache`.
inline SourceMap sampleMap() {
    constexpr size_t none = SourceMap::none;
    SourceMap map;
    map.version = "1.0.0";
    map.digest = "ab";
    map.files = {"main.stack", "cache.stack"};
    for (uint32_t line = 1; line <= 9; ++line)
        map.lines.push_back({0, line, "line " + std::to_string(line)});
    map.lines.push_back({1, 4, "service cache {"});
    for (size_t line = 0; line < map.lines.size(); ++line)
        map.places.push_back({line, 3});
    SourceMap::Resource deployment{"Deployment", "shop-web", {}};
    deployment.steps = {{none, false, "", 0, 0}, {0, false, "metadata", 0, 1}, {1, false, "a.b", 0, 2},
                        {1, false, "a", 0, 3},   {0, false, "spec", 0, 0},     {4, false, "containers", 0, 4},
                        {5, true, "web", 0, 4},  {6, false, "image", 0, 5},    {6, false, "image", 0, 6},
                        {5, true, "", 1, none}};
    SourceMap::Chart shop{"shop", "", {deployment}, {}, {}, {}};
    shop.templates = {{"shop/templates/deployment.yaml", {0}, {"", "spec", "spec.containers[web]"}},
                      {"shop/templates/_helpers.tpl", {}, {"", "image"}}};
    shop.checks = {{{"at most ", " of ", ""}, 7}};
    shop.values = {{"ports", 7}, {"ports[].name", 8}, {"cache.size", 6}};
    SourceMap::Chart cache{"shop-cache", "cache.", {{"Service", "{fullname}", {{none, false, "", 0, 9}}}}, {}, {}, {}};
    cache.values = {{"size", 9}};
    map.charts = {shop, cache};
    return map;
}

} // namespace stackc::inspect
