#include "sema/expr/attributes.h"

#include "diag/suggest.h"
#include "sema/elaborate.h"
#include "sema/expr/held.h"
#include "sema/fixes.h"
#include "sema/make.h"
#include "sema/suggest.h"
#include "sema/types/language_items.h"

#include <algorithm>

namespace stackc::sema {

using core::Entry;

namespace {

/// The keys that entries set, whatever their conditions.
void addKeys(const std::vector<Entry>& entries, std::set<std::string>& keys) {
    for (const Entry& entry : entries) {
        if (!entry.key.empty())
            keys.insert(entry.key);
        addKeys(entry.body, keys);
        addKeys(entry.orElse, keys);
    }
}

/// What is surely missing; what backends leave out is found when they are merged.
void requireAttributes(Checking& in, ExprId own, Span name, Span whole) {
    const Type& service = in.type(in.memo.service);
    if (in.isError(own))
        return;
    auto mayUse = [&](const core::Field& field) {
        return in.kindOf(field.type) == TypeKind::List && in.type(field.type).element == in.memo.backend &&
               maySet(in, own, field.name, 0);
    };
    if (std::any_of(service.fields.begin(), service.fields.end(), mayUse))
        return;
    std::vector<std::string> names;
    for (const core::Field& field : service.fields)
        names.push_back(field.name);
    std::set<std::string> keys;
    if (const auto* record = in.nodeAs<core::RecordExpr>(own))
        addKeys(record->entries, keys);
    const std::set<std::string> misspelt = meantNames(keys, names);
    Missing missing;
    for (size_t i = 0; i < names.size(); ++i)
        if (!fieldDefault(in, in.memo.service, i).valid() && !maySet(in, own, names[i], 0) &&
            !misspelt.contains(names[i]))
            missing.add(names[i], entryOf(in, names[i], service.fields[i].type));
    if (missing.keys.empty())
        return;
    auto report = in.sink.report(Code::E3003, name, "a service", diag::quotedList(missing.keys));
    fixMissing(in, report, whole, missing);
}

} // namespace

ExprId mergedAttributes(Checking& in, ExprId own, Span name, Span span) {
    TypeId service = serviceType(in);
    core::MergeExpr merge;
    merge.own = own;
    core::RecordExpr defaults;
    for (size_t i = 0; i < in.type(service).fields.size(); ++i) {
        Entry entry;
        entry.key = in.type(service).fields[i].name;
        entry.value = fieldDefault(in, service, i);
        if (entry.value.valid())
            defaults.entries.push_back(std::move(entry));
    }
    merge.defaults = in.make(span, contributionType(in), std::move(defaults));
    requireAttributes(in, own, name, span);
    return in.make(name, service, std::move(merge));
}

} // namespace stackc::sema
