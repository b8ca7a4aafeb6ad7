#pragma once
// The layers that a value comes from.

#include "inspect/explained.h"
#include "session/compilation.h"
#include "session/inputs.h"

#include <string>

namespace stackc::session {

/// Fills in `layers` and `effective` of `explained.path`: the default, the environment's parents, the environment
/// (null: none), files and single values, which make `user` together. False, and errors in the sink, where one can't be
/// read.
bool addLayers(Compilation& compilation, const core::Environment* environment, const Inputs& inputs,
               const nlohmann::ordered_json& user, inspect::ExplainedValue& explained);

/// What the source says about a place of the values.
std::string docOf(const core::Program& program, const std::string& path);

/// What a path that leads nowhere in the values of a program was probably meant to be, in words: what became of an old
/// key, or what is nearest; empty if there is nothing to say. `place` is where those values stand: "", `cache.`.
std::string hintOf(const core::Program& program, const std::string& place, const std::string& path);

} // namespace stackc::session
