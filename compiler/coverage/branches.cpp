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

Branch branchOf(const core::Program& program, const eval::Way& way) {
    core::Span subject = program[way.subject].span;
    bool isOfLibrary = way.author.valid();
    return {way, isOfLibrary ? way.author : subject, isOfLibrary ? subject : core::Span(),
            wordsOf(way.fork, program.types[program[way.subject].type], way.arm)};
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
