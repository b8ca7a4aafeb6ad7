#include "sema/chart/chart.h"

#include "sema/chart/chart_values.h"
#include "sema/expr/blocks.h"
#include "sema/expr/edits.h"
#include "sema/expr/infer.h"
#include "sema/expr/literals.h"
#include "sema/expr/texts.h"
#include "sema/fixes.h"
#include "sema/hints.h"
#include "sema/make.h"
#include "sema/one_line.h"
#include "sema/suggest.h"
#include "text/characters.h"
#include "text/patterns.h"
#include "text/regex.h"

#include <cctype>

namespace stackc::sema {

namespace {

void ownName(Checking& in, const ast::Name& name);
/// Reports what is no address of a repository of charts. It stands in commands for shells.
void publishedAt(Checking& in, const std::string& address, Span span) {
    if (!text::matches(R"(^(oci|https?)://[A-Za-z0-9][-A-Za-z0-9._~:/@+]*$)", address))
        in.sink.report(Code::E3006, span, "\"" + address + "\"", "the address of a repository of charts")
            .suggest("such as `oci://registry.example.com/charts` or `https://charts.example.com`");
}

void chartEntry(Checking& in, const ast::AssignEntry& entry, const ast::Name& name);
void chartKubeVersion(Checking& in, ast::ExprId value);
bool chartList(Checking& in, const std::string& key, ast::ExprId value);
void chartMaintainers(Checking& in, ast::ExprId value);
bool isChartBlock(std::string_view key);
void chartBlock(Checking& in, std::string_view key, ast::BlockId block);
void chartChanges(Checking& in, ast::BlockId block);

} // namespace

void chartDeclaration(Checking& in, const ast::ChartDecl& decl, const ast::Decl& node) {
    core::ChartInfo& info = in.program.chart;
    if (in.chart.isThere) {
        in.sink.report(Code::E2015, decl.name.span, "chart").note(info.span, "first declared here");
        return;
    }
    in.chart.isThere = true;
    info.name = decl.name.text;
    info.span = decl.name.span;
    info.description = node.doc.text;
    PathTree paths;
    for (ast::EntryId id : in.tree()[decl.block].entries) {
        const ast::Entry& entry = in.tree()[id];
        Edit edit = editOf(entry);
        if (edit.target == nullptr || edit.target->steps.size() != 1) {
            in.sink.report(Code::E3030, entry.span, "this", "`chart`");
            continue;
        }
        const ast::Name& key = edit.target->steps[0].name;
        if (edit.kind == Edit::Kind::remove || edit.kind == Edit::Kind::append) {
            const bool isRemoved = edit.kind == Edit::Kind::remove;
            in.sink.report(Code::E3030, entry.span, isRemoved ? "`remove`" : "`+=`", "`chart`")
                .suggest(isRemoved ? "leave the entry out" : "write it as a whole: `" + key.text + " = …`");
            continue;
        }
        if (!claim(in, paths, key.text, Claim::set, key.span))
            continue;
        if (edit.kind == Edit::Kind::amend && isChartBlock(key.text))
            chartBlock(in, key.text, edit.block);
        else if (edit.kind == Edit::Kind::assign)
            chartEntry(in, std::get<ast::AssignEntry>(entry.node), key);
        else
            in.sink.report(Code::E3030, entry.span, "this", "`chart`");
    }
    std::set<std::string> keys;
    for (const auto& [key, inner] : paths.children)
        keys.insert(key);
    const bool isMisspelt = meantNames(keys, {"version", "appVersion", "kubeVersion"}).contains("version");
    if (info.version.empty() && !keys.contains("version") && !isMisspelt) {
        auto report = in.sink.report(Code::E3003, decl.name.span, "`chart`", "`version`");
        fixMissing(in, report, in.tree()[decl.block].span, {{"version"}, {"version = \"0.1.0\""}});
    }
    if (info.appVersion.empty() && !keys.contains("appVersion"))
        info.appVersion = info.version;
    info.declaredName = info.templates = info.name;
    if (paths.children.count("name") == 0)
        ownName(in, decl.name);
}

namespace {

/// As Kubernetes writes names: `shopApi` → `shop-api`.
std::string labelOf(std::string_view name) {
    std::string label;
    bool wasLower = false;
    for (char c : name) {
        bool isUpper = std::isupper(static_cast<unsigned char>(c)) != 0;
        label += isUpper && wasLower ? "-" : "";
        label += c == '_' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        wasLower = !isUpper && c != '_';
    }
    return label;
}

/// The name in the source is the chart's, where no entry says another: a label. Reported if it is none.
void ownName(Checking& in, const ast::Name& name) {
    constexpr std::string_view pattern = text::dnsLabelPattern;
    if (text::matches(pattern, name.text)) {
        validText(in, name.text, in.program.types.domain(core::Domain::DnsLabel), name.span);
        return;
    }
    auto report = in.sink.report(Code::E3006, name.span, "\"" + name.text + "\"", "`DnsLabel`");
    if (std::string label = labelOf(name.text); text::matches(pattern, label))
        report.suggest("an entry of `chart` says what it stands for: `name = \"" + label + "\"`");
}

/// Reports `version = 1.0`, which has neither its quotes nor all three numbers.
bool numberAsVersion(Checking& in, ast::ExprId value) {
    const ast::Expr& expr = in.tree()[value];
    const auto* whole = std::get_if<ast::IntLit>(&expr.node);
    const auto* broken = std::get_if<ast::FloatLit>(&expr.node);
    if (whole == nullptr && broken == nullptr)
        return false;
    std::string hint = domainHint(in.sources.text(expr.span), core::Domain::Semver);
    in.sink.report(Code::E3001, expr.span, "`Semver`", whole != nullptr ? "an integer" : "a number")
        .suggest(std::move(hint));
    return true;
}

void chartEntry(Checking& in, const ast::AssignEntry& entry, const ast::Name& name) {
    core::ChartInfo& info = in.program.chart;
    const std::string& key = name.text;
    if (key == "name") {
        if (constant(in, entry.value, info.name))
            validText(in, info.name, in.program.types.domain(core::Domain::DnsLabel), in.tree()[entry.value].span);
    } else if (key == "notes") {
        in.elaboration.later.push_back([&in, value = entry.value] {
            const EnvScope scope(in, 0);
            in.program.chart.notes = check(in, value, in.program.types.string());
        });
    } else if (key == "version") {
        if (!numberAsVersion(in, entry.value) && constant(in, entry.value, info.version))
            validText(in, info.version, in.program.types.domain(core::Domain::Semver), in.tree()[entry.value].span);
    } else if (key == "appVersion") {
        // Helm takes other characters away, or not, depending on its version.
        constant(in, entry.value, info.appVersion) &&
            isOneLine(in.sink, info.appVersion, in.tree()[entry.value].span, "`appVersion`", Letters::ascii);
    } else if (key == "kubeVersion") {
        chartKubeVersion(in, entry.value);
    } else if (key == "description") {
        constant(in, entry.value, info.description);
    } else if (key == "home") {
        constant(in, entry.value, info.home);
    } else if (key == "icon") {
        constant(in, entry.value, info.icon);
    } else if (key == "maintainers") {
        chartMaintainers(in, entry.value);
    } else if (key == "license") {
        constant(in, entry.value, info.license) &&
            isOneLine(in.sink, info.license, in.tree()[entry.value].span, "`license`", Letters::ascii);
    } else if (key == "repository") {
        if (constant(in, entry.value, info.repository))
            publishedAt(in, info.repository, in.tree()[entry.value].span);
    } else if (key == "readme") {
        constant(in, entry.value, info.readme);
    } else if (isChartBlock(key)) {
        if (const auto* block = std::get_if<ast::BlockExpr>(&in.tree()[entry.value].node))
            chartBlock(in, key, block->block);
        else
            in.sink.report(Code::E3027, in.tree()[entry.value].span, "`" + key + "`");
    } else if (!chartList(in, key, entry.value)) {
        chartSwitch(in, entry.value, name);
    }
}

/// `1.25+` → `>=1.25`; or how ranges look.
std::string rangeHint(std::string_view text) {
    std::string_view version = text.substr(0, text.find_last_not_of("+ ") + 1);
    std::string error;
    bool isPlain = version.find_first_not_of("0123456789.") == std::string_view::npos;
    std::string meant = ">=" + std::string(version);
    if (isPlain && version.size() < text.size() && kube::VersionRange::parse(meant, error))
        return "write `" + meant + "`";
    return "a range is written `>=1.25` or `>=1.25 <1.33`";
}

void chartKubeVersion(Checking& in, ast::ExprId value) {
    core::ChartInfo& info = in.program.chart;
    Span span = in.tree()[value].span;
    if (!constant(in, value, info.kubeVersion))
        return;
    std::string error;
    auto range = kube::VersionRange::parse(info.kubeVersion, error);
    if (!range) {
        in.sink.report(Code::E5013, span, error).suggest(rangeHint(info.kubeVersion));
        return;
    }
    // Helm takes the version of a cloud for a prerelease, which only comparisons with a prerelease admit.
    info.kubeVersion = text::shownLine(info.kubeVersion);
    std::string wide = range->withPrereleases();
    auto wideRange = wide.empty() ? std::nullopt : kube::VersionRange::parse(wide, error);
    if (wideRange) {
        in.sink.report(Code::N5048, span, wide);
        info.kubeVersion = wide;
        range = std::move(wideRange);
    }
    info.kubeRange = std::move(*range);
}

bool chartList(Checking& in, const std::string& key, ast::ExprId value) {
    core::ChartInfo& info = in.program.chart;
    if (key != "sources" && key != "keywords")
        return false;
    const auto* list = std::get_if<ast::ListExpr>(&in.tree()[value].node);
    if (list == nullptr) {
        in.sink.report(Code::E3027, in.tree()[value].span, "`" + key + "`");
        return true;
    }
    for (ast::ItemId item : list->items) {
        const auto* element = std::get_if<ast::ValueItem>(&in.tree()[item].node);
        std::string text;
        if (element != nullptr && constant(in, element->value, text))
            (key == "sources" ? info.sources : info.keywords).push_back(text);
    }
    return true;
}

void chartMaintainers(Checking& in, ast::ExprId value) {
    // Checked against a record, so that the messages are those of any record.
    Type record;
    record.kind = TypeKind::Record;
    record.name = "Maintainer";
    TypeId optional = in.program.types.optional(in.program.types.string());
    for (const char* name : {"name", "email", "url"}) {
        core::Field field;
        field.name = field.key = name;
        field.type = field.name == "name" ? in.program.types.string() : optional;
        record.fields.push_back(field);
    }
    ExprId list = check(in, value, in.program.types.list(in.program.types.add(record)));
    const auto* items = in.nodeAs<core::ListExpr>(list);
    if (items == nullptr)
        return;
    for (const core::Entry& item : items->items) {
        const auto* fields = in.nodeAs<core::RecordExpr>(item.value);
        if (fields == nullptr)
            continue;
        core::Maintainer maintainer;
        for (const core::Entry& field : fields->entries) {
            const auto* optionalValue = in.nodeAs<core::OptionalLit>(field.value);
            const std::string* text = literalText(in, optionalValue != nullptr ? optionalValue->payload : field.value);
            if (text != nullptr)
                (field.key == "name"    ? maintainer.name
                 : field.key == "email" ? maintainer.email
                                        : maintainer.url) = *text;
        }
        in.program.chart.maintainers.push_back(std::move(maintainer));
    }
}

bool isChartBlock(std::string_view key) { return key == "annotations" || key == "links" || key == "changes"; }

void chartBlock(Checking& in, std::string_view key, ast::BlockId block) {
    core::ChartInfo& info = in.program.chart;
    if (key == "changes") {
        chartChanges(in, block);
        return;
    }
    bool isLinks = key == "links";
    core::TypeTable& types = in.program.types;
    TypeId map = types.map(types.string(), isLinks ? types.domain(core::Domain::Url) : types.string());
    ExprId value = checkBlock(in, block, map, in.tree()[block].span);
    if (const auto* record = in.nodeAs<core::RecordExpr>(value))
        for (const core::Entry& entry : record->entries)
            if (const std::string* text = literalText(in, entry.value))
                (isLinks ? info.links : info.annotations).emplace_back(entry.key, *text);
}

/// What is new in the version, by its kind, as Artifact Hub calls it.
void chartChanges(Checking& in, ast::BlockId block) {
    Type record;
    record.kind = TypeKind::Record;
    record.name = "Changes";
    for (const char* kind : {"added", "changed", "deprecated", "removed", "fixed", "security"}) {
        core::Field field;
        field.name = field.key = kind;
        field.type = in.program.types.optional(in.program.types.list(in.program.types.string()));
        record.fields.push_back(field);
    }
    ExprId value = checkBlock(in, block, in.program.types.add(record), in.tree()[block].span);
    const auto* kinds = in.nodeAs<core::RecordExpr>(value);
    if (kinds == nullptr)
        return;
    for (const core::Entry& kind : kinds->entries) {
        const auto* given = in.nodeAs<core::OptionalLit>(kind.value);
        const auto* texts = given != nullptr ? in.nodeAs<core::ListExpr>(given->payload) : nullptr;
        if (texts == nullptr)
            continue;
        for (const core::Entry& item : texts->items)
            if (const std::string* text = literalText(in, item.value))
                in.program.chart.changes.emplace_back(kind.key, *text);
    }
}

} // namespace

} // namespace stackc::sema
