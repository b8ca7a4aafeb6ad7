#pragma once
// Programs built by hand: types, and defaults that are nodes kept beside the expressions' ids.

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/program.h"
#include "ir/node.h"
#include "values/context.h"

namespace stackc::values::test {

using Json = nlohmann::ordered_json;
using core::TypeId;
using ir::NodeRef;

class Fixture {
public:
    core::Program program;
    ir::NodeTable nodes;
    Context context{program, nodes, [this](core::ExprId id) { return constants_[id.value]; }};

    // types
    TypeId boolean() { return program.types.boolean(); }
    TypeId integer(int64_t low = -core::maxInt, int64_t high = core::maxInt);
    TypeId floating(double low, double high);
    TypeId string() { return program.types.string(); }
    TypeId matching(const std::string& pattern, int64_t low = 0, int64_t high = -1);
    TypeId url() { return program.types.domain(core::Domain::Url); }
    TypeId tag() { return program.types.domain(core::Domain::Tag); }
    TypeId optional(TypeId type) { return program.types.optional(type); }
    TypeId list(TypeId type) { return program.types.list(type); }
    TypeId map(TypeId type) { return program.types.map(string(), type); }
    TypeId native(const std::string& path);
    TypeId enumeration(const std::vector<std::string>& cases);
    TypeId record(std::vector<core::Field> fields);
    TypeId variant(const std::string& tagKey, std::vector<core::Case> cases);

    // members
    core::Field field(const std::string& name, TypeId type, NodeRef fallback = nullptr, const std::string& doc = "");
    /// A field `@flat`, as sema makes it.
    core::Field flat(const std::string& name, TypeId type, NodeRef fallback = nullptr, const std::string& doc = "");
    static core::Case item(const std::string& name, TypeId payload = {}, const std::string& doc = "");

    // nodes
    NodeRef text(const std::string& value) { return nodes.string(value); }
    NodeRef number(int64_t value) { return nodes.integer(value); }
    NodeRef object(const std::vector<std::pair<std::string, NodeRef>>& entries);
    NodeRef items(const std::vector<NodeRef>& values);

    /// Makes the record type the values type; its fields' defaults are the chart's.
    void values(TypeId record);
    NodeRef defaults() { return context.evalConst(program.defaults); }

private:
    core::ExprId constant(NodeRef node);
    std::vector<NodeRef> constants_;
};

/// A chart with every kind of type.
void buildEverything(Fixture& fixture);

/// The part of draft-07 that schema() uses. Empty: valid; else the first fault.
std::string schemaFault(const Json& schema, const Json& value);

} // namespace stackc::values::test
