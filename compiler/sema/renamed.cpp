// `@was("old.path")`: where it may stand, and what an old path must not be.
#include "core/layout.h"
#include "sema/checker.h"
#include "text/yaml_words.h"

#include <algorithm>
#include <fmt/ranges.h>

namespace stackc::sema {

using core::KeyPath;
using core::RenamedField;

namespace {

std::string dotted(const KeyPath& path) { return fmt::format("{}", fmt::join(path, ".")); }

/// Is the one path the other, or a part of it?
bool overlap(const KeyPath& a, const KeyPath& b) {
    return std::equal(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(std::min(a.size(), b.size())), b.begin());
}

} // namespace

/// Is there a map, in what an old key gives, whose elements have parts of their own? Elements of lists are whole, and
/// so is a variant without `by`.
bool Checker::mergesElements(TypeId id) const {
    const Type& t = type(id);
    switch (t.kind) {
    case TypeKind::Optional:
        return mergesElements(t.element);
    case TypeKind::Record:
        return std::any_of(t.fields.begin(), t.fields.end(),
                           [this](const core::Field& field) { return mergesElements(field.type); });
    case TypeKind::Variant:
        return !t.tagKey.empty() && std::any_of(t.cases.begin(), t.cases.end(), [this](const core::Case& one) {
            return one.payload.valid() && mergesElements(one.payload);
        });
    case TypeKind::Map: {
        TypeKind element =
            kindOf(t.element) == TypeKind::Optional ? kindOf(type(t.element).element) : kindOf(t.element);
        return element == TypeKind::Record || element == TypeKind::Variant || mergesElements(t.element);
    }
    default:
        return false;
    }
}

/// `types`: those of the values, each with whether it is inside of a list or map.
void Checker::renamedRules(const std::set<std::pair<uint32_t, bool>>& types) {
    std::vector<RenamedField> all = core::renamedFields(program_.types, type(program_.valuesType));
    for (const auto& [id, isElement] : types)
        for (const core::Field& field : type(TypeId{id}).fields) {
            bool isRead = std::any_of(all.begin(), all.end(), [&](const auto& one) { return one.field == &field; });
            if (!field.was.empty() && (isElement || !isRead))
                sink_
                    .report(Code::E3095, field.span, field.name,
                            isElement ? "in the elements of a list or map" : "in a case of a variant without `by`")
                    .suggest("Helm merges no defaults into these: what users give is all that is there");
        }
    for (size_t i = 0; i < all.size(); ++i) {
        oldPath(all[i]);
        if (mergesElements(all[i].field->type))
            sink_
                .report(Code::E3095, all[i].field->span, all[i].field->name,
                        "with a map whose elements are records or variants")
                .suggest("such elements are put together with those of the default, part by part");
        for (size_t j = 0; j < i; ++j)
            if (overlap(all[i].from, all[j].from))
                sink_
                    .report(Code::E3097, all[i].field->span, all[j].field->name, all[i].field->name,
                            dotted(all[j].from), dotted(all[i].from))
                    .note(all[j].field->span, "the other one is declared here");
    }
    for (const core::Include& include : program_.includes)
        conditionRules(include.condition, all);
    for (const core::ExternalChart& external : program_.externals)
        conditionRules(external.condition, all);
}

/// An old path is none of what is there now, nor of what Helm puts there.
void Checker::oldPath(const RenamedField& renamed) {
    const core::Field& field = *renamed.field;
    if (!renamed.to.empty() && renamed.to.front() == "global")
        sink_.report(Code::E3095, field.span, field.name, "in `global`")
            .suggest("Helm hands it to subcharts as it is given");
    const std::string& top = renamed.from[renamed.root];
    if (top == "global" || top == "enabled" || top == "tags" || top.starts_with("x-")) {
        sink_.report(Code::E3096, field.span, field.was, "to what Helm gives to charts");
        return;
    }
    const core::Field* found = nullptr;
    size_t steps = core::stepsInto(program_.types, type(program_.valuesType), renamed.from, renamed.root, found);
    if (found == nullptr)
        return;
    if (steps + 1 == renamed.from.size())
        sink_.report(Code::E3034, field.span, field.was, "another value").note(found->span, "which is here");
    else
        sink_
            .report(Code::E3096, field.span, field.was,
                    "through `" + renamed.from[steps] + "`, which is no record of this chart")
            .note(found->span, "which is declared here");
}

/// Helm reads conditions before any template.
void Checker::conditionRules(const KeyPath& condition, const std::vector<RenamedField>& all) {
    auto reads = [&](const RenamedField& renamed) {
        if (condition.size() <= renamed.to.size() && renamed.field->flat)
            return false;
        std::vector<std::string> keys; // of what is flat
        if (const Type& t = type(renamed.field->type); renamed.field->flat)
            keys = t.kind == TypeKind::Record ? core::keysOfRecord(program_.types, t) : core::keysOfTagged(t);
        bool isKey =
            !renamed.field->flat || std::find(keys.begin(), keys.end(), condition[renamed.to.size()]) != keys.end();
        return isKey && condition.size() >= renamed.to.size() && overlap(condition, renamed.to);
    };
    for (const RenamedField& renamed : all)
        if (reads(renamed))
            sink_
                .report(Code::E3095, renamed.field->span, renamed.field->name,
                        "where the condition of a chart reads it")
                .suggest("Helm reads the condition before any template");
}

} // namespace stackc::sema
