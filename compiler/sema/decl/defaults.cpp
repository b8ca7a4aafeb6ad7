#include "sema/decl/defaults.h"

#include "sema/elaborate.h"
#include "sema/expr/edits.h"
#include "sema/expr/infer.h"
#include "sema/expr/records.h"
#include "sema/memo.h"
#include "sema/types/inputs.h"

namespace stackc::sema {

ExprId fieldDefault(Checking& in, TypeId record, size_t index) {
    core::Field field = in.type(record).fields[index];
    if (field.defaultValue.valid())
        return field.defaultValue;
    auto it = in.memo.defaultSources.find({record.value, index});
    if (it == in.memo.defaultSources.end())
        return implicitDefault(in, field.type, field.span);
    DefaultSource& source = it->second;
    if (source.busy) {
        in.sink.report(Code::E2012, field.span, field.name);
        return in.errorExpr(field.span);
    }
    const Meanwhile busy(source.busy, true);
    const EnvScope scope(in, source.module);
    ExprId value =
        source.like ? fieldDefault(in, source.like->first, source.like->second) : check(in, source.expr, field.type);
    in.program.types.edit(record).fields[index].defaultValue = value;
    return value;
}

ExprId implicitDefault(Checking& in, TypeId id, Span span) {
    if (in.kindOf(id) == TypeKind::Optional)
        return in.make(span, id, core::NoneLit{});
    if (in.kindOf(id) != TypeKind::Record || !allDefaults(in, id))
        return {};
    if (auto it = in.memo.defaultRecords.find(id.value); it != in.memo.defaultRecords.end())
        return it->second;
    PathTree paths;
    ExprId value = recordValue(in, id, {}, {}, paths); // of all places that leave it out: it stands nowhere itself
    in.memo.defaultRecords[id.value] = value;
    return value;
}

bool allDefaults(Checking& in, TypeId record, bool emptyLists) {
    if (in.memo.allDefaults.contains(record.value))
        return true;
    const Type& t = in.type(record);
    for (size_t i = 0; i < t.fields.size(); ++i) {
        if (in.memo.defaultSources.count({record.value, i}) != 0 || t.fields[i].defaultValue.valid())
            continue;
        TypeKind kind = in.kindOf(t.fields[i].type);
        if (kind == TypeKind::Optional || kind == TypeKind::Error)
            continue;
        if (emptyLists && (kind == TypeKind::List || kind == TypeKind::Map))
            continue;
        if (kind != TypeKind::Record || !allDefaults(in, t.fields[i].type, emptyLists))
            return false;
    }
    if (!emptyLists)
        in.memo.allDefaults.insert(record.value);
    return true;
}

void copyDefault(Checking& in, const FieldPlace& from, const FieldPlace& to) {
    if (auto it = in.memo.defaultSources.find({from.first.value, from.second}); it != in.memo.defaultSources.end())
        in.memo.defaultSources[{to.first.value, to.second}] = {it->second.module, it->second.expr, from};
}

void defaultsLater(Checking& in, TypeId record) {
    in.elaboration.later.push_back([&in, record] {
        for (size_t i = 0; i < in.type(record).fields.size(); ++i)
            if (fieldDefault(in, record, i).valid())
                staticDefault(in, in.type(record).fields[i].defaultValue);
    });
}

} // namespace stackc::sema
