#include "coverage/branches.h"

#include "diag/sink.h"
#include "ir/node.h"

#include <algorithm>
#include <tuple>

namespace stackc::coverage {

using eval::Fork;

std::string wordsOf(eval::Fork fork, const core::Type& type, uint32_t arm) {
    switch (fork) {
    case Fork::Condition:
        return arm == 1 ? "true" : "false";
    case Fork::Optional:
        return arm == 0 ? "without a value" : arm == 1 ? "with a value" : "anything else";
    case Fork::Case:
        return arm < type.cases.size() ? "`" + type.cases[arm].name + "`" : "anything else";
    case Fork::Collection:
        return arm == 0 ? "empty" : arm < eval::several ? "one element" : "several elements";
    case Fork::Bound:
        return arm == 0 ? "one below its bound" : arm == 1 ? "at its bound" : "one above its bound";
    case Fork::Check:
        break;
    }
    return arm == 1 ? "met" : "not met";
}

namespace {

/// Does the expression ask for an arm of a `match` among entries? It stands at the arm's patterns, and what it asks of
/// at the `match`.
bool isOfArm(const core::Program& program, core::ExprId id) {
    core::ExprId asked = id;
    for (const auto* prim = std::get_if<core::PrimExpr>(&program[asked].node); prim != nullptr && !prim->args.empty();
         prim = std::get_if<core::PrimExpr>(&program[asked].node))
        asked = prim->args.front();
    core::ExprId of;
    if (const auto* isCase = std::get_if<core::IsCase>(&program[asked].node))
        of = isCase->subject;
    else if (const auto* isSome = std::get_if<core::IsSome>(&program[asked].node))
        of = isSome->subject;
    else if (const auto* held = std::get_if<core::MatchExpr>(&program[asked].node))
        of = held->subject;
    return of.valid() && program[of].span.end <= program[id].span.begin;
}

std::string wordsOfWay(const core::Program& program, const eval::Way& way) {
    bool isTruth = way.fork == Fork::Condition || way.fork == Fork::Optional;
    if (isTruth && isOfArm(program, way.subject))
        return way.arm == 0 ? "passed over" : "chosen";
    return wordsOf(way.fork, program.types[program[way.subject].type], way.arm);
}

Branch branchOf(const core::Program& program, const eval::Way& way) {
    core::Span subject = program[way.subject].span;
    bool isOfLibrary = way.author.valid();
    return {way, isOfLibrary ? way.author : subject, isOfLibrary ? subject : core::Span(), wordsOfWay(program, way)};
}

} // namespace

std::vector<Branch> branchesOf(const core::Program& program) {
    ir::NodeTable nodes;
    diag::Sink sink;
    eval::Ways ways;
    eval::evaluate(program, nodes, nullptr, sink, &ways);
    std::vector<Branch> branches;
    for (const eval::Way& way : ways)
        branches.push_back(branchOf(program, way));
    std::ranges::sort(branches, {}, [](const Branch& b) { return std::tie(b.place, b.inLibrary, b.way); });
    return branches;
}

std::vector<Branch> untaken(const std::vector<Branch>& branches, const eval::Ways& taken) {
    std::vector<Branch> rest;
    std::ranges::copy_if(branches, std::back_inserter(rest), [&](const Branch& b) { return !taken.contains(b.way); });
    return rest;
}

} // namespace stackc::coverage
