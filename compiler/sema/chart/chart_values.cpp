#include "sema/chart/chart_values.h"

#include "core/layout.h"
#include "core/renamed.h"
#include "sema/decl/defaults.h"
#include "sema/elaborate.h"
#include "sema/expr/edits.h"
#include "sema/expr/infer.h"
#include "sema/make.h"
#include "sema/names/lookup.h"
#include "sema/stmt/components.h"
#include "sema/suggest.h"
#include "sema/types/language_items.h"

#include <algorithm>
#include <functional>
#include <set>

namespace stackc::sema {

namespace {

/// What a chart says of a value that the library would add.
struct Switch {
    bool on = true;
    Span span;
};

void completeGlobal(Checking& in, TypeId record, TypeId library);

} // namespace

TypeId libraryValues(Checking& in) {
    auto symbol = languageItem(in, LanguageItem::ChartValues, {});
    TypeId values = symbol ? typeOfSymbol(in, *symbol) : TypeId{};
    return values.valid() && in.kindOf(values) == TypeKind::Record ? values : TypeId{};
}

void chartSwitch(Checking& in, ast::ExprId value, const ast::Name& key) {
    std::vector<std::string> names;
    if (TypeId values = libraryValues(in); values.valid())
        for (const core::Field& field : in.type(values).fields)
            names.push_back(field.name);
    if (std::find(names.begin(), names.end(), key.text) == names.end()) {
        names.insert(names.end(),
                     {"version", "appVersion", "kubeVersion", "description", "home", "icon", "sources", "keywords",
                      "maintainers", "annotations", "notes", "license", "links", "changes", "readme", "repository"});
        in.sink.report(Code::E3002, key.span, key.text, "chart").suggest(didYouMean(key.text, names));
        return;
    }
    ExprId checked = check(in, value, in.program.types.boolean());
    if (!in.isError(checked) && !std::holds_alternative<ast::BoolLit>(in.tree()[value].node))
        in.sink.report(Code::E3027, in.spanOf(checked), "`" + key.text + "`");
}

namespace {

/// What the chart of a module says of the library's values, by name. Faults are reported where the chart is checked.
std::map<std::string, Switch> switchesOf(Checking& in, uint32_t module) {
    const EnvScope scope(in, module);
    std::map<std::string, Switch> switches;
    for (const ast::Decl& decl : in.tree().decls)
        if (const auto* chart = std::get_if<ast::ChartDecl>(&decl.node))
            for (ast::EntryId id : in.tree()[chart->block].entries) {
                Edit edit = editOf(in.tree()[id]);
                if (edit.kind != Edit::Kind::assign || edit.target == nullptr || edit.target->steps.size() != 1)
                    continue;
                const ast::Name& key = edit.target->steps[0].name;
                if (const auto* truth = std::get_if<ast::BoolLit>(&in.tree()[edit.value].node))
                    switches.try_emplace(key.text, Switch{truth->value, key.span});
            }
    return switches;
}

} // namespace

namespace {

bool makesServices(Checking& in, const ast::UseDecl& use, std::set<SymbolIndex>& seen);

/// Does something of the body make a service?
bool makesServices(Checking& in, ast::BodyId body, std::set<SymbolIndex>& seen) {
    if (!body.valid())
        return false;
    auto of = [&](ast::BodyId inner) { return makesServices(in, inner, seen); };
    std::function<bool(ast::StmtId)> ofStatement = [&](ast::StmtId id) {
        if (!id.valid())
            return false;
        const auto& node = in.tree()[id].node;
        if (const auto* use = std::get_if<ast::UseDecl>(&node))
            return makesServices(in, *use, seen);
        if (const auto* loop = std::get_if<ast::ForStmt>(&node))
            return of(loop->body);
        if (const auto* choice = std::get_if<ast::IfStmt>(&node))
            return of(choice->then) || of(choice->elseBody) || ofStatement(choice->elseIf);
        const auto* match = std::get_if<ast::MatchStmt>(&node);
        return match != nullptr &&
               std::ranges::any_of(match->arms, [&](const ast::MatchStmtArm& arm) { return of(arm.body); });
    };
    return std::ranges::any_of(in.tree()[body].stmts, ofStatement);
}

/// Is what is used the component of services, or one that uses it?
bool makesServices(Checking& in, const ast::UseDecl& use, std::set<SymbolIndex>& seen) {
    const Found found = peek(in, use.component.parts, true);
    if (found.kind != Found::Kind::symbol || !seen.insert(found.symbol).second)
        return false;
    const Symbol& symbol = in.symbols[found.symbol];
    if (symbol.kind != SymbolKind::Component || isServiceComponent(in, symbol))
        return symbol.kind == SymbolKind::Component;
    const EnvScope scope(in, symbol.module);
    const auto* component = std::get_if<ast::ComponentDecl>(&in.tree()[symbol.decl].node);
    return component != nullptr && makesServices(in, component->body, seen);
}

} // namespace

void addLibraryValues(Checking& in, uint32_t module, TypeId record) {
    bool hasServices = false;
    bool includes = false;
    const EnvScope scope(in, module);
    std::set<SymbolIndex> seen;
    for (const ast::Decl& decl : in.modules[module].tree->decls) {
        const auto* use = std::get_if<ast::UseDecl>(&decl.node);
        hasServices = hasServices || std::holds_alternative<ast::ServiceDecl>(decl.node) ||
                      (use != nullptr && makesServices(in, *use, seen));
        includes = includes || std::holds_alternative<ast::IncludeDecl>(decl.node);
    }
    std::map<std::string, Switch> switches = switchesOf(in, module);
    TypeId values = hasServices || includes || !switches.empty() ? libraryValues(in) : TypeId{};
    if (!values.valid())
        return;
    std::vector<std::string> taken = core::keysOfRecord(in.program.types, in.type(record));
    for (const core::Field& field : in.type(record).fields)
        taken.push_back(field.name);
    for (const core::RenamedField& renamed : core::renamedFields(in.program.types, in.type(record)))
        taken.push_back(renamed.from[renamed.root]);
    for (size_t i = 0; i < in.type(values).fields.size(); ++i) {
        core::Field field = in.type(values).fields[i];
        auto said = switches.find(field.name);
        bool isGlobal = field.name == "global"; // which is handed to what is included
        bool isWanted = said != switches.end() ? said->second.on : hasServices || (isGlobal && includes);
        if (said != switches.end())
            field.span = said->second.span;
        bool isTaken = std::find(taken.begin(), taken.end(), field.key) != taken.end();
        if (isGlobal && isTaken && isWanted)
            completeGlobal(in, record, field.type);
        if (isTaken && said != switches.end() && module == 0)
            in.sink.report(Code::E3034, field.span, field.name, "a value of the chart itself")
                .suggest("leave the entry out: that value counts");
        if (isTaken || !isWanted)
            continue;
        if (module == 0) {
            in.chart.libraryValues.insert(field.name);
            in.program.ownsGlobal |= isGlobal;
        }
        copyDefault(in, {values, i}, {record, in.type(record).fields.size()});
        in.program.types.edit(record).fields.push_back(std::move(field));
    }
}

namespace {

/// The chart's own `global` has the library's fields behind its own, but for those that it has under their names.
void completeGlobal(Checking& in, TypeId record, TypeId library) {
    const core::Field* own = in.type(record).field("global");
    if (own == nullptr || own->key != "global" || in.kindOf(own->type) != TypeKind::Record || own->type == library)
        return;
    TypeId global = own->type;
    const std::vector<std::string> keys = core::keysOfRecord(in.program.types, in.type(global));
    for (size_t i = 0; i < in.type(library).fields.size(); ++i) {
        core::Field field = in.type(library).fields[i];
        if (in.type(global).field(field.name) != nullptr ||
            std::find(keys.begin(), keys.end(), field.key) != keys.end())
            continue;
        copyDefault(in, {library, i}, {global, in.type(global).fields.size()});
        in.program.types.edit(global).fields.push_back(std::move(field));
    }
}

} // namespace

void chartObjects(Checking& in) {
    auto symbol = in.chart.libraryValues.empty() ? std::nullopt : languageItem(in, LanguageItem::ChartObjects, {});
    core::ComponentId component = symbol ? componentOf(in, *symbol, in.symbols[*symbol].span) : core::ComponentId{};
    if (!component.valid())
        return;
    Span span = in.program[component].span;
    core::Statement use;
    use.kind = core::StatementKind::Use;
    use.span = span;
    use.name = in.program[component].name;
    use.component = component;
    use.var = newVar(in, use.name, in.program.types.error());
    bool hasValues = false;
    std::vector<VarId> params = in.program[component].params;
    for (size_t i = 0; i < params.size(); ++i) {
        const std::string& name = in.program[params[i]].name;
        if (!in.chart.libraryValues.contains(name)) {
            use.args.push_back(in.symbols[*symbol].signature.defaults[i]);
            continue;
        }
        hasValues = true;
        ExprId values = in.make(span, in.program.valuesType, core::InputRef{core::Input::Values});
        use.args.push_back(readField(in, values, name, in.type(in.program.valuesType).field(name)->type, span));
    }
    if (hasValues)
        in.program.statements.push_back(std::move(use));
}

} // namespace stackc::sema
