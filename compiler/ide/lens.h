#pragma once
// The places of a file above which something is said or offered.

#include "ide/outline.h"

#include <string>
#include <vector>

namespace stackc::ide {

struct Lens {
    enum class Kind : std::uint8_t {
        Value,   ///< which resources it reaches
        Made,    ///< which resources come of it
        Backend, ///< which services use it
        Test,    ///< it can be run
    };

    Kind kind{};
    std::string name; ///< as it is declared
    source::Span at;  ///< of the name
    source::Span whole;
};

/// Of an outline, in its order: fields that stand in `values`, what makes resources, backends and tests. Of several
/// that begin on one line of `text`, the outermost and first.
std::vector<Lens> lensesOf(const std::vector<Symbol>& outline, std::string_view text);

} // namespace stackc::ide
