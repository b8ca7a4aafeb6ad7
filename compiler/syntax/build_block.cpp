#include "syntax/builder.h"

namespace stackc::syntax {

BlockId Builder::block(TreeNode context) {
    Block result;
    result.span = spanOf(context);
    for (TreeNode one : context.children(R::entry))
        result.entries.push_back(entry(one));
    return module_.add(std::move(result));
}

EntryId Builder::entry(TreeNode context) {
    Entry result;
    result.span = spanOf(context);
    if (context.failed())
        return module_.add(std::move(result));
    result.doc = docBefore(context);
    if (context.has(T::FOR)) {
        auto exprs = context.children(R::expr);
        ExprId source = expr(exprs[0]);
        ExprId filter = exprs.size() > 1 ? expr(exprs[1]) : ExprId{};
        result.node = ForEntry{pattern(context.child(R::pattern)), source, filter, block(context.child(R::block))};
    } else if (context.child(R::ifBlock)) {
        result.node = ifEntry(context.child(R::ifBlock));
    } else if (context.child(R::matchBlock)) {
        result.node = matchEntry(context.child(R::matchBlock));
    } else if (context.has(T::REMOVE)) {
        result.node = RemoveEntry{target(context.child(R::target))};
    } else if (context.has(T::LET)) {
        result.node = LetEntry{name(context.child(R::name)), value(context.child(R::value))};
    } else if (context.has(T::SERVICE) || context.has(T::BACKEND)) {
        auto kind = context.has(T::SERVICE) ? PartEntry::Kind::service : PartEntry::Kind::backend;
        bool isBlock = static_cast<bool>(context.child(R::block));
        result.node =
            PartEntry{kind, name(context.child(R::name)), isBlock ? block(context.child(R::block)) : BlockId{},
                      isBlock ? ExprId{} : value(context.child(R::value))};
    } else if (context.has(T::ELLIPSIS)) {
        result.node = SpreadEntry{value(context.child(R::value))};
    } else if (context.child(R::target)) {
        Target where = target(context.child(R::target));
        if (context.child(R::block)) {
            result.node = AmendEntry{std::move(where), block(context.child(R::block))};
        } else {
            result.node = AssignEntry{std::move(where), context.has(T::APPEND), value(context.child(R::value))};
        }
    }
    return module_.add(std::move(result));
}

IfEntry Builder::ifEntry(TreeNode context) {
    IfEntry result;
    result.cond = cond(context.child(R::cond));
    auto blocks = context.children(R::block);
    result.then = block(blocks[0]);
    if (blocks.size() > 1)
        result.elseBlock = block(blocks[1]);
    if (TreeNode next = context.child(R::ifBlock)) {
        Entry other;
        other.span = spanOf(next);
        other.node = ifEntry(next);
        result.elseIf = module_.add(std::move(other));
    }
    return result;
}

MatchEntry Builder::matchEntry(TreeNode context) {
    MatchEntry result;
    result.subject = expr(context.child(R::expr));
    for (TreeNode arm : context.children(R::blockArm)) {
        if (arm.failed())
            continue;
        result.arms.push_back({casePatterns(arm.children(R::casePattern)), block(arm.child(R::block)), spanOf(arm)});
    }
    return result;
}

Target Builder::target(TreeNode context) {
    Target result;
    result.span = spanOf(context);
    if (context.child(R::string)) {
        result.computed = stringContext(context.child(R::string));
        return result;
    }
    if (context.child(R::value)) {
        result.computed = value(context.child(R::value));
        return result;
    }
    for (TreeNode child = context.first(); child; child = context.after(child)) {
        if (child.is(R::key)) {
            TargetStep step;
            step.name = keyName(child, &step.quoted);
            result.steps.push_back(std::move(step));
        } else if (child.is(R::selector)) {
            result.steps.push_back(elementStep(expr(child.child(R::expr))));
        }
    }
    return result;
}

TargetStep Builder::elementStep(ExprId key) {
    const Expr& written = module_[key];
    TargetStep step{TargetStep::Kind::element, {"", written.span}, false, key};
    if (const auto* string = std::get_if<StringLit>(&written.node); string != nullptr && string->isPlainText())
        step = {TargetStep::Kind::element, {string->plainText(), written.span}, true, {}};
    return step;
}

Name Builder::keyName(TreeNode context, bool* quoted) {
    if (TreeNode string = context.token(T::STRING)) {
        if (quoted != nullptr)
            *quoted = true;
        return {plainString(string.firstToken()), spanOf(string)};
    }
    return name(context);
}

} // namespace stackc::syntax
