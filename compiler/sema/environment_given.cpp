// What a backend gives in an environment, as far as the source says it: which block counts there, and which of the
// values its attributes are.
#include "sema/checker.h"

#include <utility>

namespace stackc::sema {

/// The path into `values` that an expression of a backend is; empty if it is something else.
std::vector<ast::Name> Checker::pathIn(ast::ExprId value, const ValuesNames& names) const {
    auto path = pathOf(value);
    if (!path)
        return {};
    if (auto known = names.find((*path)[0].text); known != names.end()) {
        std::vector<ast::Name> whole = known->second;
        if (whole.empty())
            return {};
        whole.insert(whole.end(), path->begin() + 1, path->end());
        return whole;
    }
    if ((*path)[0].text != "values")
        return {};
    return {path->begin() + 1, path->end()};
}

/// What the values of an environment hold at a path; invalid where that is not written out.
ExprId Checker::valueAt(ExprId values, const std::vector<ast::Name>& path) const {
    for (const ast::Name& name : path) {
        while (const auto* optional = nodeAs<core::OptionalLit>(values))
            values = optional->payload;
        if (const auto* variant = nodeAs<core::VariantExpr>(values)) {
            bool isChosen = type(typeOf(values)).cases[variant->caseIndex].name == name.text;
            values = isChosen ? variant->payload : ExprId{};
            continue;
        }
        const auto* record = nodeAs<core::RecordExpr>(values);
        ExprId found;
        if (record != nullptr)
            for (const core::Entry& entry : record->entries)
                if (entry.kind == core::EntryKind::Set && entry.key == name.text)
                    found = entry.value;
        values = found;
    }
    return values;
}

std::optional<GivenBlock> Checker::givenByMatch(ExprId values, const ast::MatchExpr& match, ValuesNames names) {
    std::vector<ast::Name> subject = pathIn(match.subject, names);
    const auto* chosen = subject.empty() ? nullptr : nodeAs<core::VariantExpr>(valueAt(values, subject));
    if (chosen == nullptr)
        return std::nullopt;
    const core::Case& wanted = type(typeOf(valueAt(values, subject))).cases[chosen->caseIndex];
    for (const ast::MatchArm& arm : match.arms)
        for (const ast::CasePattern& pattern : arm.patterns) {
            if (pattern.name.text != wanted.name && pattern.name.text != "_")
                continue;
            if (pattern.binding) {
                subject.push_back({wanted.name, pattern.name.span});
                names[pattern.binding->text] = subject;
            }
            return givenBlock(values, arm.value, std::move(names));
        }
    return std::nullopt;
}

/// The block that a backend's value is with the values of an environment.
std::optional<GivenBlock> Checker::givenBlock(ExprId values, ast::ExprId value, ValuesNames names) {
    const auto& node = tree()[value].node;
    if (const auto* block = std::get_if<ast::BlockExpr>(&node))
        return GivenBlock{.block = block->block, .names = std::move(names)};
    if (const auto* match = std::get_if<ast::MatchExpr>(&node))
        return givenByMatch(values, *match, std::move(names));
    const auto* choice = std::get_if<ast::IfExpr>(&node);
    if (choice == nullptr)
        return std::nullopt;
    std::optional<bool> holds = holdsIn(values, choice->cond, names);
    return holds ? givenBlock(values, *holds ? choice->then : choice->otherwise, std::move(names)) : std::nullopt;
}

/// Does the condition hold in the environment? Null: that can't be told. What it binds is among the names.
std::optional<bool> Checker::holdsIn(ExprId values, const ast::Cond& condition, ValuesNames& names) {
    std::vector<ast::Name> path = pathIn(condition.value, names);
    ExprId held = path.empty() ? ExprId{} : valueAt(values, path);
    if (condition.binding) {
        const auto* optional = nodeAs<core::OptionalLit>(held);
        if (optional == nullptr && nodeAs<core::NoneLit>(held) == nullptr)
            return std::nullopt;
        names[condition.binding->text] = path;
        return optional != nullptr && optional->on;
    }
    const auto* truth = nodeAs<core::Literal>(held);
    bool isTruth = truth != nullptr && truth->kind == core::Literal::Kind::Bool;
    return isTruth ? std::optional(truth->boolean) : std::nullopt;
}

/// Names what the clauses bind; false where the backend gives nothing in the environment, or that can't be told.
bool Checker::clauseNames(ExprId values, const ast::BackendDecl& backend, ValuesNames& names) {
    for (const ast::Clause& clause : backend.clauses) {
        std::vector<ast::Name> path = pathIn(clause.value, names);
        ExprId held = path.empty() ? ExprId{} : valueAt(values, path);
        if (clause.kind == ast::Clause::Kind::loop) {
            const auto* optional = nodeAs<core::OptionalLit>(held);
            if (optional == nullptr || !optional->on)
                return false;
            names[clause.pattern.first.text] = path;
        } else {
            const auto* truth = nodeAs<core::Literal>(held);
            if (truth == nullptr || !truth->boolean)
                return false;
        }
    }
    return true;
}

/// Adds what the block says of a key to what was said before it.
void Checker::readKey(ExprId values, GivenBlock given, const std::string& key, GivenKey& known) {
    if (!given.spread.empty())
        return readSpread(values, std::move(given.spread), key, known);
    if (given.entry)
        return readEntry(values, given, *given.entry, key, known);
    for (ast::EntryId id : tree()[given.block].entries) {
        const auto& node = tree()[id].node;
        if (const auto* let = std::get_if<ast::LetEntry>(&node))
            given.names[let->name.text] = pathIn(let->value, given.names);
        else if (const auto* spread = std::get_if<ast::SpreadEntry>(&node))
            readSpread(values, pathIn(spread->value, given.names), key, known);
        else if (const auto* branch = std::get_if<ast::IfEntry>(&node))
            readBranch(values, given, *branch, key, known);
        else if (Edit entry = editOf(tree()[id]); entry.target != nullptr && !entry.target->steps.empty())
            readEntry(values, {.names = given.names}, entry, key, known);
    }
}

/// An entry that sets the key, or something below it.
void Checker::readEntry(ExprId values, const GivenBlock& given, const Edit& entry, const std::string& key,
                        GivenKey& known) {
    if (isElement(entry, given.step) || entry.target->steps[given.step].name.text != key)
        return;
    known.isSaid = true;
    std::vector<ast::Name> before = std::exchange(known.path, {});
    bool isBelow = given.step + 1 < entry.target->steps.size();
    if (isBelow || entry.kind == Edit::Kind::amend) {
        if (!before.empty())
            known.blocks.push_back({.spread = std::move(before)});
        known.blocks.push_back(isBelow ? GivenBlock{.entry = entry, .step = given.step + 1, .names = given.names}
                                       : GivenBlock{.block = entry.block, .names = given.names});
        return;
    }
    known.blocks.clear();
    if (entry.kind != Edit::Kind::assign)
        return;
    known.path = pathIn(entry.value, given.names);
    if (auto block = known.path.empty() ? givenBlock(values, entry.value, given.names) : std::nullopt)
        known.blocks.push_back(std::move(*block));
}

/// The map, or the record, of the values at the path is spread.
void Checker::readSpread(ExprId values, std::vector<ast::Name> path, const std::string& key, GivenKey& known) {
    if (path.empty())
        return;
    ExprId whole = valueAt(values, path);
    bool isMap = whole.valid() && kindOf(typeOf(whole)) == TypeKind::Map;
    path.push_back({key, path.back().span});
    if (valueAt(values, path).valid() || (isMap && !known.isSaid))
        known = {std::move(path), {}, true};
}

/// A branch counts where its condition holds. What branches say of which that can't be told is computed.
void Checker::readBranch(ExprId values, const GivenBlock& given, const ast::IfEntry& branch, const std::string& key,
                         GivenKey& known) {
    GivenBlock inner{.names = given.names};
    std::optional<bool> holds = holdsIn(values, branch.cond, inner.names);
    GivenKey unclear;
    GivenKey& into = holds ? known : unclear;
    auto read = [&](ast::BlockId block) {
        inner.block = block;
        if (block.valid())
            readKey(values, inner, key, into);
    };
    if (holds.value_or(true))
        read(branch.then);
    if (!holds.value_or(false)) {
        read(branch.elseBlock);
        if (branch.elseIf.valid())
            readBranch(values, given, std::get<ast::IfEntry>(tree()[branch.elseIf].node), key, into);
    }
    if (unclear.isSaid)
        known = {{}, {}, true};
}

} // namespace stackc::sema
