#include "inspect/default_place.h"

#include "core/declared.h"
#include "core/layout.h"
#include "inspect/value_path.h"
#include "values/context.h"

#include <algorithm>
#include <vector>

namespace stackc::inspect {

namespace {

/// Does it lead to one of the keys that a flat field has in the record at `prefix`, or into it?
bool leadsIntoFlat(const core::Program& program, const core::Field& field, const std::string& prefix,
                   const std::string& path) {
    const core::Type& type = program.types[field.type];
    std::vector<std::string> keys =
        type.kind == core::TypeKind::Record ? core::keysOfRecord(program.types, type) : core::keysOfTagged(type);
    return std::any_of(keys.begin(), keys.end(),
                       [&](const std::string& key) { return leadsInto(path, values::joinPath(prefix, key)); });
}

/// An expression of the defaults, and the place in the values that it gives.
struct Given {
    core::ExprId expr; ///< invalid: none
    std::string place;
};

/// The innermost expression of the defaults that gives what is at `path`, a path into the record at `prefix`.
Given givenAt(const core::Program& program, core::TypeId record, core::ExprId value, const std::string& prefix,
              const std::string& path) {
    const auto* literal = std::get_if<core::RecordExpr>(&program[value].node);
    if (literal == nullptr || literal->base.valid())
        return {value, prefix};
    const core::Type& type = program.types[record];
    if (type.kind != core::TypeKind::Record || type.open)
        for (const core::Entry& entry : literal->entries)
            if (std::string at = values::joinPath(prefix, entry.key); entry.kind == core::EntryKind::Set &&
                                                                      !entry.key.empty() && !entry.keyExpr.valid() &&
                                                                      leadsInto(path, at))
                return givenAt(program, program[entry.value].type, entry.value, at, path);
    if (type.kind != core::TypeKind::Record)
        return {value, prefix};
    for (const core::Field& field : type.fields) {
        std::string at = field.flat ? prefix : values::joinPath(prefix, field.key);
        if (!(field.flat ? leadsIntoFlat(program, field, prefix, path) : leadsInto(path, at)))
            continue;
        auto given = std::find_if(literal->entries.begin(), literal->entries.end(),
                                  [&](const core::Entry& entry) { return entry.key == field.name; });
        return given == literal->entries.end() ? Given() : givenAt(program, field.type, given->value, at, path);
    }
    return {value, prefix};
}

/// Is the path in another case than the variant that the expression makes?
bool isOfOtherCase(const core::Program& program, const Given& given, const std::string& path) {
    const auto* variant = std::get_if<core::VariantExpr>(&program[given.expr].node);
    if (variant == nullptr)
        return false;
    const std::vector<core::Case>& cases = program.types[program[given.expr].type].cases;
    for (size_t i = 0; i < cases.size(); ++i)
        if (i != variant->caseIndex && leadsInto(path, values::joinPath(given.place, cases[i].key)))
            return true;
    return false;
}

} // namespace

core::ExprId defaultExpr(const core::Program& program, const std::string& path) {
    return givenAt(program, program.valuesType, program.defaults, "", path).expr;
}

core::Span defaultAt(const core::Program& program, const std::string& path) {
    Given given = givenAt(program, program.valuesType, program.defaults, "", path);
    bool isWritten = given.expr.valid() && !isOfOtherCase(program, given, path);
    if (isWritten && program.isAuthors(program[given.expr].span))
        return program[given.expr].span;
    for (std::string outer = path; !outer.empty(); outer = outerPath(outer))
        if (core::Span declared = core::declaredAt(program, outer).span; program.isAuthors(declared))
            return declared;
    return {};
}

} // namespace stackc::inspect
