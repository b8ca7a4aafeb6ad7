#include "core/dump.h"

#include <fmt/core.h>
#include <fmt/ranges.h>

namespace stackc::core {

std::string dumpExprAt(const Program& program, ExprId id, int depth); // dump_expr.cpp

namespace {

class Dump {
public:
    explicit Dump(const Program& program) : program_(program) {}

    std::string types();
    std::string core();

private:
    void line(const std::string& text) { out_ += std::string(static_cast<size_t>(depth_) * 2, ' ') + text + "\n"; }
    std::string expr(ExprId id) const { return dumpExprAt(program_, id, depth_); }
    std::string var(VarId id) const { return id.valid() ? fmt::format("%{}.{}", program_[id].name, id.value) : "_"; }
    std::string typed(VarId id) const { return var(id) + ": " + program_.types.show(program_[id].type); }
    std::string params(const std::vector<VarId>& vars) const;

    void type(const Type& type);
    void statements(const std::vector<Statement>& body);
    void block(const std::string& head, const std::vector<Statement>& body);
    void statement(const Statement& statement);
    void useStatement(const Statement& statement);

    const Program& program_;
    std::string out_;
    int depth_ = 0;
};

std::string Dump::params(const std::vector<VarId>& vars) const {
    std::string result;
    for (VarId id : vars)
        result += (result.empty() ? "" : ", ") + typed(id);
    return result;
}

void Dump::type(const Type& type) {
    std::string by = type.tagKey.empty() ? "" : " by " + type.tagKey;
    line(fmt::format("type {}{} {{", type.name, by));
    ++depth_;
    for (const Field& field : type.fields) {
        std::string value = field.defaultValue.valid() ? " = " + expr(field.defaultValue) : "";
        line(fmt::format("{}: {}{}", field.name, program_.types.show(field.type), value));
    }
    for (const Case& c : type.cases)
        line(c.name + (c.payload.valid() ? ": " + program_.types.show(c.payload) : ""));
    for (const TypeCheck& check : type.checks)
        line(fmt::format("check({}) {} else {}", var(check.self), expr(check.condition), expr(check.message)));
    for (const TypeCheck& check : type.wheres)
        line(fmt::format("where({}) {} else {}", var(check.self), expr(check.condition), expr(check.message)));
    --depth_;
    line("}");
}

std::string Dump::types() {
    for (uint32_t i = 0; i < program_.types.size(); ++i) {
        const Type& t = program_.types[TypeId{i}];
        if (!t.name.empty())
            type(t);
    }
    line("values: " + program_.types.show(program_.valuesType));
    type(program_.types[program_.valuesType]);
    return out_;
}

void Dump::block(const std::string& head, const std::vector<Statement>& body) {
    line(head + " {");
    statements(body);
    line("}");
}

void Dump::statements(const std::vector<Statement>& body) {
    ++depth_;
    for (const Statement& s : body)
        statement(s);
    --depth_;
}

void Dump::useStatement(const Statement& s) {
    std::string args;
    for (ExprId arg : s.args)
        args += (args.empty() ? "" : ", ") + expr(arg);
    line(fmt::format("use {} = {}({})", var(s.var), program_[s.component].name, args));
}

void Dump::statement(const Statement& s) {
    switch (s.kind) {
    case StatementKind::Let:
        return line(fmt::format("let {} = {}", var(s.var), expr(s.value)));
    case StatementKind::Check:
        return line(fmt::format("check {} else {}", expr(s.value), expr(s.message)));
    case StatementKind::Use:
        return useStatement(s);
    case StatementKind::Patch:
        for (const Amendment& amendment : s.amendments) {
            std::string path;
            for (const std::string& name : amendment.path)
                path += "." + name;
            line(fmt::format("patch {}{} {} => {}", var(s.var), path, var(amendment.object), expr(amendment.value)));
        }
        for (const Statement& following : s.body)
            for (const Amendment& amendment : following.amendments)
                line(fmt::format("    and {} {} => {}", fmt::join(amendment.path, "."), var(amendment.object),
                                 expr(amendment.value)));
        return;
    case StatementKind::Resource:
        return line(fmt::format("resource {}{}: {}/{}{} {}", s.name, s.testOnly ? " (test)" : "", s.apiVersion,
                                s.resourceKind, s.namespaced ? "" : " (cluster)", expr(s.value)));
    case StatementKind::If:
        block("if " + expr(s.value), s.body);
        break;
    case StatementKind::IfLet:
        block(fmt::format("if let {} = {}", var(s.var), expr(s.value)), s.body);
        break;
    case StatementKind::For:
        block(fmt::format("for {}{} in {}", var(s.var), s.second.valid() ? ", " + var(s.second) : "", expr(s.value)),
              s.body);
        break;
    case StatementKind::Match:
        line("match " + expr(s.value));
        for (const StatementArm& arm : s.arms) {
            std::string cases;
            for (uint32_t index : arm.cases)
                cases += (cases.empty() ? "" : " | ") + std::to_string(index);
            block(fmt::format("{}({}) =>", cases.empty() ? "_" : cases, var(arm.bind)), arm.body);
        }
        return;
    }
    if (!s.orElse.empty())
        block("else", s.orElse);
}

std::string Dump::core() {
    line("defaults = " + expr(program_.defaults));
    for (const Let& let : program_.lets)
        line(fmt::format("let {}: {} = {}", let.name, program_.types.show(let.type), expr(let.value)));
    for (const Function& fn : program_.functions) {
        std::string shared = fn.templateName.empty() ? "" : fmt::format("@template({}) ", fn.templateName);
        line(fmt::format("{}fn {}({}): {} = {}", shared, fn.name, params(fn.params), program_.types.show(fn.result),
                         expr(fn.body)));
    }
    for (const Component& component : program_.components) {
        block(fmt::format("component {}({})", component.name, params(component.params)), component.body);
        if (component.outputs.valid())
            line("  outputs " + expr(component.outputs));
    }
    for (const Statement& s : program_.statements)
        statement(s);
    for (const Environment& env : program_.environments) {
        line(fmt::format("environment {}{} release={} namespace={} version={}", env.name,
                         env.parent.empty() ? "" : " extends " + env.parent, env.release, env.ns, env.kubeVersion));
        line("  values = " + expr(env.values));
    }
    return out_;
}

} // namespace

std::string dumpTypes(const Program& program) { return Dump(program).types(); }

std::string dump(const Program& program) { return Dump(program).core(); }

} // namespace stackc::core
