#include "sema/expr/spreads.h"

#include "sema/expr/forms.h"
#include "sema/expr/held.h"
#include "sema/expr/infer.h"
#include "sema/make.h"
#include "sema/notes.h"
#include "sema/types/coerce.h"
#include "sema/types/fits.h"
#include "sema/types/kinds.h"
#include "values/secrets.h"

#include <algorithm>

namespace stackc::sema {

using core::Entry;
using core::EntryKind;

void refuseSpreadVariants(Checking& in, const ObjectState& state, size_t first) {
    for (size_t i = first; i < state.entries.size(); ++i) {
        const Entry& spread = state.entries[i];
        if (spread.kind != EntryKind::Spread)
            continue;
        auto isSetAgain = [&](const core::Field& field) {
            return std::any_of(
                state.entries.begin() + static_cast<std::ptrdiff_t>(i), state.entries.end(), [&](const Entry& entry) {
                    return entry.kind == EntryKind::Set && !entry.keyExpr.valid() && entry.key == field.key;
                });
        };
        TypeId found = in.typeOf(spread.value);
        const std::vector<core::Field>& fields = in.type(found).fields;
        bool holdsAny = in.kindOf(found) != TypeKind::Record
                            ? variantIn(in, found).valid()
                            : std::any_of(fields.begin(), fields.end(), [&](const core::Field& field) {
                                  return variantIn(in, field.type).valid() && !isSetAgain(field);
                              });
        if (holdsAny)
            mismatch(in, state.type, found, spread.span);
    }
}

namespace {

/// Is it a record, and no backend, that is spread into a contribution?
bool givesAttributes(const Checking& in, TypeId record, TypeId contribution) {
    return in.kindOf(contribution) == TypeKind::Partial && in.kindOf(record) == TypeKind::Record &&
           record != in.memo.backend && record != in.type(contribution).element;
}

/// What keeps the record from being spread into a contribution, in words; empty where nothing does.
std::string notAttribute(Checking& in, TypeId record, TypeId contribution) {
    const Type& service = in.type(in.type(contribution).element);
    for (const core::Field& field : in.type(record).fields) {
        const core::Field* attribute = service.field(field.name);
        if (attribute == nullptr)
            return "its field `" + field.name + "` is no attribute of a service";
        // Elements of lists and maps may be converted.
        if (!isCollection(in, field.type) && !fits(in, field.type, attribute->type))
            return "its field `" + field.name + "` is `" + in.show(field.type) + "`, and the attribute `" +
                   in.show(attribute->type) + "`";
    }
    return "";
}

/// Is it what has keys and values, of the language or of Kubernetes?
bool hasKeys(const Checking& in, TypeId id) {
    TypeKind kind = in.kindOf(id);
    if (kind == TypeKind::Native) {
        kube::Shape shape = in.nativeOf(id).shape;
        return shape == kube::Shape::Object || shape == kube::Shape::Map || shape == kube::Shape::Open;
    }
    return kind == TypeKind::Data || kind == TypeKind::Record || kind == TypeKind::Map || kind == TypeKind::Error;
}

/// What to spread into an object of Kubernetes instead of a record that has its fields; "" elsewhere.
std::string spreadHint(const Checking& in, TypeId object, TypeId found) {
    bool isIntoNative = in.kindOf(object) == TypeKind::Native && in.nativeOf(object).shape == kube::Shape::Object;
    if (!isIntoNative || in.kindOf(found) != TypeKind::Record)
        return "";
    return "what is spread there is of Kubernetes' type, or of it less some fields: declare it as `type T = " +
           in.show(object) + " without { … }`, or set the fields one by one";
}

/// The contribution that has the record's fields.
ExprId contributed(Checking& in, ExprId record, TypeId contribution, Span span) {
    core::RecordExpr attributes;
    const Type& service = in.type(in.type(contribution).element);
    for (const core::Field& given : in.type(in.typeOf(record)).fields) {
        Entry entry;
        entry.span = span;
        entry.key = given.name;
        entry.value =
            coerce(in, readField(in, record, given.name, given.type, span), service.field(given.name)->type, span);
        attributes.entries.push_back(std::move(entry));
    }
    return in.make(span, contribution, std::move(attributes));
}

} // namespace

void objectSpread(Checking& in, ObjectState& state, const ast::SpreadEntry& node, Span span) {
    TypeId id = state.type;
    Entry entry;
    entry.kind = EntryKind::Spread;
    entry.span = span;
    if (inferable(in, node.value)) {
        entry.value = infer(in, node.value);
        TypeId found = in.typeOf(entry.value);
        noteConversion(in, found, id, span);
        const bool isRecord = givesAttributes(in, found, id);
        const std::string reason = isRecord ? notAttribute(in, found, id) : "";
        bool fitsIn = fits(in, found, id) || isPartOf(in, found, id) || (isRecord && reason.empty());
        if (in.kindOf(id) == TypeKind::Data)
            fitsIn = hasKeys(in, found) && !values::holdsSecret(in.program.types, in.type(found));
        if (ExprId converted = fitsIn ? ExprId{} : coerceElements(in, entry.value, id, span); converted.valid()) {
            entry.value = converted;
        } else if (!fitsIn) {
            // What it would have given is not missing.
            mismatch(in, id, found, span, reason, reason.empty() ? spreadHint(in, id, found) : "");
            entry.value = in.errorExpr(span);
        }
        if (found == in.memo.backend)
            entry.value = coerce(in, entry.value, id, span);
        else if (isRecord && fitsIn)
            entry.value = contributed(in, entry.value, id, span);
    } else {
        // A part of an object need not have the required fields.
        const Meanwhile incomplete(in.env.incomplete, true);
        entry.value = check(in, node.value, id);
    }
    state.entries.push_back(std::move(entry));
}

} // namespace stackc::sema
