#include "inspect/default_elements.h"

#include "inspect/value_path.h"
#include "values/context.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace stackc::inspect {

namespace {

using ir::Loop;
using Json = nlohmann::ordered_json;

/// Outer ones before those that go over an element of theirs.
void addLoops(ir::NodeRef node, std::vector<const Loop*>& loops) {
    for (const Loop* loop : node->around)
        if (std::ranges::find(loops, loop) == loops.end()) {
            addLoops(loop->source, loops);
            loops.push_back(loop);
        }
}

} // namespace

std::string DefaultElement::concrete(const std::string& path) const {
    for (auto one = bound.rbegin(); one != bound.rend(); ++one) {
        auto source = valuePath(one->loop->source);
        if (source && leadsInto(path, *source + "[]"))
            return one->path + path.substr(source->size() + 2);
    }
    return path;
}

std::vector<DefaultElement> defaultElements(const core::Program& program, ir::NodeTable& nodes, const Json* values,
                                            ir::NodeRef node) {
    std::vector<const Loop*> loops;
    addLoops(node, loops);
    std::vector<DefaultElement> all;
    if (loops.empty() || values == nullptr)
        return all;
    all.emplace_back();
    for (const Loop* loop : loops) {
        std::vector<DefaultElement> longer;
        auto path = valuePath(loop->source);
        for (const DefaultElement& one : all) {
            const GivenValues given(program, nodes, values, "", one.bound);
            const Json* source = path ? given.jsonAt(loop->source) : nullptr;
            if (source == nullptr || !source->is_structured())
                continue;
            size_t index = 0;
            for (const auto& item : source->items()) {
                const std::string place = one.concrete(*path);
                DefaultElement& more = longer.emplace_back(one);
                more.bound.push_back({loop, &item.value(), source->is_object() ? item.key() : "",
                                      source->is_object() ? values::joinPath(place, item.key())
                                                          : fmt::format("{}[{}]", place, index++)});
            }
        }
        all = std::move(longer);
    }
    return all;
}

} // namespace stackc::inspect
