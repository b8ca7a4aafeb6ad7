#include "judge/linking.h"

#include "judge/names.h"

#include <algorithm>
#include <fmt/format.h>

namespace stackc::judge {

using diag::Code;

std::vector<const Target*> Linking::find(const std::string& kind, NodeRef name, const Space& space) {
    std::vector<const Target*> found = inventory_.find(kind, name);
    std::erase_if(found, [&](const Target* target) {
        const Space other = namespaceOf(view_, *target->document);
        return space && other && *space != *other;
    });
    return found;
}

std::vector<const Target*> Linking::refer(const ir::Document& document, const std::string& kind, const Object& parent,
                                          std::string_view field, const Space& space) {
    NodeRef name = parent.get(field);
    if (name == nullptr)
        return {};
    NodeRef guard = guardOf(view_, parent, field);
    std::vector<const Target*> found = find(kind, name, space);
    auto keep = [&](NodeRef form, NodeRef under, const std::vector<const Target*>& targets) {
        for (const Target* target : targets)
            references_.push_back({{&document}, {target->document, kind, target->name}, under, {}});
        if (targets.empty())
            references_.push_back({{&document}, {nullptr, kind, unshared(form)}, under, {}});
    };
    if (!found.empty())
        keep(name, guard, found);
    else // one of several names may be that of a resource
        for (const Part& form : view_.forms(name, [&](NodeRef one) { return !find(kind, one, space).empty(); }).known)
            keep(form.value, view_.both(guard, form.guard), find(kind, form.value, space));
    return found;
}

std::vector<const Target*> Linking::require(const ir::Document& document, const std::string& kind, const Object& parent,
                                            std::string_view field, const Space& space) {
    std::vector<const Target*> found = refer(document, kind, parent, field, space);
    NodeRef name = parent.get(field);
    if (name == nullptr || !isChart_)
        return found;
    if (!found.empty()) {
        if (!inventory_.isUsers(name)) // where the chart makes none, it may be one that is there
            targetWhenever(document, kind, parent, field, found);
        return found;
    }
    for (const Part& form : view_.forms(name).known)
        reportAbsent(document, kind, parent, field, form.value, space);
    return found;
}

void Linking::reportAbsent(const ir::Document& document, const std::string& kind, const Object& parent,
                           std::string_view field, NodeRef name, const Space& space) {
    const std::vector<const Target*> elsewhere = inventory_.find(kind, name);
    bool isElsewhere = !elsewhere.empty() && find(kind, name, space).empty() && !inventory_.isOutside(kind, name);
    bool isKnown = textOf(name) != nullptr || inventory_.isOfThisProgram(name);
    if (!isElsewhere && (!isKnown || inventory_.mayBeThere(kind, name)))
        return;
    if (kind != "Role" && faultOf(name, kind == "Service" ? dnsLabelWithLetter : dnsName) != nullptr)
        return; // said where fields are judged: there can't be one at all
    Path at = parent.at;
    at.emplace_back(std::string(field));
    const std::string text = written(name);
    Finding finding = report(parent, Code::W5030, document, at, text, kind, text);
    if (!isElsewhere)
        return;
    const Space there = namespaceOf(view_, *elsewhere.front()->document);
    auto called = [](NodeRef one) { return one == nullptr ? "of the release" : "`" + *textOf(one) + "`"; };
    finding.note(madeAt(*elsewhere.front(), {"metadata", "namespace"}),
                 fmt::format("it is made in the namespace {}, and looked for in the namespace {}", called(*there),
                             called(*space)));
}

void Linking::whenever(const ir::Document& document, const Object& where, NodeRef guard,
                       const std::vector<NodeRef>& there, const Path& at, const std::string& text,
                       const std::string& what) {
    // The values of an environment tell whether it is there; in a loop its guard doesn't say that there are elements.
    if (!isChart_ || there.empty() || where.repeated || ir::isInLoop(document))
        return;
    NodeRef lacking = guard;
    for (NodeRef one : there)
        lacking = view_.butNot(lacking, one);
    if (mayCome(lacking))
        report(where, Code::W5039, document, at, text, what);
}

void Linking::targetWhenever(const ir::Document& document, const std::string& kind, const Object& parent,
                             std::string_view field, const std::vector<const Target*>& found) {
    std::vector<NodeRef> there;
    for (const Target* target : found) {
        if (ir::isInLoop(*target->document))
            return;
        there.push_back(target->guard);
    }
    Path at = parent.at;
    at.emplace_back(std::string(field));
    std::string name = inventory_.called(*found.front());
    whenever(document, parent, guardOf(view_, parent, field), there, at, name, fmt::format("the {} `{}`", kind, name));
}

void Linking::portWhenever(const ir::Document& document, const Object& request, const char* field,
                           const std::vector<NodeRef>& there) {
    if (!isChart_)
        return;
    const std::string& port = *request.text(field);
    whenever(document, request, guardOf(view_, request, field), there, below(request.at, field), port,
             fmt::format("the port `{}`", port));
}

} // namespace stackc::judge
