#include "api/tries.h"

#include "core/declared.h"
#include "core/layout.h"
#include "core/renamed.h"
#include "values/constraints.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

namespace stackc::api {

namespace {

using core::KeyPath;
using core::TypeKind;

struct Found {
    Place place;
    core::TypeId type;
};

/// Where the path leads through records in the chart; of what is below an element the list or map itself. Nothing where
/// the chart has no such key.
std::optional<Found> find(const core::Program& program, const KeyPath& path) {
    Found found{{}, program.valuesType};
    for (const std::string& step : path) {
        const core::Type* type = &program.types[found.type];
        if (type->kind == TypeKind::Optional && values::isSwitched(program.types[type->element])) {
            found = {found.place.switched(), type->element};
            type = &program.types[found.type];
        }
        if (type->kind != TypeKind::Record)
            return found;
        const core::Field* field = core::fieldOfKey(*type, step);
        if (field == nullptr || field->flat)
            return std::nullopt;
        found = {found.place.key(found.type, step), field->type};
    }
    return found;
}

/// The path as the former chart had it.
KeyPath formerly(const core::Program& fresh, const KeyPath& path) {
    for (const core::RenamedField& one : core::renamedFields(fresh.types, fresh.types[fresh.valuesType]))
        if (path.size() >= one.to.size() && std::equal(one.to.begin(), one.to.end(), path.begin())) {
            KeyPath former = one.from;
            former.insert(former.end(), path.begin() + static_cast<std::ptrdiff_t>(one.to.size()), path.end());
            return former;
        }
    return path;
}

} // namespace

std::vector<Json> triesFor(const std::vector<std::string>& places, Oracle& oracle, Samples& samples) {
    constexpr std::string_view root = "values.";
    constexpr size_t many = 12;
    const core::Program& program = oracle.former().program;
    std::vector<Json> tries;
    for (const std::string& place : places) {
        if (!place.starts_with(root))
            continue;
        const KeyPath path = core::splitPath(place.substr(root.size()));
        std::optional<Found> found = find(program, path);
        if (!found)
            found = find(program, formerly(oracle.fresh().program, path));
        if (!found)
            continue;
        for (const verify::Value& value : samples.several(found->type, many))
            tries.push_back(found->place.holding(*value, samples, program.types));
    }
    return tries;
}

} // namespace stackc::api
