#include "coverage/branches.h"

#include "diag/sink.h"
#include "ir/node.h"

#include <algorithm>
#include <tuple>

namespace stackc::coverage {

namespace {

using eval::Fork;

std::string wordsOf(const core::Program& program, const eval::Way& way) {
    switch (way.fork) {
    case Fork::Condition:
        return way.arm == 1 ? "true" : "false";
    case Fork::Optional:
        return way.arm == 0 ? "without a value" : way.arm == 1 ? "with a value" : "anything else";
    case Fork::Case: {
        const std::vector<core::Case>& cases = program.types[program[way.subject].type].cases;
        return way.arm < cases.size() ? "`" + cases[way.arm].name + "`" : "anything else";
    }
    case Fork::Collection:
        return way.arm == 0 ? "empty" : way.arm < eval::several ? "one element" : "several elements";
    case Fork::Check:
        break;
    }
    return way.arm == 1 ? "met" : "not met";
}

Branch branchOf(const core::Program& program, const eval::Way& way) {
    core::Span subject = program[way.subject].span;
    bool isOfLibrary = way.author.valid();
    return {way, isOfLibrary ? way.author : subject, isOfLibrary ? subject : core::Span(), wordsOf(program, way)};
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
