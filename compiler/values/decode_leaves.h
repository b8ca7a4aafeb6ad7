#pragma once
// Values without fields of the program's own: scalars, objects of Kubernetes, data.

#include <cstdint>
#include <nlohmann/json_fwd.hpp>

#include "values/decode_faults.h"

namespace stackc::values {

enum class Nulls : uint8_t { Passed, Refused };

/// Each gives null, and at least one fault, for what is not of the type.
class Leaves {
public:
    Leaves(const Context& context, Faults& faults) : context_(context), nodes_(context.nodes), faults_(faults) {}

    ir::NodeRef scalar(const core::Type& type, const nlohmann::ordered_json& json, const ValuePlace& place);
    ir::NodeRef native(const core::Type& type, const nlohmann::ordered_json& json, const ValuePlace& place);
    ir::NodeRef data(const nlohmann::ordered_json& json, const ValuePlace& place);
    /// A resource of any kind: it says which, and what it is called.
    ir::NodeRef manifest(const nlohmann::ordered_json& json, const ValuePlace& place);
    /// Says where the key of a map is none of the type.
    void key(const core::Type& type, const std::string& text, const ValuePlace& place);
    /// Are all texts in it carried unharmed, keys too? Says which are not.
    bool carriesAll(const nlohmann::ordered_json& json, const ValuePlace& place, Nulls nulls);

    /// Are they of an old key, which is laid over the new one? A null takes a key away there, and the fields of
    /// Kubernetes' objects are not held against each other.
    bool isLaid = false;

private:
    ir::NodeRef floating(const core::Type& type, const nlohmann::ordered_json& json);
    ir::NodeRef intOrPercent(const nlohmann::ordered_json& json);
    ir::NodeRef text(const core::Type& type, const nlohmann::ordered_json& json);
    bool isText(const nlohmann::ordered_json& object, const std::string& key, const ValuePlace& outer);

    const Context& context_;
    ir::NodeTable& nodes_;
    Faults& faults_;
};

} // namespace stackc::values
