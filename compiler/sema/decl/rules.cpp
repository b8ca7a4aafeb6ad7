#include "sema/decl/rules.h"

#include "sema/expr/conditions.h"
#include "sema/make.h"

namespace stackc::sema {

void addChecks(Checking& in, TypeId record, const std::vector<ast::Rule>& rules) {
    if (rules.empty())
        return;
    uint32_t module = in.env.module;
    in.elaboration.later.push_back([&in, record, rules, module] {
        const EnvScope scope(in, module);
        VarId self = newVar(in, "self", record);
        for (size_t i = 0; i < in.type(record).fields.size(); ++i) {
            core::Field field = in.type(record).fields[i];
            in.env.locals.push_back(
                {field.name, readField(in, varRef(in, self, field.span), field.name, field.type, field.span)});
        }
        for (const ast::Rule& rule : rules) {
            core::TypeCheck check{condition(in, rule.condition), message(in, rule.message), self, rule.span};
            in.program.types.edit(record).checks.push_back(check);
        }
    });
}

void addWhere(Checking& in, TypeId id, const ast::Rule& rule) {
    uint32_t module = in.env.module;
    in.elaboration.later.push_back([&in, id, rule, module] {
        const EnvScope scope(in, module);
        VarId self = newVar(in, "self", id);
        bindName(in, "self", self, rule.span);
        if (in.kindOf(id) == TypeKind::Record)
            for (size_t i = 0; i < in.type(id).fields.size(); ++i) {
                core::Field field = in.type(id).fields[i];
                in.env.locals.push_back(
                    {field.name, readField(in, varRef(in, self, field.span), field.name, field.type, field.span)});
            }
        core::TypeCheck check{condition(in, rule.condition), message(in, rule.message), self, rule.span};
        in.program.types.edit(id).wheres.push_back(check);
    });
}

void inheritRules(Checking& in, TypeId from, TypeId to) {
    in.elaboration.later.push_back([&in, from, to] {
        const auto checks = in.type(from).checks;
        const auto wheres = in.type(from).wheres;
        Type& heir = in.program.types.edit(to);
        heir.checks.insert(heir.checks.end(), checks.begin(), checks.end());
        heir.wheres.insert(heir.wheres.end(), wheres.begin(), wheres.end());
    });
}

} // namespace stackc::sema
