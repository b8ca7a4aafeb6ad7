#pragma once
// Which Services texts name as hosts.

#include "eval/guards.h"
#include "eval/specialize.h"
#include "ir/node.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace stackc::graph {

/// Texts that are late in parts as texts that can be compared: equal parts have equal spellings.
class Spelling {
public:
    std::string of(ir::NodeRef text);

private:
    std::map<ir::NodeRef, size_t> numbers_;
};

/// What texts of a chart are where nobody calls it otherwise, in a release that is called the same for all charts: so
/// texts of several charts can be compared.
class NamesByDefault {
public:
    NamesByDefault(const core::Program& program, ir::NodeTable& nodes);
    NamesByDefault(const NamesByDefault&) = delete;
    NamesByDefault& operator=(const NamesByDefault&) = delete;

    ir::NodeRef of(ir::NodeRef text) { return special_.of(text); }

private:
    ir::NodeRef known(ir::NodeRef node) const;

    const core::Program& program_;
    ir::NodeTable& nodes_;
    eval::Specializer special_;
};

/// A Service as others write it.
struct Host {
    std::string name, space;
    bool isHeadless = false; ///< the names of its pods stand before its own
};

/// What surely is the host: its name is the whole text and that may be one (`isWhole`), or it has a scheme, a port or
/// its namespace beside it.
bool names(const std::string& text, const Host& host, bool isWhole);

/// A text inside of a node, under a guard.
struct Said {
    ir::NodeRef text;
    ir::NodeRef guard;
};

/// All texts in what stands under one of the keys, wherever that is in the node; with no keys, all texts.
std::vector<Said> textsIn(ir::NodeRef node, ir::NodeRef guard, const std::vector<std::string_view>& keys,
                          eval::Guards& guards);

} // namespace stackc::graph
