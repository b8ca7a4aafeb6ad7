// `external x { … }`: somebody else's chart. Of its values only `enabled` has a type, which is there unless another
// value is its condition.
#include "sema/checker.h"

#include "sema/suggest.h"

namespace stackc::sema {

namespace {

constexpr const char* addressPattern = R"(^(https|oci)://[^\s/?#]+[^\s]*$)";
constexpr const char* chartPattern = R"(^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$)";
constexpr const char* aliasPattern = R"(^[A-Za-z0-9_-]+$)";

/// What Helm reads as a range: `1.2.3`, `~1.2`, `^2.x`, `>=1.0.0 <2.0.0 || 3.1 - 3.4`.
std::string rangePattern() {
    std::string version = R"(v?([0-9]+|[xX*])(\.([0-9]+|[xX*])){0,2}(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?)";
    std::string bound = R"((=|!=|>|<|>=|=>|<=|=<|~|~>|\^)?\s*)" + version;
    std::string range = "(" + bound + R"(((\s*,\s*|\s+))" + bound + ")*|" + version + R"(\s+-\s+)" + version + ")";
    return R"(^\s*)" + range + R"((\s*\|\|\s*)" + range + R"()*\s*$)";
}

const std::vector<std::string> entryNames{"chart",   "repository", "version", "alias",
                                          "enabled", "tags",       "values",  "outputs"};

} // namespace

std::optional<External> Checker::externalField(TypeId record, const ast::ExternalDecl& decl, const ast::Decl& node) {
    External external;
    PathTree paths;
    for (ast::EntryId id : tree()[decl.block].entries) {
        Edit edit = editOf(tree()[id]);
        bool isEntry = edit.target != nullptr && edit.target->steps.size() == 1 &&
                       (edit.kind == Edit::Kind::assign || edit.kind == Edit::Kind::amend);
        if (!isEntry) {
            sink_.report(Code::E3030, tree()[id].span, "this", "`external`");
            continue;
        }
        const ast::Name& key = edit.target->steps[0].name;
        if (claim(paths, key.text, Claim::set, key.span))
            externalEntry(external, edit, key);
    }
    std::string missing;
    for (const char* name : {"repository", "version"})
        if (paths.children.count(name) == 0)
            missing += (missing.empty() ? "`" : ", `") + std::string(name) + "`";
    if (!missing.empty())
        sink_.report(Code::E3003, decl.name.span, "`external`", missing);
    core::Field field;
    field.name = decl.name.text;
    core::ExternalChart& chart = external.chart;
    for (std::string* fallback : {&chart.chart, &chart.alias})
        if (fallback->empty())
            *fallback = decl.name.text;
    chart.condition = {chart.alias, "enabled"};
    chart.doc = node.doc.text;
    chart.span = decl.name.span;
    field.key = chart.alias;
    if (field.key == "global" || field.key == "tags") {
        sink_.report(Code::E3034, decl.name.span, field.key, "what Helm gives to subcharts");
        return std::nullopt;
    }
    field.doc = node.doc.text;
    field.span = decl.name.span;
    if (const core::Field* other = type(record).field(field.name)) {
        sink_.report(Code::E3034, decl.name.span, field.name, "another value").note(other->span, "which is here");
        return std::nullopt;
    }
    Type values;
    values.kind = TypeKind::Record;
    values.name = field.name;
    values.span = field.span;
    values.open = true;
    if (!hasConditionElsewhere(decl)) {
        core::Field enabled;
        enabled.name = enabled.key = "enabled";
        enabled.type = program_.types.boolean();
        enabled.doc = "Is the chart part of the release?";
        enabled.span = field.span;
        values.fields.push_back(std::move(enabled));
    } else if (external.enabled.valid())
        sink_.report(Code::E3034, external.enabledSpan, "enabled", "the condition after `when`")
            .note(tree()[decl.clauses[0].value].span, "which is here");
    field.type = external.type = program_.types.add(std::move(values));
    dependencyField(record, std::move(field));
    if (env_.module == 0)
        program_.externals.push_back(chart);
    return external;
}

/// Does another value than its own `enabled` say whether the chart is on?
bool Checker::hasConditionElsewhere(const ast::ExternalDecl& decl) const {
    if (decl.clauses.empty() || decl.clauses[0].kind == ast::Clause::Kind::loop)
        return false;
    auto path = pathOf(decl.clauses[0].value);
    return path && path->size() >= 2 && (*path)[0].text == "values" && (*path)[1].text != decl.name.text;
}

void Checker::externalEntry(External& external, const Edit& edit, const ast::Name& key) {
    bool isAmend = edit.kind == Edit::Kind::amend;
    const auto* block = isAmend ? nullptr : std::get_if<ast::BlockExpr>(&tree()[edit.value].node);
    if (key.text == "values") {
        if (!isAmend && block == nullptr)
            sink_.report(Code::E3001, tree()[edit.value].span, "a block", "another expression");
        else
            external.values = isAmend ? edit.block : block->block;
    } else if (key.text == "outputs") {
        return; // what its name stands for
    } else if (isAmend) {
        bool isKnown = std::find(entryNames.begin(), entryNames.end(), key.text) != entryNames.end();
        if (isKnown)
            sink_.report(Code::E3012, edit.span, "there is nothing yet").suggest("write `" + key.text + " = …`");
        else
            sink_.report(Code::E3002, key.span, key.text, "external").suggest(didYouMean(key.text, entryNames));
    } else if (key.text == "repository") {
        externalText(edit.value, addressPattern, "an address that begins with https:// or oci://",
                     external.chart.repository);
    } else if (key.text == "version") {
        externalText(edit.value, rangePattern(), "a version or a range of versions, like \"~1.2.0\"",
                     external.chart.version);
    } else if (key.text == "chart") {
        externalText(edit.value, chartPattern, "the name of a chart", external.chart.chart);
    } else if (key.text == "alias") {
        externalText(edit.value, aliasPattern, "letters, digits, `-` and `_`", external.chart.alias);
    } else if (key.text == "tags") {
        externalTags(edit.value, external.chart.tags);
    } else if (key.text == "enabled") {
        external.enabled = edit.value;
        external.enabledSpan = key.span;
    } else {
        sink_.report(Code::E3002, key.span, key.text, "external").suggest(didYouMean(key.text, entryNames));
    }
}

void Checker::externalText(ast::ExprId value, const std::string& pattern, const std::string& what, std::string& out) {
    Type text = type(program_.types.string());
    text.pattern = pattern;
    text.name = what;
    std::string found;
    if (constant(value, found) && validText(found, program_.types.add(std::move(text)), tree()[value].span))
        out = found;
}

void Checker::externalTags(ast::ExprId value, std::vector<std::string>& tags) {
    const auto* list = std::get_if<ast::ListExpr>(&tree()[value].node);
    if (list == nullptr) {
        sink_.report(Code::E3027, tree()[value].span, "`tags`");
        return;
    }
    for (ast::ItemId item : list->items) {
        const auto* element = std::get_if<ast::ValueItem>(&tree()[item].node);
        if (element == nullptr)
            sink_.report(Code::E3027, tree()[item].span, "a tag");
        else
            externalText(element->value, aliasPattern, "letters, digits, `-` and `_`", tags.emplace_back());
    }
}

void Checker::externalDefault(TypeId record, const External& external) {
    const core::Field* found = nullptr;
    for (const core::Field& field : type(record).fields)
        if (field.type == external.type)
            found = &field;
    Span span = found->span;
    std::string name = found->name;
    PathTree paths;
    if (!type(external.type).fields.empty()) {
        ExprId enabled =
            external.enabled.valid() ? check(external.enabled, program_.types.boolean()) : boolean(true, span);
        staticDefault(enabled);
        program_.types.edit(external.type).fields[0].defaultValue = enabled;
        claim(paths, "enabled", Claim::set, external.enabledSpan.valid() ? external.enabledSpan : span);
    }
    ExprId value = recordValue(external.type, {}, {.block = external.values, .span = span}, paths);
    staticDefault(value);
    for (core::Field& field : program_.types.edit(record).fields)
        if (field.name == name)
            field.defaultValue = value;
}

/// The entry `outputs`, if there is one.
const ast::Entry* Checker::outputsOf(const ast::Module& tree, const ast::ExternalDecl& decl) {
    if (!decl.block.valid())
        return nullptr;
    for (ast::EntryId id : tree[decl.block].entries) {
        const auto* assign = std::get_if<ast::AssignEntry>(&tree[id].node);
        const auto* amend = std::get_if<ast::AmendEntry>(&tree[id].node);
        const ast::Target* target = assign != nullptr ? &assign->target : amend != nullptr ? &amend->target : nullptr;
        if (target != nullptr && target->steps.size() == 1 && target->steps[0].name.text == "outputs")
            return &tree[id];
    }
    return nullptr;
}

/// What the name of an external stands for: its outputs, none where the chart is off.
ExprId Checker::externalOutputs(const ast::ExternalDecl& decl) {
    Edit edit = editOf(*outputsOf(tree(), decl));
    const auto* block =
        edit.kind == Edit::Kind::amend ? nullptr : std::get_if<ast::BlockExpr>(&tree()[edit.value].node);
    ast::BlockId written = block != nullptr ? block->block : edit.block;
    ExprId outputs = written.valid() ? outputsBlock(decl.name, written) : infer(edit.value);
    if (!isError(outputs) && kindOf(typeOf(outputs)) != TypeKind::Record) {
        sink_.report(Code::E3001, spanOf(outputs), "a record", show(typeOf(outputs)));
        outputs = errorExpr(spanOf(outputs));
    }
    // Whether the condition can be one is said where it is taken for the chart.
    ast::ExprId when = decl.clauses.empty() ? ast::ExprId{} : decl.clauses[0].value;
    auto path = when.valid() ? pathOf(when) : std::nullopt;
    bool isFaulty = when.valid() && !(path && requiredBool(*path));
    const core::Field* own = type(program_.valuesType).field(decl.name.text);
    if (isError(outputs) || isFaulty || own == nullptr)
        return errorExpr(decl.name.span);
    Span span = decl.name.span;
    ExprId isOn = when.valid() ? infer(when)
                               : field(field(valuesRef(span), decl.name.text, own->type, span), "enabled",
                                       program_.types.boolean(), span);
    TypeId optional = program_.types.optional(typeOf(outputs));
    return make(span, optional,
                core::IfExpr{isOn, coerce(outputs, optional, span), make(span, optional, core::NoneLit{})});
}

/// A record with a field for each entry, of the type of its value.
ExprId Checker::outputsBlock(const ast::Name& name, ast::BlockId block) {
    Type record;
    record.kind = TypeKind::Record;
    record.name = name.text;
    record.span = name.span;
    std::vector<core::Entry> entries;
    PathTree paths;
    for (ast::EntryId id : tree()[block].entries) {
        Edit edit = editOf(tree()[id]);
        if (edit.target == nullptr || edit.kind != Edit::Kind::assign || edit.target->steps.size() != 1) {
            sink_.report(Code::E3030, tree()[id].span, "this", "`outputs`").suggest("write `name = value`");
            continue;
        }
        const ast::Name& key = edit.target->steps[0].name;
        if (!claim(paths, key.text, Claim::set, key.span))
            continue;
        core::Entry& entry = entries.emplace_back();
        entry.key = key.text;
        entry.span = key.span;
        entry.value = infer(edit.value);
        core::Field& field = record.fields.emplace_back();
        field.name = field.key = key.text;
        field.span = key.span;
        field.type = typeOf(entry.value);
    }
    return make(tree()[block].span, program_.types.add(std::move(record)), core::RecordExpr{{}, std::move(entries)});
}

} // namespace stackc::sema
