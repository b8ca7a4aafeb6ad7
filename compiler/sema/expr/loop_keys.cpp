#include "sema/expr/loop_keys.h"

#include "sema/expr/edits.h"

#include <algorithm>
#include <fmt/format.h>

namespace stackc::sema {

namespace {

/// Does the block set a key that is written like the name?
bool setsKey(const Checking& in, ast::BlockId block, const std::string& name) {
    return std::ranges::any_of(in.tree()[block].entries, [&](ast::EntryId id) {
        const ast::Entry& entry = in.tree()[id];
        if (const auto* branch = std::get_if<ast::IfEntry>(&entry.node))
            return setsKey(in, branch->then, name) ||
                   (branch->elseBlock.valid() && setsKey(in, branch->elseBlock, name));
        if (const auto* match = std::get_if<ast::MatchEntry>(&entry.node))
            return std::ranges::any_of(match->arms,
                                       [&](const ast::MatchEntryArm& arm) { return setsKey(in, arm.block, name); });
        if (const auto* loop = std::get_if<ast::ForEntry>(&entry.node)) {
            const ast::LoopPattern& inner = loop->pattern;
            bool isAnother = inner.first.text == name || (inner.second && inner.second->text == name);
            return !isAnother && setsKey(in, loop->body, name);
        }
        const Edit edit = editOf(entry);
        return edit.target != nullptr && !edit.target->steps.empty() && !edit.target->steps[0].quoted &&
               edit.target->steps[0].name.text == name;
    });
}

} // namespace

void takenForKey(Checking& in, const ast::Name& name, VarId variable, ast::BlockId body, size_t begin) {
    if (!setsKey(in, body, name.text))
        return;
    auto isUse = [variable](const core::Expr& expr) {
        const auto* var = std::get_if<core::VarRef>(&expr.node);
        return var != nullptr && var->var == variable;
    };
    const auto& exprs = in.program.exprs;
    if (std::none_of(exprs.begin() + static_cast<std::ptrdiff_t>(begin), exprs.end(), isUse))
        in.sink.report(Code::W2029, name.span, name.text)
            .suggest(fmt::format("the key `{}` is the same in each round: `({}) = …` sets the one that it holds",
                                 name.text, name.text));
}

} // namespace stackc::sema
