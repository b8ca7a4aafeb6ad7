#pragma once
// Core programs built by hand, so that the evaluator is tested without the front end.

#include "core/program.h"
#include "diag/sink.h"
#include "eval/eval.h"
#include "ir/node.h"

#include <string>
#include <vector>

namespace stackc::eval::test {

/// A chart with `replicas: Int(0..9)`, `name: String?`, `metrics: { port: Int }?`, `tags: [String]` and a variant
/// `dispatch` by `backend` of `memory`, `raft { timeout: Int }`, `redis { url: String }`.
struct Builder {
    core::Program program;
    core::TypeId dispatch, values, metrics, replicas, raft, redis;

    Builder() {
        core::TypeTable& types = program.types;
        core::Type bounded;
        bounded.kind = core::TypeKind::Int;
        bounded.minInt = 0;
        bounded.maxInt = 9;
        replicas = types.add(bounded);
        raft = record({{"timeout", types.integer()}});
        redis = record({{"url", types.string()}});
        metrics = record({{"port", types.integer()}});
        core::Type variant;
        variant.kind = core::TypeKind::Variant;
        variant.name = "Dispatch";
        variant.tagKey = "backend";
        variant.cases = {
            {"memory", "memory", {}, "", {}}, {"raft", "raft", raft, "", {}}, {"redis", "redis", redis, "", {}}};
        dispatch = types.add(variant);
        values = record({{"replicas", replicas},
                         {"name", types.optional(types.string())},
                         {"metrics", types.optional(metrics)},
                         {"tags", types.list(types.string())},
                         {"dispatch", dispatch}});
        program.valuesType = values;
        program.chart.name = program.chart.declaredName = "demo";
    }

    core::TypeId record(std::vector<std::pair<std::string, core::TypeId>> fields) {
        core::Type type;
        type.kind = core::TypeKind::Record;
        for (auto& [name, id] : fields) {
            core::Field field;
            field.name = name;
            field.key = name;
            field.type = id;
            type.fields.push_back(field);
        }
        return program.types.add(type);
    }

    core::ExprId expr(core::ExprNode node, core::TypeId type) {
        program.exprs.push_back({{}, type, std::move(node)});
        return {static_cast<uint32_t>(program.exprs.size() - 1)};
    }
    core::VarId var(std::string name, core::TypeId type) {
        program.vars.push_back({std::move(name), type});
        return {static_cast<uint32_t>(program.vars.size() - 1)};
    }
    core::ExprId use(core::VarId id) { return expr(core::VarRef{id}, program[id].type); }
    core::ExprId string(std::string text) {
        core::Literal literal;
        literal.kind = core::Literal::Kind::String;
        literal.text = std::move(text);
        return expr(literal, program.types.string());
    }
    core::ExprId integer(int64_t value) {
        core::Literal literal;
        literal.kind = core::Literal::Kind::Int;
        literal.integer = value;
        return expr(literal, program.types.integer());
    }
    core::ExprId value(const std::string& name) {
        core::ExprId root = expr(core::InputRef{core::Input::Values}, values);
        return expr(core::FieldAccess{root, name}, program.types[values].field(name)->type);
    }
    core::ExprId field(core::ExprId base, const std::string& name) {
        core::TypeId type = program.types[program[base].type].field(name)->type;
        return expr(core::FieldAccess{base, name}, type);
    }
    static core::Entry set(std::string key, core::ExprId value) {
        core::Entry entry;
        entry.key = std::move(key);
        entry.value = value;
        return entry;
    }
    core::ExprId object(std::vector<core::Entry> entries) {
        return expr(core::RecordExpr{{}, std::move(entries)}, program.types.data());
    }
    core::ExprId prim(core::Op op, std::vector<core::ExprId> args, core::TypeId type) {
        return expr(core::PrimExpr{op, std::move(args)}, type);
    }
    void resource(core::ExprId object) {
        core::Statement statement;
        statement.kind = core::StatementKind::Resource;
        statement.name = "thing";
        statement.apiVersion = "v1";
        statement.resourceKind = "ConfigMap";
        statement.value = object;
        program.statements.push_back(statement);
    }

    /// The dump of the only document's object with values late.
    std::string late() {
        ir::Package package = evaluate(program, nodes, nullptr, sink);
        return package.documents.empty() ? "" : ir::dump(package.documents[0].object);
    }
    /// The same with the given values.
    std::string with(ir::NodeRef values) {
        Known known;
        known.values = values;
        known.releaseName = "demo";
        known.releaseNamespace = "default";
        known.releaseService = "Helm";
        known.kubeVersion = "v1.29.0";
        ir::Package package = evaluate(program, nodes, &known, sink);
        return package.documents.empty() ? "" : ir::dump(package.documents[0].object);
    }

    ir::NodeTable nodes;
    diag::Sink sink;
};

} // namespace stackc::eval::test
