#include "sema/stmt/outputs.h"

#include "sema/expr/forms.h"
#include "sema/expr/infer.h"
#include "sema/types/language_items.h"

namespace stackc::sema {

void contributionStatement(Checking& in, const ast::ContributionStmt& node, Span span) {
    if (in.body.depth > 1) {
        in.sink.report(Code::E3030, span, "`contribution`", "a branch or loop");
        return;
    }
    if (in.program[*in.body.component].contribution.valid()) {
        in.sink.report(Code::E2015, span, "contribution");
        return;
    }
    ExprId value = check(in, node.value, contributionType(in));
    in.program.components[in.body.component->value].contribution = value;
}

void outputsStatement(Checking& in, ast::ExprId value, Span span) {
    if (in.body.depth > 1) {
        in.sink.report(Code::E3030, span, "`outputs`", "a branch or loop");
        return;
    }
    core::Component& component = in.program.components[in.body.component->value];
    if (component.outputs.valid()) {
        in.sink.report(Code::E2015, span, "outputs");
        return;
    }
    TypeId declared = component.outputsType;
    if (!declared.valid() && isConstruction(in, value)) {
        in.sink.report(Code::E3022, span)
            .suggest("the head of the component says what it gives: `component c(…): { host: String } { … }`");
        component.outputsType = in.program.types.error();
        component.outputs = in.errorExpr(span);
        return;
    }
    ExprId result = declared.valid() ? check(in, value, declared) : infer(in, value);
    in.program.components[in.body.component->value].outputs = result;
    in.program.components[in.body.component->value].outputsType = in.typeOf(result);
}

TypeId outputsTypeOf(Checking& in, core::ComponentId component) {
    TypeId declared = in.program[component].outputsType;
    if (declared.valid())
        return declared;
    if (!in.memo.noOutputs.valid()) {
        Type nothing;
        nothing.kind = TypeKind::Record;
        in.memo.noOutputs = in.program.types.add(std::move(nothing));
    }
    return in.memo.noOutputs;
}

} // namespace stackc::sema
