#include <fmt/format.h>

#include "syntax/dumper.h"
#include "text/dumped.h"

namespace stackc::syntax {

void Dumper::block(BlockId id) {
    line("block");
    Deeper deeper(*this);
    for (EntryId one : module_[id].entries)
        entry(one);
}

void Dumper::entry(EntryId id) {
    const Entry& entry = module_[id];
    doc(entry.doc);
    std::visit([this](const auto& one) { node(one); }, entry.node);
}

std::string Dumper::target(const Target& target) {
    if (target.steps.empty())
        return "(computed)";
    std::string result;
    for (const TargetStep& step : target.steps) {
        if (step.kind == TargetStep::Kind::element) {
            result += step.computed.valid() ? "[computed]" : fmt::format("[{}]", text::dumped(step.name.text));
        } else {
            if (!result.empty())
                result += '.';
            result += step.quoted ? text::dumped(step.name.text) : step.name.text;
        }
    }
    return result;
}

void Dumper::targetLine(std::string_view label, const Target& target) {
    line(fmt::format("{} {}", label, Dumper::target(target)));
    Deeper deeper(*this);
    labelled("key", target.computed);
    for (const TargetStep& step : target.steps)
        labelled("element", step.computed);
}

void Dumper::node(const ErrorEntry&) { line("error"); }

void Dumper::node(const AssignEntry& entry) {
    targetLine(entry.append ? "append" : "assign", entry.target);
    Deeper deeper(*this);
    expr(entry.value);
}

void Dumper::node(const AmendEntry& entry) {
    targetLine("amend", entry.target);
    Deeper deeper(*this);
    block(entry.block);
}

void Dumper::node(const SpreadEntry& entry) { labelled("spread", entry.value); }

void Dumper::node(const IfEntry& entry) {
    line("if");
    Deeper deeper(*this);
    cond(entry.cond);
    block(entry.then);
    if (!entry.elseBlock.valid() && !entry.elseIf.valid())
        return;
    line("else");
    Deeper inner(*this);
    if (entry.elseBlock.valid()) {
        block(entry.elseBlock);
    } else {
        this->entry(entry.elseIf);
    }
}

void Dumper::node(const MatchEntry& entry) {
    line("match");
    Deeper deeper(*this);
    expr(entry.subject);
    for (const MatchEntryArm& arm : entry.arms) {
        line("arm " + patterns(arm.patterns));
        Deeper inner(*this);
        block(arm.block);
    }
}

void Dumper::node(const ForEntry& entry) {
    line("for " + pattern(entry.pattern));
    Deeper deeper(*this);
    labelled("in", entry.source);
    labelled("if", entry.filter);
    block(entry.body);
}

void Dumper::node(const LetEntry& entry) { labelled("let " + entry.name.text, entry.value); }

void Dumper::node(const RemoveEntry& entry) { targetLine("remove", entry.target); }

void Dumper::node(const PartEntry& entry) {
    line(fmt::format("{} {}", entry.kind == PartEntry::Kind::service ? "service" : "backend", entry.name.text));
    Deeper deeper(*this);
    if (entry.value.valid())
        expr(entry.value);
    else
        block(entry.block);
}

} // namespace stackc::syntax
