// `chart x { … }`
#include "sema/checker.h"

#include "sema/one_line.h"
#include "text/characters.h"

namespace stackc::sema {

void Checker::chart(const ast::ChartDecl& decl, const ast::Decl& node) {
    core::ChartInfo& info = program_.chart;
    if (haveChart_) {
        sink_.report(Code::E2015, decl.name.span, "chart").note(info.span, "first declared here");
        return;
    }
    haveChart_ = true;
    info.name = decl.name.text;
    info.span = decl.name.span;
    info.description = node.doc.text;
    PathTree paths;
    for (ast::EntryId id : tree()[decl.block].entries) {
        const ast::Entry& entry = tree()[id];
        Edit edit = editOf(entry);
        if (edit.target == nullptr || edit.target->steps.size() != 1) {
            sink_.report(Code::E3030, entry.span, "this", "`chart`");
            continue;
        }
        const ast::Name& key = edit.target->steps[0].name;
        if (!claim(paths, key.text, Claim::set, key.span))
            continue;
        if (edit.kind == Edit::Kind::amend && isChartBlock(key.text))
            chartBlock(key.text, edit.block);
        else if (edit.kind == Edit::Kind::assign)
            chartEntry(std::get<ast::AssignEntry>(entry.node), key);
        else
            sink_.report(Code::E3030, entry.span, "this", "`chart`");
    }
    for (const auto& [value, name] : {std::pair(&info.version, "version"), std::pair(&info.appVersion, "appVersion")})
        if (value->empty() && paths.children.count(name) == 0) {
            if (std::string_view(name) == "appVersion")
                info.appVersion = info.version;
            else
                sink_.report(Code::E3003, decl.name.span, "`chart`", "`version`");
        }
    info.declaredName = info.templates = info.name;
    if (paths.children.count("name") == 0)
        validText(info.name, program_.types.domain(core::Domain::DnsLabel), decl.name.span);
}

bool Checker::constant(ast::ExprId value, std::string& out) {
    auto text = staticText(value);
    if (text)
        out = *text;
    return text.has_value();
}

void Checker::chartEntry(const ast::AssignEntry& entry, const ast::Name& name) {
    core::ChartInfo& info = program_.chart;
    const std::string& key = name.text;
    if (key == "name") {
        if (constant(entry.value, info.name))
            validText(info.name, program_.types.domain(core::Domain::DnsLabel), tree()[entry.value].span);
    } else if (key == "notes") {
        later_.push_back([this, value = entry.value] {
            EnvScope scope(*this, 0);
            program_.chart.notes = check(value, program_.types.string());
        });
    } else if (key == "version") {
        if (constant(entry.value, info.version))
            validText(info.version, program_.types.domain(core::Domain::Semver), tree()[entry.value].span);
    } else if (key == "appVersion") {
        // Helm takes other characters away, or not, depending on its version.
        constant(entry.value, info.appVersion) &&
            isOneLine(sink_, info.appVersion, tree()[entry.value].span, "`appVersion`", Letters::ascii);
    } else if (key == "kubeVersion") {
        chartKubeVersion(entry.value);
    } else if (key == "description") {
        constant(entry.value, info.description);
    } else if (key == "home") {
        constant(entry.value, info.home);
    } else if (key == "icon") {
        constant(entry.value, info.icon);
    } else if (key == "maintainers") {
        chartMaintainers(entry.value);
    } else if (key == "license") {
        constant(entry.value, info.license) &&
            isOneLine(sink_, info.license, tree()[entry.value].span, "`license`", Letters::ascii);
    } else if (key == "readme") {
        constant(entry.value, info.readme);
    } else if (isChartBlock(key)) {
        if (const auto* block = std::get_if<ast::BlockExpr>(&tree()[entry.value].node))
            chartBlock(key, block->block);
        else
            sink_.report(Code::E3027, tree()[entry.value].span, "`" + key + "`");
    } else if (!chartList(key, entry.value)) {
        chartSwitch(entry.value, name);
    }
}

void Checker::chartKubeVersion(ast::ExprId value) {
    core::ChartInfo& info = program_.chart;
    Span span = tree()[value].span;
    if (!constant(value, info.kubeVersion))
        return;
    std::string error;
    auto range = kube::VersionRange::parse(info.kubeVersion, error);
    if (!range) {
        sink_.report(Code::E5013, span, error);
        return;
    }
    // Helm takes the version of a cloud for a prerelease, which only comparisons with a prerelease admit.
    info.kubeVersion = text::shownLine(info.kubeVersion);
    std::string wide = range->withPrereleases();
    auto wideRange = wide.empty() ? std::nullopt : kube::VersionRange::parse(wide, error);
    if (wideRange) {
        sink_.report(Code::N5048, span, wide);
        info.kubeVersion = wide;
        range = std::move(wideRange);
    }
    info.kubeRange = std::move(*range);
}

bool Checker::chartList(const std::string& key, ast::ExprId value) {
    core::ChartInfo& info = program_.chart;
    if (key != "sources" && key != "keywords")
        return false;
    const auto* list = std::get_if<ast::ListExpr>(&tree()[value].node);
    if (list == nullptr) {
        sink_.report(Code::E3027, tree()[value].span, "`" + key + "`");
        return true;
    }
    for (ast::ItemId item : list->items) {
        const auto* element = std::get_if<ast::ValueItem>(&tree()[item].node);
        std::string text;
        if (element != nullptr && constant(element->value, text))
            (key == "sources" ? info.sources : info.keywords).push_back(text);
    }
    return true;
}

void Checker::chartMaintainers(ast::ExprId value) {
    // Checked against a record, so that the messages are those of any record.
    Type record;
    record.kind = TypeKind::Record;
    record.name = "Maintainer";
    TypeId optional = program_.types.optional(program_.types.string());
    for (const char* name : {"name", "email", "url"}) {
        core::Field field;
        field.name = field.key = name;
        field.type = field.name == "name" ? program_.types.string() : optional;
        record.fields.push_back(field);
    }
    ExprId list = check(value, program_.types.list(program_.types.add(record)));
    const auto* items = nodeAs<core::ListExpr>(list);
    if (items == nullptr)
        return;
    for (const core::Entry& item : items->items) {
        const auto* fields = nodeAs<core::RecordExpr>(item.value);
        if (fields == nullptr)
            continue;
        core::Maintainer maintainer;
        for (const core::Entry& field : fields->entries) {
            const auto* optionalValue = nodeAs<core::OptionalLit>(field.value);
            const std::string* text = literalText(optionalValue != nullptr ? optionalValue->payload : field.value);
            if (text != nullptr)
                (field.key == "name"    ? maintainer.name
                 : field.key == "email" ? maintainer.email
                                        : maintainer.url) = *text;
        }
        program_.chart.maintainers.push_back(std::move(maintainer));
    }
}

bool Checker::isChartBlock(std::string_view key) { return key == "annotations" || key == "links" || key == "changes"; }

void Checker::chartBlock(std::string_view key, ast::BlockId block) {
    core::ChartInfo& info = program_.chart;
    if (key == "changes") {
        chartChanges(block);
        return;
    }
    bool isLinks = key == "links";
    core::TypeTable& types = program_.types;
    TypeId map = types.map(types.string(), isLinks ? types.domain(core::Domain::Url) : types.string());
    ExprId value = checkBlock(block, map, tree()[block].span);
    if (const auto* record = nodeAs<core::RecordExpr>(value))
        for (const core::Entry& entry : record->entries)
            if (const std::string* text = literalText(entry.value))
                (isLinks ? info.links : info.annotations).emplace_back(entry.key, *text);
}

/// What is new in the version, by its kind, as Artifact Hub calls it.
void Checker::chartChanges(ast::BlockId block) {
    Type record;
    record.kind = TypeKind::Record;
    record.name = "Changes";
    for (const char* kind : {"added", "changed", "deprecated", "removed", "fixed", "security"}) {
        core::Field field;
        field.name = field.key = kind;
        field.type = program_.types.optional(program_.types.list(program_.types.string()));
        record.fields.push_back(field);
    }
    ExprId value = checkBlock(block, program_.types.add(record), tree()[block].span);
    const auto* kinds = nodeAs<core::RecordExpr>(value);
    if (kinds == nullptr)
        return;
    for (const core::Entry& kind : kinds->entries) {
        const auto* given = nodeAs<core::OptionalLit>(kind.value);
        const auto* texts = given != nullptr ? nodeAs<core::ListExpr>(given->payload) : nullptr;
        if (texts == nullptr)
            continue;
        for (const core::Entry& item : texts->items)
            if (const std::string* text = literalText(item.value))
                program_.chart.changes.emplace_back(kind.key, *text);
    }
}

} // namespace stackc::sema
