#include "session/secrets.h"

#include "values/secrets.h"

#include <nlohmann/json.hpp>
#include <tuple>

namespace stackc::session {

namespace {

/// The places of types that hold text which nobody may see.
class Places {
public:
    explicit Places(const core::Program& program) : program_(program) {}

    compare::SecretFields run() {
        add(program_.statements);
        for (const core::Component& component : program_.components)
            add(component.body);
        return std::move(fields_);
    }

private:
    void add(const std::vector<core::Statement>& statements) {
        for (const core::Statement& statement : statements) {
            if (statement.kind == core::StatementKind::Resource && isNew(statement))
                look(statement, program_[statement.value].type);
            add(statement.body);
            add(statement.orElse);
            for (const core::StatementArm& arm : statement.arms)
                add(arm.body);
        }
    }

    bool isNew(const core::Statement& resource) {
        return seen_.emplace(resource.apiVersion, resource.resourceKind, program_[resource.value].type).second;
    }

    /// Types that hold themselves are looked into some steps deep.
    void look(const core::Statement& statement, core::TypeId id) {
        constexpr size_t deepest = 16;
        if (!id.valid() || path_.size() > deepest)
            return;
        const core::Type& type = program_.types[id];
        if (type.kind == core::TypeKind::Sensitive)
            fields_.push_back({statement.apiVersion, statement.resourceKind, path_});
        for (const core::Field& field : type.fields)
            below(statement, field.key, field.type);
        for (const core::Case& one : type.cases)
            below(statement, "*", one.payload);
        if (type.kind == core::TypeKind::List || type.kind == core::TypeKind::Map)
            below(statement, "*", type.element);
        else
            look(statement, type.element);
    }

    void below(const core::Statement& statement, const std::string& step, core::TypeId id) {
        path_.push_back(step);
        look(statement, id);
        path_.pop_back();
    }

    const core::Program& program_;
    std::set<std::tuple<std::string, std::string, core::TypeId>> seen_; ///< resources by what tells their fields
    compare::Steps path_;
    compare::SecretFields fields_;
};

} // namespace

compare::SecretFields secretFields(const Compilation& compilation) {
    compare::SecretFields fields = Places(compilation.program).run();
    for (const auto& part : compilation.parts) {
        compare::SecretFields more = secretFields(*part);
        fields.insert(fields.end(), more.begin(), more.end());
    }
    return fields;
}

std::set<std::string> secretTexts(Compilation& compilation) {
    std::set<std::string> texts;
    const core::Program& program = compilation.program;
    values::addSecrets(program.types, program.valuesType, compilation.defaults(), texts);
    for (const core::Environment& environment : program.environments)
        values::addSecrets(program.types, program.valuesType, compilation.environmentValues(environment), texts);
    return texts;
}

} // namespace stackc::session
