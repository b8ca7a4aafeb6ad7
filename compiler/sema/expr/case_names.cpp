#include "sema/expr/case_names.h"

#include "sema/notes.h"

namespace stackc::sema {

ast::ExprId standsFor(const Checking& in, ast::ExprId id) {
    if (!in.env.testCase)
        return id;
    const ast::Module& module = in.tree();
    if (const auto* name = std::get_if<ast::NameRef>(&module[id].node)) {
        if (name->name.text != in.env.testCase->name)
            return id;
        note(in, name->name, EntityKind::Variable, in.env.testCase->declared);
        return in.env.testCase->value;
    }
    const auto* member = std::get_if<ast::MemberExpr>(&module[id].node);
    if (member == nullptr)
        return id;
    const auto* block = std::get_if<ast::BlockExpr>(&module[standsFor(in, member->base)].node);
    if (block == nullptr)
        return id;
    for (ast::EntryId entry : module[block->block].entries) {
        const auto* assign = std::get_if<ast::AssignEntry>(&module[entry].node);
        if (assign != nullptr && assign->target.steps.size() == 1 &&
            assign->target.steps[0].name.text == member->name.text)
            return assign->value;
    }
    return id;
}

} // namespace stackc::sema
