#pragma once
// What records and maps have under a key.

#include "eval/evaluation.h"

namespace stackc::eval {

/// What is there under a key, and the guard under which it is; null where that can't be told.
struct Held {
    NodeRef there;
    NodeRef value;
};
/// Is a list or map of an object of Kubernetes that isn't there an empty one that is?
enum class Absent : bool { IsEmpty, IsAbsent };

/// What the entries give to a key, either of which may be late. `type`: of what is there.
Held held(Evaluation& in, const std::vector<Entry>& entries, NodeRef key, core::TypeId type,
          Absent absent = Absent::IsEmpty);
/// What a spread gives to a key.
Held heldBySpread(Evaluation& in, NodeRef whole, NodeRef key, core::TypeId type, Absent absent = Absent::IsEmpty);

} // namespace stackc::eval
