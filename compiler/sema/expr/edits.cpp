#include "sema/expr/edits.h"

namespace stackc::sema {

Edit editOf(const ast::Entry& entry) {
    Edit edit;
    edit.span = entry.span;
    if (const auto* node = std::get_if<ast::AssignEntry>(&entry.node)) {
        edit.kind = node->append ? Edit::Kind::append : Edit::Kind::assign;
        edit.target = &node->target;
        edit.value = node->value;
    } else if (const auto* node = std::get_if<ast::AmendEntry>(&entry.node)) {
        edit.kind = Edit::Kind::amend;
        edit.target = &node->target;
        edit.block = node->block;
    } else if (const auto* node = std::get_if<ast::RemoveEntry>(&entry.node)) {
        edit.kind = Edit::Kind::remove;
        edit.target = &node->target;
    }
    return edit;
}

bool claim(Checking& in, PathTree& paths, const std::string& key, Claim claim, Span span) {
    auto [it, isNew] = paths.children.try_emplace(key);
    PathTree& child = it->second;
    const bool leads = claim == Claim::into || claim == Claim::element;
    const bool changesEarlier = child.earlier && (claim == Claim::change || claim == Claim::append);
    const bool addsToElements = claim == Claim::append && child.isElements && !child.leaf;
    if (isNew || changesEarlier || addsToElements) {
        child.span = span;
        child.leaf = !leads;
        child.earlier = false;
        child.isAppended = claim == Claim::append;
        child.isElements = claim == Claim::element;
        return true;
    }
    if (leads && (!child.leaf || child.earlier || (claim == Claim::element && child.isAppended)))
        return true;
    in.sink.report(Code::E3011, span, key).note(child.span, "first set here");
    return false;
}

Claim claimOf(const Edit& edit, size_t step) {
    bool isLast = step + 1 == edit.target->steps.size();
    if (!isLast && isElement(edit, step + 1))
        return Claim::element;
    if (!isLast || edit.kind == Edit::Kind::amend)
        return Claim::into;
    if (edit.kind == Edit::Kind::append)
        return Claim::append;
    return edit.kind == Edit::Kind::assign ? Claim::set : Claim::change;
}

PathTree pathsInBranch(const PathTree& paths) {
    PathTree branch = paths;
    for (auto& [key, child] : branch.children) {
        child = pathsInBranch(child);
        child.earlier = true;
    }
    return branch;
}

void addBranch(PathTree& paths, const PathTree& branch) {
    for (const auto& [key, child] : branch.children) {
        auto [it, isNew] = paths.children.try_emplace(key);
        if (isNew) {
            it->second = pathsInBranch(child);
            it->second.earlier = true;
        } else {
            addBranch(it->second, child);
        }
    }
}

} // namespace stackc::sema
