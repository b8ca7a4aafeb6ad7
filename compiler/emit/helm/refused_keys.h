#pragma once
// Keys of maps that checks refuse, which need not be left out once more where the map is written.

#include "emit/helm/nodes.h"
#include "ir/package.h"

#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace stackc::emit::helm {

/// Places of the values, and a key that none of them has.
using KeysRefused = std::vector<std::pair<NodeRef, std::string>>;

/// What the checks of a package refuse, by where it is known: a check counts where all that it is under is around.
class RefusedKeys {
public:
    explicit RefusedKeys(const ir::Package& package);

    /// Wherever the document is there.
    KeysRefused in(const ir::Document& document) const;
    /// Wherever the named template is included.
    KeysRefused in(NodeRef shared) const;

private:
    struct Refusal {
        std::vector<NodeRef> under; ///< the guards of the check
        KeysRefused keys;
    };

    std::vector<Refusal> refusals_;
    std::unordered_map<NodeRef, KeysRefused> shared_;
};

} // namespace stackc::emit::helm
