#include "eval/decisions.h"

#include "eval/evaluation.h"
#include "eval/optionals.h"

#include <algorithm>

namespace stackc::eval {

using ir::EntryKind;
using ir::NodeKind;

namespace {

/// How many entries a collection may have.
struct Count {
    size_t least = 0;
    size_t most = several;
};

Count countOf(NodeRef node);

Count countOf(const Entry& entry) {
    Count count{entry.kind == EntryKind::Value ? size_t{1} : 0, entry.kind == EntryKind::Value ? size_t{1} : several};
    if (entry.kind == EntryKind::Spread)
        count = countOf(entry.value);
    if (!entry.guard->isTrue())
        count.least = 0;
    return count;
}

Count countOf(NodeRef node) {
    node = unshared(node);
    if (node->isNone())
        return {0, 0};
    if (node->kind != NodeKind::Record && node->kind != NodeKind::List && node->kind != NodeKind::Choice)
        return {};
    bool isChoice = node->kind == NodeKind::Choice;
    Count all{isChoice ? size_t{several} : 0, 0};
    for (const Entry& entry : node->entries) {
        Count one = isChoice ? countOf(entry.value) : countOf(entry);
        all.least = isChoice ? std::min(all.least, one.least) : all.least + one.least;
        all.most = isChoice ? std::max(all.most, one.most) : all.most + one.most;
    }
    return all;
}

} // namespace

bool isOfLibrary(const core::Program& program, core::ExprId subject) {
    return !program.isAuthors(program[subject].span);
}

Ways Decisions::from(const Ways& ways, core::Span author, core::Span other) const {
    Ways all;
    for (Way way : ways) {
        if (way.author == author && isOfLibrary(program_, way.subject))
            way.author = other;
        all.insert(all.end(), way); // their order stays
    }
    return all;
}

namespace {

void add(Evaluation& in, Fork fork, core::ExprId subject, uint32_t arm) {
    in.decisions.add({fork, subject, arm, isOfLibrary(in.program, subject) ? in.trace.author() : core::Span()});
}

} // namespace

void went(Evaluation& in, Fork fork, core::ExprId subject, uint32_t arm, NodeRef guard) {
    bool isWay = !guard->isFalse() && (in.known != nullptr || !guard->isTrue());
    if (in.decisions.areKept() && isWay)
        add(in, fork, subject, arm);
}

void decided(Evaluation& in, Fork fork, core::ExprId subject, NodeRef truth) {
    if (!in.decisions.areKept())
        return;
    truth = in.simplify(truth);
    went(in, fork, subject, 1, truth);
    went(in, fork, subject, 0, in.guards.negate(truth));
}

void matched(Evaluation& in, core::ExprId subject, const std::vector<uint32_t>& cases,
             const std::vector<NodeRef>& tests, NodeRef guard) {
    if (!in.decisions.areKept())
        return;
    bool isOptional = in.typeOf(in.program[subject].type).kind == core::TypeKind::Optional;
    Fork fork = isOptional ? Fork::Optional : Fork::Case;
    for (size_t i = 0; i < cases.size(); ++i)
        went(in, fork, subject, cases[i], in.simplify(tests[i]));
    if (cases.empty())
        went(in, fork, subject, otherCase, guard);
}

void compared(Evaluation& in, const std::vector<core::ExprId>& subjects, const std::vector<NodeRef>& numbers) {
    bool isOfNumbers = in.typeOf(in.program[subjects[0]].type).kind == core::TypeKind::Int;
    if (!in.decisions.areKept() || !isOfNumbers)
        return;
    NodeRef a = unshared(numbers[0]), b = unshared(numbers[1]);
    if ((in.known == nullptr) != (a->late != b->late))
        return;
    Interval of = in.memo.intervals.of(a), other = in.memo.intervals.of(b);
    bool isLiteral = std::holds_alternative<core::Literal>(in.program[subjects[0]].node);
    for (int64_t arm : {0, 1, 2})
        if (int64_t distance = arm - 1; of.low - other.high <= distance && distance <= of.high - other.low)
            add(in, Fork::Bound, subjects[isLiteral ? 1 : 0], static_cast<uint32_t>(arm));
}

void counted(Evaluation& in, core::ExprId subject, NodeRef collection) {
    if (!in.decisions.areKept())
        return;
    if (in.typeOf(in.program[subject].type).kind == core::TypeKind::Optional)
        return decided(in, Fork::Optional, subject, present(in, collection));
    Count count = countOf(collection);
    if (in.known == nullptr && in.simplify(nonEmpty(in, unshared(collection)))->isTrue())
        count.least = std::max<size_t>(count.least, 1);
    size_t first = std::min<size_t>(count.least, several), last = std::min<size_t>(count.most, several);
    if (in.known == nullptr && first == last)
        return;
    for (size_t arm = first; arm <= last; ++arm)
        add(in, Fork::Collection, subject, static_cast<uint32_t>(arm));
}

} // namespace stackc::eval
