// Services: `use x = std.service.service(name, merged attributes)`.
#include "sema/checker.h"

#include "sema/suggest.h"

#include <algorithm>
#include <set>

namespace stackc::sema {

using core::Entry;
using core::EntryKind;
using core::Statement;
using core::StatementKind;

/// The backends that a value names in its attribute `uses`, which must be a static list.
void Checker::collectUses(ast::ExprId value, std::vector<ast::Name>& uses) {
    const auto& node = tree()[value].node;
    if (const auto* block = std::get_if<ast::BlockExpr>(&node))
        return collectUses(block->block, uses);
    if (const auto* call = std::get_if<ast::CallExpr>(&node)) {
        auto path = pathOf(call->callee);
        Found found = path ? lookup(*path, true) : Found{};
        if (found.kind == Found::Kind::symbol && symbols_[found.symbol].kind == SymbolKind::Function)
            if (functionOf(found.symbol, tree()[value].span).valid())
                for (const std::string& name : symbols_[found.symbol].uses)
                    uses.push_back({name, tree()[value].span});
    }
}

void Checker::collectUses(ast::BlockId block, std::vector<ast::Name>& uses) {
    std::vector<ast::Name> own;
    for (ast::EntryId id : tree()[block].entries) {
        const ast::Entry& entry = tree()[id];
        if (const auto* spread = std::get_if<ast::SpreadEntry>(&entry.node)) {
            collectUses(spread->value, own);
            continue;
        }
        const auto* assign = std::get_if<ast::AssignEntry>(&entry.node);
        if (assign == nullptr || assign->target.steps.empty() || assign->target.steps[0].name.text != "uses")
            continue;
        const auto* list = std::get_if<ast::ListExpr>(&tree()[assign->value].node);
        if (list == nullptr) {
            sink_.report(Code::E3033, tree()[assign->value].span);
            continue;
        }
        if (!assign->append)
            own.clear();
        for (ast::ItemId item : list->items) {
            const auto* element = std::get_if<ast::ValueItem>(&tree()[item].node);
            const auto* ref = element ? std::get_if<ast::NameRef>(&tree()[element->value].node) : nullptr;
            if (ref != nullptr)
                own.push_back(ref->name);
            else
                sink_.report(Code::E3033, tree()[item].span);
        }
    }
    uses.insert(uses.end(), own.begin(), own.end());
}

ExprId Checker::serviceAttributes(const ast::ServiceDecl& decl, Span span) {
    TypeId service = serviceType();
    TypeId contribution = contributionType();
    core::MergeExpr merge;
    std::vector<ast::Name> uses;
    collectUses(decl.value, uses);
    for (const ast::Name& name : uses) {
        auto symbol = lookupSymbol(name.text);
        bool isBackend = symbol && symbols_[*symbol].kind == SymbolKind::Backend;
        if (!isBackend) {
            std::vector<std::string> backends;
            for (const auto& [known, index] : modules_[env_.module].names)
                if (symbols_[index].kind == SymbolKind::Backend)
                    backends.push_back(known);
            if (symbol)
                sink_.report(Code::E2007, name.span, name.text, kindName(symbols_[*symbol].kind), "a backend");
            else
                sink_.report(Code::E2001, name.span, name.text).suggest(didYouMean(name.text, backends));
            continue;
        }
        core::LetId let = letOf(*symbol, name.span);
        bool isKnown = std::any_of(merge.contributions.begin(), merge.contributions.end(),
                                   [&](ExprId known) { return nodeAs<core::LetRef>(known)->let == let; });
        if (!let.valid() || isKnown)
            continue;
        merge.contributions.push_back(make(name.span, contribution, core::LetRef{let}));
        merge.names.push_back(name.text);
    }
    merge.own = check(decl.value, contribution);
    core::RecordExpr defaults;
    for (size_t i = 0; i < type(service).fields.size(); ++i) {
        Entry entry;
        entry.key = type(service).fields[i].name;
        entry.value = fieldDefault(service, i);
        if (entry.value.valid())
            defaults.entries.push_back(std::move(entry));
    }
    merge.defaults = make(span, contribution, std::move(defaults));
    requireAttributes(merge, service, decl.name.span);
    return make(span, service, std::move(merge));
}

void Checker::collectSet(const std::vector<Entry>& entries, std::set<std::string>& out, int depth) {
    for (const Entry& entry : entries) {
        if (entry.kind == EntryKind::Set)
            out.insert(entry.key);
        else if (entry.kind == EntryKind::Spread)
            collectSet(entry.value, out, depth + 1);
        collectSet(entry.body, out, depth + 1);
        collectSet(entry.orElse, out, depth + 1);
    }
}

/// The attributes that a contribution may set.
void Checker::collectSet(ExprId id, std::set<std::string>& out, int depth) {
    if (!id.valid() || depth > 50)
        return;
    if (isError(id)) {
        for (const core::Field& field : type(service_).fields)
            out.insert(field.name); // whatever it was to set
        return;
    }
    if (kindOf(typeOf(id)) == TypeKind::Record)
        for (const core::Field& field : type(typeOf(id)).fields)
            out.insert(field.name);
    else if (const auto* record = nodeAs<core::RecordExpr>(id))
        collectSet(record->entries, out, depth + 1);
    else if (const auto* ref = nodeAs<core::LetRef>(id))
        collectSet(program_[ref->let].value, out, depth + 1);
    else if (const auto* node = nodeAs<core::CallExpr>(id))
        collectSet(program_[node->fn].body, out, depth + 1);
    else if (const auto* node = nodeAs<core::LetExpr>(id))
        collectSet(node->body, out, depth + 1);
    else if (const auto* node = nodeAs<core::IfExpr>(id)) {
        collectSet(node->then, out, depth + 1);
        collectSet(node->otherwise, out, depth + 1);
    } else if (const auto* node = nodeAs<core::IfLetExpr>(id)) {
        collectSet(node->then, out, depth + 1);
        collectSet(node->otherwise, out, depth + 1);
    } else if (const auto* node = nodeAs<core::MatchExpr>(id)) {
        for (const core::MatchArm& arm : node->arms)
            collectSet(arm.body, out, depth + 1);
    }
}

bool Checker::surelySets(ExprId id, const std::string& key) const {
    if (const auto* record = nodeAs<core::RecordExpr>(id))
        return std::any_of(record->entries.begin(), record->entries.end(), [&](const Entry& entry) {
            if (entry.kind == EntryKind::Spread)
                return surelySets(entry.value, key);
            return entry.kind == EntryKind::Set && entry.key == key && !entry.omitNone && !entry.omitEmpty;
        });
    if (const auto* ref = nodeAs<core::LetRef>(id))
        return surelySets(program_[ref->let].value, key);
    if (const auto* node = nodeAs<core::CallExpr>(id))
        return surelySets(program_[node->fn].body, key);
    if (const auto* node = nodeAs<core::LetExpr>(id))
        return surelySets(node->body, key);
    if (const auto* node = nodeAs<core::IfExpr>(id))
        return surelySets(node->then, key) && surelySets(node->otherwise, key);
    return false;
}

ExprId Checker::spreadNow(const std::string& key, TypeId id, const std::vector<Entry>& before, Span span) {
    for (auto entry = before.rbegin(); entry != before.rend(); ++entry) {
        if (entry->kind != EntryKind::Spread || isError(entry->value))
            continue;
        std::set<std::string> set;
        collectSet(entry->value, set, 0);
        if (set.count(key) == 0)
            continue;
        if (kindOf(typeOf(entry->value)) == TypeKind::Record || surelySets(entry->value, key))
            return field(entry->value, key, id, span);
        sink_.report(Code::E3012, span, "what is spread before sets it only sometimes")
            .suggest("give a whole value with `" + key + " = …`");
        return errorExpr(span);
    }
    return {};
}

void Checker::requireAttributes(const core::MergeExpr& merge, TypeId service, Span span) {
    std::set<std::string> present;
    collectSet(merge.own, present, 0);
    collectSet(merge.defaults, present, 0);
    bool failed = isError(merge.own);
    for (ExprId contribution : merge.contributions) {
        collectSet(contribution, present, 0);
        failed = failed || isError(contribution);
    }
    std::string missing;
    for (const core::Field& field : type(service).fields)
        if (present.count(field.name) == 0)
            missing += (missing.empty() ? "`" : ", `") + field.name + "`";
    if (!missing.empty() && !failed)
        sink_.report(Code::E3003, span, "a service", missing);
}

void Checker::serviceStatement(SymbolIndex index, std::vector<Statement>& out) {
    const ast::Decl& decl = modules_[0].tree[symbols_[index].decl];
    const auto& node = std::get<ast::ServiceDecl>(decl.node);
    EnvScope scope(*this, 0);
    auto module = loadModule("std.service", {});
    TypeId service = serviceType();
    std::optional<SymbolIndex> component;
    if (module)
        if (auto it = modules_[*module].names.find("service"); it != modules_[*module].names.end())
            component = it->second;
    if (kindOf(service) == TypeKind::Error || !component || symbols_[*component].kind != SymbolKind::Component) {
        sink_.report(Code::E2003, node.name.span, "std.service");
        return;
    }
    core::ComponentId id = componentOf(*component, node.name.span);
    if (!id.valid())
        return;
    std::string name = node.clusterName ? node.clusterName->text : node.name.text;
    Span nameSpan = node.clusterName ? node.clusterName->span : node.name.span;
    withClauses(node.clauses, 0, out, [&](std::vector<Statement>& inner) {
        Statement use;
        use.kind = StatementKind::Use;
        use.span = decl.span;
        use.component = id;
        ExprId attributes = serviceAttributes(node, decl.span);
        std::vector<VarId> params = program_[id].params;
        if (params.size() < 2) {
            sink_.report(Code::E2003, node.name.span, "std.service");
            return;
        }
        use.args.push_back(checkText(name, program_[params[0]].type, nameSpan));
        use.args.push_back(attributes);
        for (size_t i = 2; i < params.size(); ++i)
            use.args.push_back(symbols_[*component].defaults[i]);
        TypeId outputs = program_[id].outputsType;
        use.var = newVar(node.name.text, outputs.valid() ? outputs : program_.types.error());
        symbols_[index].var = use.var;
        inner.push_back(std::move(use));
    });
}

} // namespace stackc::sema
