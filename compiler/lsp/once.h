#pragma once
// Lists of what several stacks say.

#include "lsp/json.h"

#include <set>
#include <string>
#include <vector>

namespace stackc::lsp {

/// Each element once, where it comes first.
class Once {
public:
    void add(Json element);
    Json take();

private:
    std::vector<Json> list_;
    std::set<std::string> seen_; ///< as texts
};

} // namespace stackc::lsp
