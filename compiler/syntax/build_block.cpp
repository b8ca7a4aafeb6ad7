#include "syntax/builder.h"

namespace stackc::syntax {

BlockId Builder::block(P::BlockContext* context) {
    Block result;
    result.span = spanOf(context);
    for (auto* one : context->entry())
        result.entries.push_back(entry(one));
    return module_.add(std::move(result));
}

EntryId Builder::entry(P::EntryContext* context) {
    Entry result;
    result.span = spanOf(context);
    if (context->exception != nullptr)
        return module_.add(std::move(result));
    result.doc = docBefore(context->start);
    if (auto* loop = dynamic_cast<P::ForEntryContext*>(context)) {
        auto exprs = loop->expr();
        ExprId source = expr(exprs[0]);
        ExprId filter = exprs.size() > 1 ? expr(exprs[1]) : ExprId{};
        result.node = ForEntry{pattern(loop->pattern()), source, filter, block(loop->block())};
    } else if (auto* branch = dynamic_cast<P::IfEntryContext*>(context)) {
        result.node = ifEntry(branch->ifBlock());
    } else if (auto* remove = dynamic_cast<P::RemoveEntryContext*>(context)) {
        result.node = RemoveEntry{target(remove->target())};
    } else if (auto* let = dynamic_cast<P::LetEntryContext*>(context)) {
        result.node = LetEntry{name(let->name()), value(let->value())};
    } else if (auto* part = dynamic_cast<P::PartEntryContext*>(context)) {
        auto kind = part->SERVICE() != nullptr ? PartEntry::Kind::service : PartEntry::Kind::backend;
        result.node = PartEntry{kind, name(part->name()), block(part->block())};
    } else if (auto* spread = dynamic_cast<P::SpreadEntryContext*>(context)) {
        result.node = SpreadEntry{value(spread->value())};
    } else if (auto* set = dynamic_cast<P::TargetEntryContext*>(context)) {
        Target where = target(set->target());
        if (set->block() != nullptr) {
            result.node = AmendEntry{std::move(where), block(set->block())};
        } else {
            result.node = AssignEntry{std::move(where), set->APPEND() != nullptr, value(set->value())};
        }
    }
    return module_.add(std::move(result));
}

IfEntry Builder::ifEntry(P::IfBlockContext* context) {
    IfEntry result;
    result.cond = cond(context->cond());
    result.then = block(context->block(0));
    if (context->block().size() > 1)
        result.elseBlock = block(context->block(1));
    if (auto* next = context->ifBlock()) {
        Entry other;
        other.span = spanOf(next);
        other.node = ifEntry(next);
        result.elseIf = module_.add(std::move(other));
    }
    return result;
}

Target Builder::target(P::TargetContext* context) {
    Target result;
    result.span = spanOf(context);
    if (context->string() != nullptr) {
        result.computed = stringContext(context->string());
        return result;
    }
    if (context->value() != nullptr) {
        result.computed = value(context->value());
        return result;
    }
    for (auto* child : context->children) {
        if (auto* key = dynamic_cast<P::KeyContext*>(child)) {
            TargetStep step;
            step.name = keyName(key, &step.quoted);
            result.steps.push_back(std::move(step));
        } else if (auto* selector = dynamic_cast<P::SelectorContext*>(child)) {
            auto* string = selector->STRING();
            Name element{plainString(string->getSymbol()), spanOf(string)};
            result.steps.push_back({TargetStep::Kind::element, std::move(element), true});
        }
    }
    return result;
}

Name Builder::keyName(P::KeyContext* context, bool* quoted) {
    if (auto* string = context->STRING()) {
        *quoted = true;
        return {plainString(string->getSymbol()), spanOf(string)};
    }
    return name(context);
}

} // namespace stackc::syntax
