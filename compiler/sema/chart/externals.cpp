#include "sema/chart/externals.h"

#include "diag/suggest.h"
#include "sema/chart/dependency_fields.h"
#include "sema/expr/edits.h"
#include "sema/expr/infer.h"
#include "sema/expr/literals.h"
#include "sema/expr/names.h"
#include "sema/expr/records.h"
#include "sema/expr/texts.h"
#include "sema/fixes.h"
#include "sema/make.h"
#include "sema/suggest.h"
#include "sema/types/inputs.h"

namespace stackc::sema {

namespace {

bool hasConditionElsewhere(const Checking& in, const ast::ExternalDecl& decl);
void externalEntry(Checking& in, External& external, const Edit& edit, const ast::Name& key);
void externalText(Checking& in, ast::ExprId value, const std::string& pattern, const std::string& what,
                  std::string& out);
void externalTags(Checking& in, ast::ExprId value, std::vector<std::string>& tags);

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

std::optional<External> externalField(Checking& in, TypeId record, const ast::ExternalDecl& decl,
                                      const ast::Decl& node) {
    External external;
    PathTree paths;
    for (ast::EntryId id : in.tree()[decl.block].entries) {
        Edit edit = editOf(in.tree()[id]);
        bool isEntry = edit.target != nullptr && edit.target->steps.size() == 1 &&
                       (edit.kind == Edit::Kind::assign || edit.kind == Edit::Kind::amend);
        if (!isEntry) {
            in.sink.report(Code::E3030, in.tree()[id].span, "this", "`external`");
            continue;
        }
        const ast::Name& key = edit.target->steps[0].name;
        if (claim(in, paths, key.text, Claim::set, key.span))
            externalEntry(in, external, edit, key);
    }
    std::set<std::string> keys;
    for (const auto& [key, inner] : paths.children)
        keys.insert(key);
    const std::set<std::string> misspelt = meantNames(keys, entryNames);
    Missing missing;
    for (const std::string name : {"repository", "version"})
        if (!keys.contains(name) && !misspelt.contains(name))
            missing.add(name, name + " = \"\"");
    if (!missing.keys.empty()) {
        auto report = in.sink.report(Code::E3003, decl.name.span, "`external`", diag::quotedList(missing.keys));
        fixMissing(in, report, in.tree()[decl.block].span, missing);
    }
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
        in.sink.report(Code::E3034, decl.name.span, field.key, "what Helm gives to subcharts");
        return std::nullopt;
    }
    field.doc = node.doc.text;
    field.span = decl.name.span;
    if (const core::Field* other = in.type(record).field(field.name)) {
        reportTaken(in, decl.name.span, field.name, *other);
        return std::nullopt;
    }
    Type values;
    values.kind = TypeKind::Record;
    values.name = field.name;
    values.span = field.span;
    values.open = true;
    if (!hasConditionElsewhere(in, decl)) {
        core::Field enabled;
        enabled.name = enabled.key = "enabled";
        enabled.type = in.program.types.boolean();
        enabled.doc = "Is the chart part of the release?";
        enabled.span = field.span;
        values.fields.push_back(std::move(enabled));
    } else if (external.enabled.valid())
        in.sink.report(Code::E3034, external.enabledSpan, "enabled", "the condition after `when`")
            .note(in.tree()[decl.clauses[0].value].span, "which is here");
    field.type = external.type = in.program.types.add(std::move(values));
    dependencyField(in, record, std::move(field));
    if (in.env.module == 0)
        in.program.externals.push_back(chart);
    return external;
}

namespace {

/// Does another value than its own `enabled` say whether the chart is on?
bool hasConditionElsewhere(const Checking& in, const ast::ExternalDecl& decl) {
    if (decl.clauses.empty() || decl.clauses[0].kind == ast::Clause::Kind::loop)
        return false;
    auto path = pathOf(in, decl.clauses[0].value);
    return path && path->size() >= 2 && (*path)[0].text == "values" && (*path)[1].text != decl.name.text;
}

void externalEntry(Checking& in, External& external, const Edit& edit, const ast::Name& key) {
    bool isAmend = edit.kind == Edit::Kind::amend;
    const auto* block = isAmend ? nullptr : std::get_if<ast::BlockExpr>(&in.tree()[edit.value].node);
    if (key.text == "values") {
        if (!isAmend && block == nullptr)
            in.sink.report(Code::E3001, in.tree()[edit.value].span, "a block", "another expression");
        else
            external.values = isAmend ? edit.block : block->block;
    } else if (key.text == "outputs") {
        return; // what its name stands for
    } else if (isAmend) {
        bool isKnown = std::find(entryNames.begin(), entryNames.end(), key.text) != entryNames.end();
        if (isKnown)
            in.sink.report(Code::E3012, edit.span, "there is nothing yet").suggest("write `" + key.text + " = …`");
        else
            in.sink.report(Code::E3002, key.span, key.text, "external").suggest(didYouMean(key.text, entryNames));
    } else if (key.text == "repository") {
        externalText(in, edit.value, addressPattern, "an address that begins with https:// or oci://",
                     external.chart.repository);
    } else if (key.text == "version") {
        externalText(in, edit.value, rangePattern(), "a version or a range of versions, like \"~1.2.0\"",
                     external.chart.version);
    } else if (key.text == "chart") {
        externalText(in, edit.value, chartPattern, "the name of a chart", external.chart.chart);
    } else if (key.text == "alias") {
        externalText(in, edit.value, aliasPattern, "letters, digits, `-` and `_`", external.chart.alias);
    } else if (key.text == "tags") {
        externalTags(in, edit.value, external.chart.tags);
    } else if (key.text == "enabled") {
        external.enabled = edit.value;
        external.enabledSpan = key.span;
    } else {
        in.sink.report(Code::E3002, key.span, key.text, "external").suggest(didYouMean(key.text, entryNames));
    }
}

void externalText(Checking& in, ast::ExprId value, const std::string& pattern, const std::string& what,
                  std::string& out) {
    Type text = in.type(in.program.types.string());
    text.pattern = pattern;
    text.name = what;
    std::string found;
    if (constant(in, value, found) &&
        validText(in, found, in.program.types.add(std::move(text)), in.tree()[value].span))
        out = found;
}

void externalTags(Checking& in, ast::ExprId value, std::vector<std::string>& tags) {
    const auto* list = std::get_if<ast::ListExpr>(&in.tree()[value].node);
    if (list == nullptr) {
        in.sink.report(Code::E3027, in.tree()[value].span, "`tags`");
        return;
    }
    for (ast::ItemId item : list->items) {
        const auto* element = std::get_if<ast::ValueItem>(&in.tree()[item].node);
        if (element == nullptr)
            in.sink.report(Code::E3027, in.tree()[item].span, "a tag");
        else
            externalText(in, element->value, aliasPattern, "letters, digits, `-` and `_`", tags.emplace_back());
    }
}

} // namespace

void externalDefault(Checking& in, TypeId record, const External& external) {
    const core::Field* found = nullptr;
    for (const core::Field& field : in.type(record).fields)
        if (field.type == external.type)
            found = &field;
    Span span = found->span;
    std::string name = found->name;
    PathTree paths;
    if (!in.type(external.type).fields.empty()) {
        ExprId enabled = external.enabled.valid() ? check(in, external.enabled, in.program.types.boolean())
                                                  : makeBool(in, true, span);
        staticDefault(in, enabled);
        in.program.types.edit(external.type).fields[0].defaultValue = enabled;
        claim(in, paths, "enabled", Claim::set, external.enabledSpan.valid() ? external.enabledSpan : span);
    }
    ExprId value = recordValue(in, external.type, {}, {.block = external.values, .span = span}, paths);
    staticDefault(in, value);
    for (core::Field& field : in.program.types.edit(record).fields)
        if (field.name == name)
            field.defaultValue = value;
}

} // namespace stackc::sema
