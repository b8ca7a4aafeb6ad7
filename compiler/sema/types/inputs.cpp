#include "sema/types/inputs.h"

#include "core/children.h"

namespace stackc::sema {

namespace {

bool dependsOnInput(Checking& in, ExprId id, std::map<uint32_t, bool>& memo) {
    auto [it, isNew] = memo.try_emplace(id.value, false);
    if (!isNew)
        return it->second;
    bool depends = false;
    const core::ExprNode& node = in.program.exprs[id.value].node;
    if (const auto* input = std::get_if<core::InputRef>(&node))
        depends = input->input != core::Input::ChartName && input->input != core::Input::ChartDeclaredName &&
                  input->input != core::Input::ChartVersion && input->input != core::Input::ChartAppVersion;
    else if (const auto* prim = std::get_if<core::PrimExpr>(&node))
        depends = prim->op == core::Op::ApiHas || prim->op == core::Op::KubeAtLeast;
    else if (const auto* let = std::get_if<core::LetRef>(&node))
        depends = !in.program[let->let].value.valid() || dependsOnInput(in, in.program[let->let].value, memo);
    else if (const auto* call = std::get_if<core::CallExpr>(&node); call && in.program[call->fn].body.valid())
        depends = dependsOnInput(in, in.program[call->fn].body, memo);
    std::function<void(ExprId)> visit = [&](ExprId child) { depends = depends || dependsOnInput(in, child, memo); };
    eachChild(node, visit);
    memo[id.value] = depends;
    return depends;
}

} // namespace

bool isStatic(Checking& in, ExprId id) {
    std::map<uint32_t, bool> memo;
    return !id.valid() || !dependsOnInput(in, id, memo);
}

void staticDefault(Checking& in, ExprId id) {
    if (id.valid() && !isStatic(in, id))
        in.sink.report(Code::E3032, in.spanOf(id));
}

} // namespace stackc::sema
