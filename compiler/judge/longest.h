#pragma once
// How long a text becomes by what the author wrote.

#include "core/program.h"
#include "ir/node.h"

#include <cstddef>
#include <unordered_map>

namespace stackc::judge {

class Longest {
public:
    explicit Longest(const core::Program& program) : program_(program) {}

    /// The bytes of a text where the release's name is as long as Helm admits, and what users choose in the values as
    /// short as it may be. What is not understood counts as nothing: the text may be longer.
    size_t of(ir::NodeRef text);

private:
    size_t ofPlace(ir::NodeRef place) const;
    size_t ofPrim(ir::NodeRef node);

    const core::Program& program_;
    std::unordered_map<ir::NodeRef, size_t> known_; ///< of what is made of other texts, which may share their parts
};

} // namespace stackc::judge
