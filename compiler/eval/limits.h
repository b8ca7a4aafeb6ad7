#pragma once
// How far an evaluation goes, whatever the program says: what lies beyond is refused at the user's line. The numbers
// stand in docs/language/limits.md.

#include <cstdint>

namespace stackc::eval::limit {

constexpr uint32_t parts = 2'000'000;    ///< of one value, written out
constexpr uint32_t depth = 20'000;       ///< of expressions being evaluated inside one another
constexpr uint32_t loops = 64;           ///< over late lists and maps inside one another
constexpr size_t elements = 1'000'000;   ///< of one list or map
constexpr size_t textBytes = 16'000'000; ///< of one text
constexpr size_t steps = 20'000'000;     ///< expressions evaluated, elements moved, resources made
constexpr size_t stepBytes = 64;         ///< of texts that are read or made, for one step
constexpr size_t resourceSteps = 200;    ///< what one resource counts for
constexpr size_t copySteps = 8;          ///< what one entry of a record counts for that is amended
constexpr size_t armSteps = 50;          ///< what one alternative counts for that is merged with those around it
constexpr size_t underSteps = 10;        ///< what one condition counts for that holds around a branch
constexpr size_t manyArms = 16;          ///< alternatives from which on they are tested in order
constexpr size_t templateSteps = 60;     ///< what one part of a named template of a large late scalar counts for
constexpr int64_t range = 10'000;        ///< numbers of one range
constexpr uint32_t unshared = 60;        ///< parts from which on a late scalar with a name is a template of its own
constexpr uint32_t openedTexts = 200; ///< parts of such a template up to which its alternatives are compared one by one
constexpr uint32_t unsharedCall = 600; ///< the same of what a call gives, which most often stands in one place

} // namespace stackc::eval::limit
