#pragma once
// Where a value stands that is decoded, and what is said of it there.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "values/context.h"

namespace stackc::values {

/// Where a value stands. Inactive: in an off record or a case that is not chosen, where only types are checked.
struct ValuePlace {
    std::string path;
    bool element = false;
    bool active = true;
    std::string when;             ///< " when queue.backend is redis"
    bool renamed = false;         ///< at or below what an old key may give: what conditions ask for is asked for later
    ir::NodeRef preset = nullptr; ///< what a default says of the fields here, in elements

    ValuePlace at(const std::string& key) const {
        return {joinPath(path, key), element, active, when, renamed, nullptr};
    }
};

/// Collects the faults of values. What says one gives null, for the node that can't be.
class Faults {
public:
    Faults(const Context& context, Errors& errors) : context_(context), errors_(errors) {}

    size_t count() const { return errors_.size(); }
    ir::NodeRef fail(const ValuePlace& place, std::string message, std::string suggestion = "");
    /// "x: expected a truth, got 3", with what was probably meant.
    ir::NodeRef mismatch(const ValuePlace& place, const core::Type& type, const nlohmann::ordered_json& json);
    ir::NodeRef missing(const ValuePlace& place);
    /// Of a text that is not carried as it is.
    ir::NodeRef spoilt(const ValuePlace& place);
    /// Of the key `<<`.
    ir::NodeRef merged(const ValuePlace& place);

private:
    const Context& context_;
    Errors& errors_;
};

/// The keys of the cases of an enum or a variant.
std::vector<std::string> keysOf(const core::Type& type);

} // namespace stackc::values
