#include "inspect/field_steps.h"

#include "ir/locate.h"

#include <fmt/format.h>
#include <utility>

namespace stackc::inspect {

using ir::NodeKind;
using ir::NodeRef;
using Step = SourceMap::Step;

std::vector<Step> FieldSteps::of(const ir::Document& document) {
    document_ = &document;
    known_.clear();
    Parts whole;
    forms(document.object, {}, view_.guardOf(document), whole);
    return std::exchange(steps_, {});
}

void FieldSteps::forms(NodeRef node, const Step& step, NodeRef guard, Parts& parts) {
    for (const judge::Part& form : view_.forms(node).known) {
        NodeRef inner = view_.both(guard, form.guard);
        if (!view_.possible(inner))
            continue;
        if (budget_ == 0 || path_.size() > SourceMap::mostDepth)
            return;
        --budget_;
        size_t begin = steps_.size();
        steps_.push_back(step);
        steps_.back().place = placeOf(form.value);
        inside(form.value, begin, inner);
        dropIfSaid(begin, parts[step.isElement ? std::to_string(step.index) : step.key]);
    }
}

void FieldSteps::inside(NodeRef node, size_t in, NodeRef guard) {
    Parts parts;
    bool isList = ir::unshared(node)->kind == NodeKind::List;
    const judge::Parts inner = isList ? view_.elements(node) : view_.fields(node);
    for (size_t i = 0; i < inner.known.size(); ++i) {
        const judge::Part& part = inner.known[i];
        const std::string* name = isList ? judge::textOf(view_.fields(part.value).get("name")) : nullptr;
        Step step{in, isList, isList ? (name != nullptr ? *name : "") : std::string(part.key), isList ? i : 0};
        step.mayLack = isList && (part.repeated || view_.possible(view_.butNot(guard, part.guard)));
        step.mayRepeat = isList && part.repeated;
        path_.push_back(isList ? core::Step(i) : core::Step(step.key));
        const std::string around = isList ? std::exchange(element_, step.key) : element_;
        forms(part.value, step, view_.both(guard, part.guard), parts);
        element_ = around;
        path_.pop_back();
    }
}

/// Of alternatives most say the same at the same place.
size_t FieldSteps::placeOf(NodeRef form) {
    if (path_.empty())
        return places_.of(ir::declarationOf(program_, *document_));
    const std::string* found = judge::textOf(form);
    const std::string text = found != nullptr ? *found : "";
    std::string key = text + "\n" + element_;
    for (const core::Step& step : path_)
        key += step.isElement ? fmt::format("\n{}", step.index) : fmt::format("\n{}:{}", step.key.size(), step.key);
    auto [known, isNew] = known_.try_emplace(std::move(key), SourceMap::none);
    if (isNew)
        known->second = places_.of(ir::locate(program_, *document_, path_, text, element_));
    return known->second;
}

/// Takes the steps from `begin` on away if one of those before has the same steps in it.
void FieldSteps::dropIfSaid(size_t begin, std::vector<size_t>& before) {
    for (size_t other : before)
        if (areAlike(begin, other))
            return steps_.resize(begin);
    before.push_back(begin);
}

bool FieldSteps::areAlike(size_t begin, size_t other) const {
    size_t count = steps_.size() - begin;
    for (size_t i = 0; i < count; ++i) {
        Step step = steps_[begin + i];
        if (i > 0)
            step.in = step.in - begin + other;
        if (step != steps_[other + i])
            return false;
    }
    // What follows in the other one is its neighbour.
    return other + count == begin || steps_[other + count].in < other || steps_[other + count].in == SourceMap::none;
}

} // namespace stackc::inspect
