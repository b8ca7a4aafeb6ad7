#pragma once
// What a value is, by default and in the environments, as the source has it.

#include "ide/analysis.h"

namespace stackc::ide {

struct ValueIn {
    std::string environment; ///< empty: the default
    source::Span at;         ///< what is written for it
};

/// The path of the value that is declared at a place, `server.apiPort`; empty if none is.
std::string valuePathOf(const core::Program& program, source::Span declared);

/// What is written for a value: the default, if it has one, and what environments set in its place.
std::vector<ValueIn> valuesAt(const core::Program& program, const std::string& path);

/// It on one line, cut where it is longer than `longest`; hidden where nobody may see what its type holds.
std::string shownValue(const Analysis& analysis, core::TypeId type, const ValueIn& value, std::size_t longest);

} // namespace stackc::ide
