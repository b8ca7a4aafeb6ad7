#include "eval/outputs.h"

#include "eval/primitives.h"

#include <algorithm>

namespace stackc::eval {

namespace {

bool isOfComponent(const core::Program& program, core::TypeId type) {
    return std::any_of(program.components.begin(), program.components.end(),
                       [&](const core::Component& component) { return component.outputsType == type; });
}

/// What is read, as the program calls it, before what the rule says of it.
NodeRef messageOf(Evaluation& in, const core::TypeCheck& rule, const core::FieldAccess& access) {
    const auto* of = std::get_if<core::VarRef>(&in.program[access.base].node);
    std::string read = of != nullptr ? in.program[of->var].name + "." + access.name : access.name;
    return primitive(in, core::Op::Concat, {in.nodes.string(read + ": "), in.evaluate(rule.message)}, nullptr);
}

} // namespace

void askOutput(Evaluation& in, NodeRef outputs, const core::FieldAccess& access, const core::Expr& expr) {
    core::TypeId type = in.program[access.base].type;
    for (const core::TypeCheck& rule : in.typeOf(type).checks) {
        // What a rule behind a field is asked of is called like the field.
        if (in.program[rule.self].name != access.name || !isOfComponent(in.program, type))
            continue;
        in.vars[rule.self.value] = outputs;
        NodeRef condition = in.evaluate(rule.condition);
        if (in.simplify(condition)->isTrue())
            continue;
        NodeRef message = messageOf(in, rule, access);
        if (condition->isFalse() && message->kind == ir::NodeKind::String)
            in.report(diag::Code::E4001, expr.span, message->text);
        else
            in.addCheck({in.place.scopes(), condition, message, expr.span});
    }
}

} // namespace stackc::eval
