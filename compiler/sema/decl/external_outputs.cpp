#include "sema/decl/external_outputs.h"

#include "sema/expr/edits.h"
#include "sema/expr/infer.h"
#include "sema/expr/names.h"
#include "sema/make.h"
#include "sema/names/modules.h"
#include "sema/types/coerce.h"

namespace stackc::sema {

namespace {

ExprId outputsBlock(Checking& in, const ast::Name& name, ast::BlockId block);

} // namespace

std::optional<std::vector<std::string>> requiredBool(Checking& in, const std::vector<ast::Name>& path) {
    if (path.size() < 2 || path[0].text != "values")
        return std::nullopt;
    std::vector<std::string> keys;
    TypeId at = in.program.valuesType;
    for (size_t i = 1; i < path.size(); ++i) {
        const core::Field* field = in.kindOf(at) == TypeKind::Record ? in.type(at).field(path[i].text) : nullptr;
        bool isStep = field != nullptr && field->key.find('.') == std::string::npos;
        if (!isStep)
            return std::nullopt;
        if (!field->flat)
            keys.push_back(field->key);
        at = field->type;
    }
    return in.kindOf(at) == TypeKind::Bool ? std::optional(keys) : std::nullopt;
}

ExprId externalOutputs(Checking& in, const ast::ExternalDecl& decl) {
    Edit edit = editOf(*outputsOf(in.tree(), decl));
    const auto* block =
        edit.kind == Edit::Kind::amend ? nullptr : std::get_if<ast::BlockExpr>(&in.tree()[edit.value].node);
    ast::BlockId written = block != nullptr ? block->block : edit.block;
    ExprId outputs = written.valid() ? outputsBlock(in, decl.name, written) : infer(in, edit.value);
    if (!in.isError(outputs) && in.kindOf(in.typeOf(outputs)) != TypeKind::Record) {
        in.sink.report(Code::E3001, in.spanOf(outputs), "a record", in.show(in.typeOf(outputs)));
        outputs = in.errorExpr(in.spanOf(outputs));
    }
    // Whether the condition can be one is said where it is taken for the chart.
    ast::ExprId when = decl.clauses.empty() ? ast::ExprId{} : decl.clauses[0].value;
    auto path = when.valid() ? pathOf(in, when) : std::nullopt;
    bool isFaulty = when.valid() && !(path && requiredBool(in, *path));
    const core::Field* own = in.type(in.program.valuesType).field(decl.name.text);
    if (in.isError(outputs) || isFaulty || own == nullptr)
        return in.errorExpr(decl.name.span);
    Span span = decl.name.span;
    ExprId isOn = when.valid() ? infer(in, when)
                               : readField(in, readField(in, valuesRef(in, span), decl.name.text, own->type, span),
                                           "enabled", in.program.types.boolean(), span);
    TypeId optional = in.program.types.optional(in.typeOf(outputs));
    return in.make(span, optional,
                   core::IfExpr{isOn, coerce(in, outputs, optional, span), in.make(span, optional, core::NoneLit{})});
}

namespace {

/// A record with a field for each entry, of the type of its value.
ExprId outputsBlock(Checking& in, const ast::Name& name, ast::BlockId block) {
    Type record;
    record.kind = TypeKind::Record;
    record.name = name.text;
    record.span = name.span;
    std::vector<core::Entry> entries;
    PathTree paths;
    for (ast::EntryId id : in.tree()[block].entries) {
        Edit edit = editOf(in.tree()[id]);
        if (edit.target == nullptr || edit.kind != Edit::Kind::assign || edit.target->steps.size() != 1) {
            in.sink.report(Code::E3030, in.tree()[id].span, "this", "`outputs`").suggest("write `name = value`");
            continue;
        }
        const ast::Name& key = edit.target->steps[0].name;
        if (!claim(in, paths, key.text, Claim::set, key.span))
            continue;
        core::Entry& entry = entries.emplace_back();
        entry.key = key.text;
        entry.span = key.span;
        entry.value = infer(in, edit.value);
        core::Field& field = record.fields.emplace_back();
        field.name = field.key = key.text;
        field.span = key.span;
        field.type = in.typeOf(entry.value);
    }
    return in.make(in.tree()[block].span, in.program.types.add(std::move(record)),
                   core::RecordExpr{{}, std::move(entries)});
}

} // namespace

} // namespace stackc::sema
