// Values that a chart has without declaring them: the fields of the library's `ChartValues`, and what they make.
#include "core/layout.h"
#include "core/renamed.h"
#include "sema/checker.h"
#include "sema/suggest.h"

#include <algorithm>

namespace stackc::sema {

TypeId Checker::libraryValues() {
    auto symbol = languageItem(LanguageItem::ChartValues, {});
    TypeId values = symbol ? typeOfSymbol(*symbol) : TypeId{};
    return values.valid() && kindOf(values) == TypeKind::Record ? values : TypeId{};
}

/// An entry of `chart` that is none of Chart.yaml: whether the chart has the library's value of that name.
void Checker::chartSwitch(ast::ExprId value, const ast::Name& key) {
    std::vector<std::string> names;
    if (TypeId values = libraryValues(); values.valid())
        for (const core::Field& field : type(values).fields)
            names.push_back(field.name);
    if (std::find(names.begin(), names.end(), key.text) == names.end()) {
        names.insert(names.end(),
                     {"version", "appVersion", "kubeVersion", "description", "home", "icon", "sources", "keywords",
                      "maintainers", "annotations", "notes", "license", "links", "changes", "readme"});
        sink_.report(Code::E3002, key.span, key.text, "chart").suggest(didYouMean(key.text, names));
        return;
    }
    ExprId checked = check(value, program_.types.boolean());
    if (!isError(checked) && !std::holds_alternative<ast::BoolLit>(tree()[value].node))
        sink_.report(Code::E3027, spanOf(checked), "`" + key.text + "`");
}

/// What the chart of a module says of the library's values, by name. Faults are reported where the chart is checked.
std::map<std::string, Switch> Checker::switchesOf(uint32_t module) {
    EnvScope scope(*this, module);
    std::map<std::string, Switch> switches;
    for (const ast::Decl& decl : tree().decls)
        if (const auto* chart = std::get_if<ast::ChartDecl>(&decl.node))
            for (ast::EntryId id : tree()[chart->block].entries) {
                Edit edit = editOf(tree()[id]);
                if (edit.kind != Edit::Kind::assign || edit.target == nullptr || edit.target->steps.size() != 1)
                    continue;
                const ast::Name& key = edit.target->steps[0].name;
                if (const auto* truth = std::get_if<ast::BoolLit>(&tree()[edit.value].node))
                    switches.try_emplace(key.text, Switch{truth->value, key.span});
            }
    return switches;
}

/// Adds the library's values to those of a module's chart, behind all others: each where the chart says so, or has
/// services and doesn't say otherwise, and nothing else has its name.
void Checker::addLibraryValues(uint32_t module, TypeId record) {
    bool hasServices = false;
    bool includes = false;
    for (const ast::Decl& decl : modules_[module].tree->decls) {
        hasServices = hasServices || std::holds_alternative<ast::ServiceDecl>(decl.node);
        includes = includes || std::holds_alternative<ast::IncludeDecl>(decl.node);
    }
    std::map<std::string, Switch> switches = switchesOf(module);
    TypeId values = hasServices || includes || !switches.empty() ? libraryValues() : TypeId{};
    if (!values.valid())
        return;
    std::vector<std::string> taken = core::keysOfRecord(program_.types, type(record));
    for (const core::Field& field : type(record).fields)
        taken.push_back(field.name);
    for (const core::RenamedField& renamed : core::renamedFields(program_.types, type(record)))
        taken.push_back(renamed.from[renamed.root]);
    for (size_t i = 0; i < type(values).fields.size(); ++i) {
        core::Field field = type(values).fields[i];
        auto said = switches.find(field.name);
        bool isGlobal = field.name == "global"; // which is handed to what is included
        bool isWanted = said != switches.end() ? said->second.on : hasServices || (isGlobal && includes);
        if (said != switches.end())
            field.span = said->second.span;
        bool isTaken = std::find(taken.begin(), taken.end(), field.key) != taken.end();
        if (isGlobal && isTaken && isWanted)
            completeGlobal(record, field.type);
        if (isTaken && said != switches.end() && module == 0)
            sink_.report(Code::E3034, field.span, field.name, "a value of the chart itself")
                .suggest("leave the entry out: that value counts");
        if (isTaken || !isWanted)
            continue;
        if (module == 0) {
            libraryValues_.insert(field.name);
            program_.ownsGlobal |= isGlobal;
        }
        copyDefault({values, i}, {record, type(record).fields.size()});
        program_.types.edit(record).fields.push_back(std::move(field));
    }
}

/// The chart's own `global` has the library's fields behind its own, but for those that it has under their names.
void Checker::completeGlobal(TypeId record, TypeId library) {
    const core::Field* own = type(record).field("global");
    if (own == nullptr || own->key != "global" || kindOf(own->type) != TypeKind::Record || own->type == library)
        return;
    TypeId global = own->type;
    const std::vector<std::string> keys = core::keysOfRecord(program_.types, type(global));
    for (size_t i = 0; i < type(library).fields.size(); ++i) {
        core::Field field = type(library).fields[i];
        if (type(global).field(field.name) != nullptr || std::find(keys.begin(), keys.end(), field.key) != keys.end())
            continue;
        copyDefault({library, i}, {global, type(global).fields.size()});
        program_.types.edit(global).fields.push_back(std::move(field));
    }
}

/// Uses the component that makes the resources of the library's values, where the chart has any that it takes.
void Checker::chartObjects() {
    auto symbol = libraryValues_.empty() ? std::nullopt : languageItem(LanguageItem::ChartObjects, {});
    core::ComponentId component = symbol ? componentOf(*symbol, symbols_[*symbol].span) : core::ComponentId{};
    if (!component.valid())
        return;
    Span span = program_[component].span;
    core::Statement use;
    use.kind = core::StatementKind::Use;
    use.span = span;
    use.name = program_[component].name;
    use.component = component;
    use.var = newVar(use.name, program_.types.error());
    bool hasValues = false;
    std::vector<VarId> params = program_[component].params;
    for (size_t i = 0; i < params.size(); ++i) {
        const std::string& name = program_[params[i]].name;
        if (!libraryValues_.contains(name)) {
            use.args.push_back(symbols_[*symbol].defaults[i]);
            continue;
        }
        hasValues = true;
        ExprId values = make(span, program_.valuesType, core::InputRef{core::Input::Values});
        use.args.push_back(field(values, name, type(program_.valuesType).field(name)->type, span));
    }
    if (hasValues)
        program_.statements.push_back(std::move(use));
}

} // namespace stackc::sema
