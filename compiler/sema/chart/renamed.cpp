#include "sema/chart/renamed.h"

#include "core/layout.h"
#include "core/renamed.h"
#include "sema/expr/edits.h"

#include <algorithm>
#include <fmt/ranges.h>

namespace stackc::sema {

using core::KeyPath;
using core::RenamedField;

namespace {

void oldPath(Checking& in, const core::RenamedField& renamed);
void conditionRules(Checking& in, const core::KeyPath& condition, const std::vector<core::RenamedField>& all);

std::string dotted(const KeyPath& path) { return fmt::format("{}", fmt::join(path, ".")); }

/// Where a field stands in the values.
std::string pathOf(const RenamedField& renamed) {
    KeyPath path = renamed.to;
    if (renamed.field->flat)
        path.push_back(renamed.field->name);
    return dotted(path);
}

/// Is the one path the other, or a part of it?
bool overlap(const KeyPath& a, const KeyPath& b) {
    return std::equal(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(std::min(a.size(), b.size())), b.begin());
}

/// Is there a map, in what an old key gives, whose elements have parts of their own? Elements of lists are whole, and
/// so is a variant without `by`.
bool mergesElements(const Checking& in, TypeId id) {
    const Type& t = in.type(id);
    switch (t.kind) {
    case TypeKind::Optional:
        return mergesElements(in, t.element);
    case TypeKind::Record:
        return std::any_of(t.fields.begin(), t.fields.end(),
                           [&in](const core::Field& field) { return mergesElements(in, field.type); });
    case TypeKind::Variant:
        return !t.tagKey.empty() && std::any_of(t.cases.begin(), t.cases.end(), [&in](const core::Case& one) {
            return one.payload.valid() && mergesElements(in, one.payload);
        });
    case TypeKind::Map: {
        TypeKind element =
            in.kindOf(t.element) == TypeKind::Optional ? in.kindOf(in.type(t.element).element) : in.kindOf(t.element);
        return element == TypeKind::Record || element == TypeKind::Variant || mergesElements(in, t.element);
    }
    default:
        return false;
    }
}

} // namespace

void renamedRules(Checking& in, const std::set<std::pair<uint32_t, bool>>& types) {
    std::vector<RenamedField> all = core::renamedFields(in.program.types, in.type(in.program.valuesType));
    for (const auto& [id, isElement] : types)
        for (const core::Field& field : in.type(TypeId{id}).fields) {
            bool isRead = std::any_of(all.begin(), all.end(), [&](const auto& one) { return one.field == &field; });
            if (!field.was.empty() && (isElement || !isRead))
                in.sink
                    .report(Code::E3095, field.span, field.name,
                            isElement ? "in the elements of a list or map" : "in a case of a variant without `by`")
                    .suggest("Helm merges no defaults into these: what users give is all that is there");
        }
    for (size_t i = 0; i < all.size(); ++i) {
        oldPath(in, all[i]);
        if (mergesElements(in, all[i].field->type))
            in.sink
                .report(Code::E3095, all[i].field->span, all[i].field->name,
                        "with a map whose elements are records or variants")
                .suggest("such elements are put together with those of the default, part by part");
        for (size_t j = 0; j < i; ++j)
            if (overlap(all[i].from, all[j].from))
                in.sink
                    .report(Code::E3097, all[i].field->span, pathOf(all[j]), pathOf(all[i]), dotted(all[j].from),
                            dotted(all[i].from))
                    .note(all[j].field->span, "the other one is declared here");
    }
    for (const core::Include& include : in.program.includes)
        conditionRules(in, include.condition, all);
    for (const core::ExternalChart& external : in.program.externals)
        conditionRules(in, external.condition, all);
}

namespace {

/// An old path is none of what is there now, nor of what Helm puts there.
void oldPath(Checking& in, const RenamedField& renamed) {
    const core::Field& field = *renamed.field;
    if (!renamed.to.empty() && renamed.to.front() == "global")
        in.sink.report(Code::E3095, field.span, field.name, "in `global`")
            .suggest("Helm hands it to subcharts as it is given");
    const std::string& top = renamed.from[renamed.root];
    if (top == "global" || top == "enabled" || top == "tags" || top.starts_with("x-")) {
        in.sink.report(Code::E3096, field.span, field.was, "to what Helm gives to charts");
        return;
    }
    const core::Field* found = nullptr;
    size_t steps = core::stepsInto(in.program.types, in.type(in.program.valuesType), renamed.from, renamed.root, found);
    if (found == nullptr)
        return;
    if (steps + 1 == renamed.from.size())
        in.sink.report(Code::E3034, field.span, field.was, "another value").note(found->span, "which is here");
    else
        in.sink
            .report(Code::E3096, field.span, field.was,
                    "through `" + renamed.from[steps] + "`, which is no record of this chart")
            .note(found->span, "which is declared here");
}

/// Helm reads conditions before any template.
void conditionRules(Checking& in, const KeyPath& condition, const std::vector<RenamedField>& all) {
    auto reads = [&](const RenamedField& renamed) {
        if (condition.size() <= renamed.to.size() && renamed.field->flat)
            return false;
        std::vector<std::string> keys; // of what is flat
        if (const Type& t = in.type(renamed.field->type); renamed.field->flat)
            keys = t.kind == TypeKind::Record ? core::keysOfRecord(in.program.types, t) : core::keysOfTagged(t);
        bool isKey =
            !renamed.field->flat || std::find(keys.begin(), keys.end(), condition[renamed.to.size()]) != keys.end();
        return isKey && condition.size() >= renamed.to.size() && overlap(condition, renamed.to);
    };
    for (const RenamedField& renamed : all)
        if (reads(renamed))
            in.sink
                .report(Code::E3095, renamed.field->span, renamed.field->name,
                        "where the condition of a chart reads it")
                .suggest("Helm reads the condition before any template");
}

} // namespace

} // namespace stackc::sema
