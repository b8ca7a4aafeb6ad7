#include "sema/chart/environment_given.h"

#include "sema/expr/edits.h"
#include "sema/expr/names.h"

#include <utility>

namespace stackc::sema {

namespace {

std::optional<bool> holdsIn(Checking& in, ExprId values, const ast::Cond& condition, ValuesNames& names);
void readEntry(Checking& in, ExprId values, const GivenBlock& given, const Edit& entry, const std::string& key,
               GivenKey& known);
void readSpread(Checking& in, ExprId values, std::vector<ast::Name> path, const std::string& key, GivenKey& known);
void readBranch(Checking& in, ExprId values, const GivenBlock& given, const ast::IfEntry& branch,
                const std::string& key, GivenKey& known);
void readArms(Checking& in, ExprId values, const GivenBlock& given, const ast::MatchEntry& match,
              const std::string& key, GivenKey& known);

} // namespace

std::vector<ast::Name> pathIn(const Checking& in, ast::ExprId value, const ValuesNames& names) {
    auto path = pathOf(in, value);
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

namespace {

/// What the values of an environment hold at a path; invalid where that is not written out.
ExprId valueAt(const Checking& in, ExprId values, const std::vector<ast::Name>& path) {
    for (const ast::Name& name : path) {
        while (const auto* optional = in.nodeAs<core::OptionalLit>(values))
            values = optional->payload;
        if (const auto* variant = in.nodeAs<core::VariantExpr>(values)) {
            bool isChosen = in.type(in.typeOf(values)).cases[variant->caseIndex].name == name.text;
            values = isChosen ? variant->payload : ExprId{};
            continue;
        }
        const auto* record = in.nodeAs<core::RecordExpr>(values);
        ExprId found;
        if (record != nullptr)
            for (const core::Entry& entry : record->entries)
                if (entry.kind == core::EntryKind::Set && entry.key == name.text)
                    found = entry.value;
        values = found;
    }
    return values;
}

/// The arm of a match that counts in the environment; null where that can't be told. What it binds is among the names.
template <typename Arm>
const Arm* chosenArm(Checking& in, ExprId values, ast::ExprId matched, const std::vector<Arm>& arms,
                     ValuesNames& names) {
    std::vector<ast::Name> subject = pathIn(in, matched, names);
    const ExprId held = subject.empty() ? ExprId{} : valueAt(in, values, subject);
    const auto* variant = in.nodeAs<core::VariantExpr>(held);
    const auto* single = in.nodeAs<core::EnumExpr>(held);
    if (variant == nullptr && single == nullptr)
        return nullptr;
    const core::Case& wanted =
        in.type(in.typeOf(held)).cases[variant != nullptr ? variant->caseIndex : single->caseIndex];
    for (const Arm& arm : arms)
        for (const ast::CasePattern& pattern : arm.patterns) {
            if (pattern.name.text != wanted.name && pattern.name.text != "_")
                continue;
            if (pattern.binding) {
                subject.push_back({wanted.name, pattern.name.span});
                names[pattern.binding->text] = subject;
            }
            return &arm;
        }
    return nullptr;
}

std::optional<GivenBlock> givenByMatch(Checking& in, ExprId values, const ast::MatchExpr& match, ValuesNames names) {
    const ast::MatchArm* arm = chosenArm(in, values, match.subject, match.arms, names);
    return arm != nullptr ? givenBlock(in, values, arm->value, std::move(names)) : std::nullopt;
}

} // namespace

std::optional<GivenBlock> givenBlock(Checking& in, ExprId values, ast::ExprId value, ValuesNames names) {
    const auto& node = in.tree()[value].node;
    if (const auto* block = std::get_if<ast::BlockExpr>(&node))
        return GivenBlock{.block = block->block, .names = std::move(names)};
    if (const auto* match = std::get_if<ast::MatchExpr>(&node))
        return givenByMatch(in, values, *match, std::move(names));
    const auto* choice = std::get_if<ast::IfExpr>(&node);
    if (choice == nullptr)
        return std::nullopt;
    std::optional<bool> holds = holdsIn(in, values, choice->cond, names);
    return holds ? givenBlock(in, values, *holds ? choice->then : choice->otherwise, std::move(names)) : std::nullopt;
}

namespace {

/// Does the condition hold in the environment? Null: that can't be told. What it binds is among the names.
std::optional<bool> holdsIn(Checking& in, ExprId values, const ast::Cond& condition, ValuesNames& names) {
    std::vector<ast::Name> path = pathIn(in, condition.value, names);
    ExprId held = path.empty() ? ExprId{} : valueAt(in, values, path);
    if (condition.binding) {
        const auto* optional = in.nodeAs<core::OptionalLit>(held);
        if (optional == nullptr && in.nodeAs<core::NoneLit>(held) == nullptr)
            return std::nullopt;
        names[condition.binding->text] = path;
        return optional != nullptr && optional->on;
    }
    const auto* truth = in.nodeAs<core::Literal>(held);
    bool isTruth = truth != nullptr && truth->kind == core::Literal::Kind::Bool;
    return isTruth ? std::optional(truth->boolean) : std::nullopt;
}

} // namespace

bool clauseNames(Checking& in, ExprId values, const ast::BackendDecl& backend, ValuesNames& names) {
    for (const ast::Clause& clause : backend.clauses) {
        std::vector<ast::Name> path = pathIn(in, clause.value, names);
        ExprId held = path.empty() ? ExprId{} : valueAt(in, values, path);
        if (clause.kind == ast::Clause::Kind::loop) {
            const auto* optional = in.nodeAs<core::OptionalLit>(held);
            if (optional == nullptr || !optional->on)
                return false;
            names[clause.pattern.first.text] = path;
        } else {
            const auto* truth = in.nodeAs<core::Literal>(held);
            if (truth == nullptr || !truth->boolean)
                return false;
        }
    }
    return true;
}

void readKey(Checking& in, ExprId values, GivenBlock given, const std::string& key, GivenKey& known) {
    if (!given.spread.empty())
        return readSpread(in, values, std::move(given.spread), key, known);
    if (given.entry)
        return readEntry(in, values, given, *given.entry, key, known);
    for (ast::EntryId id : in.tree()[given.block].entries) {
        const auto& node = in.tree()[id].node;
        if (const auto* let = std::get_if<ast::LetEntry>(&node))
            given.names[let->name.text] = pathIn(in, let->value, given.names);
        else if (const auto* spread = std::get_if<ast::SpreadEntry>(&node))
            readSpread(in, values, pathIn(in, spread->value, given.names), key, known);
        else if (const auto* branch = std::get_if<ast::IfEntry>(&node))
            readBranch(in, values, given, *branch, key, known);
        else if (const auto* match = std::get_if<ast::MatchEntry>(&node))
            readArms(in, values, given, *match, key, known);
        else if (Edit entry = editOf(in.tree()[id]); entry.target != nullptr && !entry.target->steps.empty())
            readEntry(in, values, {.names = given.names}, entry, key, known);
    }
}

namespace {

/// An entry that sets the key, or something below it.
void readEntry(Checking& in, ExprId values, const GivenBlock& given, const Edit& entry, const std::string& key,
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
    known.path = pathIn(in, entry.value, given.names);
    if (auto block = known.path.empty() ? givenBlock(in, values, entry.value, given.names) : std::nullopt)
        known.blocks.push_back(std::move(*block));
}

/// The map, or the record, of the values at the path is spread.
void readSpread(Checking& in, ExprId values, std::vector<ast::Name> path, const std::string& key, GivenKey& known) {
    if (path.empty())
        return;
    ExprId whole = valueAt(in, values, path);
    bool isMap = whole.valid() && in.kindOf(in.typeOf(whole)) == TypeKind::Map;
    path.push_back({key, path.back().span});
    if (valueAt(in, values, path).valid() || (isMap && !known.isSaid))
        known = {std::move(path), {}, true};
}

/// A branch counts where its condition holds. What branches say of which that can't be told is computed.
void readBranch(Checking& in, ExprId values, const GivenBlock& given, const ast::IfEntry& branch,
                const std::string& key, GivenKey& known) {
    GivenBlock inner{.names = given.names};
    std::optional<bool> holds = holdsIn(in, values, branch.cond, inner.names);
    GivenKey unclear;
    GivenKey& into = holds ? known : unclear;
    auto read = [&](ast::BlockId block) {
        inner.block = block;
        if (block.valid())
            readKey(in, values, inner, key, into);
    };
    if (holds.value_or(true))
        read(branch.then);
    if (!holds.value_or(false)) {
        read(branch.elseBlock);
        if (branch.elseIf.valid())
            readBranch(in, values, given, std::get<ast::IfEntry>(in.tree()[branch.elseIf].node), key, into);
    }
    if (unclear.isSaid)
        known = {{}, {}, true};
}

/// The same of the arms of a match.
void readArms(Checking& in, ExprId values, const GivenBlock& given, const ast::MatchEntry& match,
              const std::string& key, GivenKey& known) {
    GivenBlock inner{.names = given.names};
    if (const ast::MatchEntryArm* arm = chosenArm(in, values, match.subject, match.arms, inner.names)) {
        inner.block = arm->block;
        return readKey(in, values, inner, key, known);
    }
    GivenKey unclear;
    for (const ast::MatchEntryArm& arm : match.arms) {
        inner.block = arm.block;
        readKey(in, values, inner, key, unclear);
    }
    if (unclear.isSaid)
        known = {{}, {}, true};
}

} // namespace

} // namespace stackc::sema
