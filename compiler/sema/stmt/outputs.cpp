#include "sema/stmt/outputs.h"

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
    ExprId result = declared.valid() ? check(in, value, declared) : infer(in, value);
    in.program.components[in.body.component->value].outputs = result;
    in.program.components[in.body.component->value].outputsType = in.typeOf(result);
}

} // namespace stackc::sema
