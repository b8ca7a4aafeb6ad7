#pragma once
// Values under keys that they had before, `@was`: read as if they stood under the new key. What the chart's templates
// do with them, and decode(), follows one list.

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "core/renamed.h"
#include "values/context.h"

namespace stackc::values {

/// A part of a renamed value that is taken over by itself.
struct Move {
    core::KeyPath from, to;
    size_t sure = 0;         ///< how many steps of `to` lead to maps that are always there
    bool skipsEmpty = false; ///< `""` says that nothing is given
    bool isMap = false;      ///< where both are maps, the entries are laid over those that are there
    core::TypeId object;     ///< of Kubernetes, or a map that may be of such: what is given is laid over what is there
    bool isCleared = false;  ///< null takes away what is there; else it counts as nothing
};

/// What an old path has become, as users are told.
struct Renamed {
    core::KeyPath from, to;
    std::vector<Move> moves;
};

/// A value that must be there under conditions, and that the schema can't ask for, as an old key may give it.
struct Demand {
    struct Condition {
        core::KeyPath path;
        std::string is; ///< the case of a variant; empty: a switch that is on
    };
    std::vector<Condition> when;
    core::KeyPath path;
    bool refusesEmpty = false;
    std::string message;
};

struct RenamedValues {
    std::vector<Renamed> all;
    std::vector<Demand> demands;
};

/// Those of the program's values, and of the charts that it includes, in the order of the values.
RenamedValues renamedValues(const Context& context);

/// The path as it is written in messages and in the notes: `a.b`.
std::string pathText(const core::KeyPath& path);
/// What stands at the path, or null: null where nothing does, or a null.
const nlohmann::ordered_json* given(const nlohmann::ordered_json& values, const core::KeyPath& path);
/// Does anything stand at the old path that counts: something, or a null that takes away what is there?
bool isGiven(const Renamed& renamed, const nlohmann::ordered_json& values);
/// The values without what stands under old paths, and without maps that hold nothing else.
nlohmann::ordered_json withoutOld(const Context& context, nlohmann::ordered_json values);
/// What a null becomes that takes away what is there.
enum class Taking : uint8_t {
    Done, ///< of values: what it takes away is gone, and the null with it
    Kept, ///< of a values file: it stays a null, for the defaults and for files before it
};
/// The values with what `given` has under old paths in its new places. An old key counts where it is given.
nlohmann::ordered_json carried(const RenamedValues& renamed, const nlohmann::ordered_json& given,
                               nlohmann::ordered_json values, Taking taking);
/// The values as they are checked under old paths: maps without the keys that are null, where these have no type, and
/// objects of Kubernetes over what `values` has in their new places, which may be what they need. In maps it is so for
/// the entries of their defaults.
nlohmann::ordered_json checkedOld(const Context& context, const RenamedValues& renamed, nlohmann::ordered_json given,
                                  const nlohmann::ordered_json& values);

} // namespace stackc::values
