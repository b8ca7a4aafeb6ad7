#pragma once
// What can't be taken out of values where a chart brings others along: to those Helm's null means something else than
// to the chart around them, or something else on each Helm.

#include "session/compilation.h"

#include <string>

namespace stackc::session {

/// The nulls in `global`, and in what users write as `global` below an alias, that included charts of the release don't
/// get as they are meant. `user` is laid over the defaults, and `given` is what the chart took of both.
values::Errors nullsOfGlobal(Compilation& compilation, const Json& user, const Json& given);

/// How an environment can say it, where `user`, which it gives, takes out what stands at the path; else "".
std::string insteadOfTakingOut(const core::Program& program, const core::Environment& environment, const Json& user,
                               const std::string& path);

} // namespace stackc::session
