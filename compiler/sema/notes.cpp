#include "sema/notes.h"

namespace stackc::sema {

namespace {

/// Names that stand for what the source doesn't write have the place of what they came from.
bool isWritten(const Checking& in, const ast::Name& name) {
    if (name.span == in.index->implied)
        return false;
    std::string_view text = in.sources.text(name.span);
    if (text.size() == name.text.size() + 2 && text.front() == '"')
        text = text.substr(1, name.text.size());
    return text == name.text && !text.empty();
}

void add(const Checking& in, const ast::Name& name, Entity entity) {
    if (isWritten(in, name))
        in.index->add({name.span, std::move(entity)});
}

EntityKind kindOf(SymbolKind kind) {
    switch (kind) {
    case SymbolKind::Type:
        return EntityKind::Type;
    case SymbolKind::Function:
        return EntityKind::Function;
    case SymbolKind::Let:
        return EntityKind::Let;
    case SymbolKind::Backend:
        return EntityKind::Backend;
    case SymbolKind::Service:
        return EntityKind::Service;
    case SymbolKind::Use:
        return EntityKind::Use;
    case SymbolKind::Component:
        return EntityKind::Component;
    case SymbolKind::Resource:
        return EntityKind::Resource;
    default:
        return EntityKind::External;
    }
}

TypeId typeOf(const Checking& in, const Symbol& symbol) {
    const Elaborated& made = symbol.made;
    switch (symbol.kind) {
    case SymbolKind::Type:
        return made.type;
    case SymbolKind::Function:
        return made.fn.valid() ? in.program[made.fn].result : TypeId{};
    case SymbolKind::Let:
    case SymbolKind::Backend:
    case SymbolKind::External:
        return made.let.valid() ? in.program[made.let].type : TypeId{};
    case SymbolKind::Service:
    case SymbolKind::Use:
        return made.var.valid() ? in.program[made.var].type : TypeId{};
    case SymbolKind::Component:
        return made.component.valid() ? in.program[made.component].outputsType : TypeId{};
    default:
        return {};
    }
}

} // namespace

Entity entityOf(const Checking& in, SymbolIndex index) {
    const Symbol& symbol = in.symbols[index];
    return {kindOf(symbol.kind), symbol.name, symbol.span, typeOf(in, symbol)};
}

Entity entityOf(const core::Field& field) { return {EntityKind::Field, field.name, field.span, field.type}; }

Entity entityOf(const Checking& in, const Local& local) {
    if (local.let.valid())
        return {EntityKind::Variable, local.name, local.let, in.typeOf(local.expr)};
    if (const auto* var = in.nodeAs<core::VarRef>(local.expr))
        if (const Entity* known = in.index != nullptr ? in.index->declared(var->var.value) : nullptr)
            return *known;
    if (const auto* read = in.nodeAs<core::FieldAccess>(local.expr)) // a field, in the rules of its record
        if (const core::Field* field = in.type(in.typeOf(read->base)).field(read->name))
            return entityOf(*field);
    return {EntityKind::Variable, local.name, {}, in.typeOf(local.expr)};
}

void note(const Checking& in, const ast::Name& name, EntityKind kind, Span declared, TypeId type) {
    if (in.index != nullptr)
        add(in, name, {kind, name.text, declared, type});
}

void noteInput(const Checking& in, const std::vector<ast::Name>& path, TypeId type) {
    if (in.index != nullptr)
        add(in, path[1], {EntityKind::Input, path[0].text + "." + path[1].text, {}, type});
}

void noteSymbol(const Checking& in, const ast::Name& name, SymbolIndex symbol) {
    if (in.index == nullptr || in.symbols[symbol].kind == SymbolKind::Broken)
        return;
    add(in, name, entityOf(in, symbol));
}

void noteVariable(const Checking& in, const ast::Name& name, VarId var, EntityKind kind) {
    if (in.index == nullptr || !isWritten(in, name))
        return;
    Entity entity{kind, name.text, name.span, in.program[var].type};
    in.index->declare(var.value, entity);
    add(in, name, std::move(entity));
}

void noteParameter(const Checking& in, const ast::Name& name, VarId param) {
    if (in.index != nullptr)
        if (const Entity* known = in.index->declared(param.value))
            add(in, name, *known);
}

void noteLocal(const Checking& in, const ast::Name& name, const Local& local) {
    if (in.index != nullptr)
        add(in, name, entityOf(in, local));
}

void noteField(const Checking& in, const ast::Name& name, const core::Field& field) {
    if (in.index != nullptr)
        add(in, name, entityOf(field));
}

void noteNativeField(const Checking& in, const ast::Name& name, kube::TypeId object, TypeId type) {
    if (in.index != nullptr)
        add(in, name, {EntityKind::NativeField, name.text, {}, type, object});
}

void noteCase(const Checking& in, const ast::Name& name, TypeId type, size_t index) {
    if (in.index != nullptr)
        add(in, name, {EntityKind::Case, name.text, in.type(type).cases[index].span, type});
}

void noteKey(const Checking& in, const std::string& text, Span span, TypeId type, size_t index) {
    if (in.index == nullptr || !isWritten(in, {text, span}))
        return;
    const core::Case& one = in.type(type).cases[index];
    in.index->add({span, {EntityKind::Case, one.name, one.span, type}, true});
}

void noteConversion(const Checking& in, TypeId from, TypeId to, Span span) {
    if (in.index == nullptr)
        return;
    switch (in.kindOf(from)) {
    case TypeKind::Enum:
    case TypeKind::Variant:
    case TypeKind::Record:
    case TypeKind::Partial:
    case TypeKind::Optional:
    case TypeKind::List:
    case TypeKind::Map:
        in.index->addConversion({span, from, to});
        return;
    default: // without names of its own
        return;
    }
}

void noteNativeCase(const Checking& in, const ast::Name& name, TypeId type) {
    if (in.index != nullptr)
        add(in, name, {EntityKind::Case, name.text, {}, type});
}

void noteNative(const Checking& in, const std::vector<ast::Name>& path, std::string_view native) {
    if (in.index == nullptr)
        return;
    auto type = in.library.find(native);
    if (!type)
        return;
    add(in, path.back(), {EntityKind::NativeType, path.back().text, {}, {}, in.library.underlying(*type)});
    std::string_view module = native.substr(0, native.find_last_of('.'));
    if (path.size() > 1 && in.library.hasModule(module))
        for (size_t i = 0; i + 1 < path.size(); ++i)
            add(in, path[i], {EntityKind::Module, std::string(module), {}, {}});
}

void noteModule(const Checking& in, const ast::Name& name, const std::string& module) {
    if (in.index == nullptr)
        return;
    auto known = in.modules.byPath.find(module);
    Span place = known != in.modules.byPath.end() ? Span{in.modules[known->second].tree->file, 0, 0} : Span{};
    add(in, name, {EntityKind::Module, module, place, {}});
}

void noteModule(const Checking& in, const std::vector<ast::Name>& path, size_t count, const std::string& module) {
    for (size_t i = 0; in.index != nullptr && i < count; ++i)
        noteModule(in, path[i], module);
}

void notePart(const Checking& in, const ast::Name& name, core::ComponentId component, TypeId type) {
    if (in.index == nullptr)
        return;
    Entity part{EntityKind::Part, name.text, {}, type};
    for (const ModuleInfo& module : in.modules) {
        for (const ast::Decl& decl : module.tree->decls) {
            const auto* node = std::get_if<ast::ComponentDecl>(&decl.node);
            if (node == nullptr || node->name.span != in.program[component].span)
                continue;
            for (const ast::Stmt& stmt : module.tree->stmts) {
                bool isInside = decl.span.begin <= stmt.span.begin && stmt.span.end <= decl.span.end;
                const auto* resource = std::get_if<ast::ResourceDecl>(&stmt.node);
                const auto* named = std::get_if<ast::PartStmt>(&stmt.node);
                const ast::Name* own = resource != nullptr ? &resource->name
                                       : named != nullptr  ? &named->name
                                                           : nullptr;
                if (isInside && own != nullptr && own->text == name.text && !part.declared.valid())
                    part.declared = own->span;
            }
        }
    }
    add(in, name, std::move(part));
}

void noteExpression(const Checking& in, Span span, TypeId found, TypeId expected) {
    if (in.index != nullptr && span.valid())
        in.index->addExpression(span, found, expected);
}

void noteBlock(const Checking& in, ast::BlockId block, TypeId type) {
    if (in.index != nullptr && block.valid())
        in.index->addBlock(in.tree()[block].span, type);
}

void noteCall(const Checking& in, Span span, const Symbol& symbol, const std::vector<VarId>& params, TypeId result) {
    if (in.index == nullptr)
        return;
    Call call{span, {kindOf(symbol.kind), symbol.name, symbol.span, result}, {}, result};
    for (size_t i = 0; i < params.size(); ++i) {
        const Entity* known = in.index->declared(params[i].value);
        bool isNeeded = i >= symbol.signature.defaults.size() || !symbol.signature.defaults[i].valid();
        call.params.push_back({in.program[params[i]].name, in.program[params[i]].type, isNeeded,
                               known != nullptr ? known->declared : Span{}});
    }
    in.index->addCall(std::move(call));
}

void noteCaseCall(const Checking& in, Span span, TypeId type, size_t index) {
    if (in.index == nullptr)
        return;
    const core::Case& one = in.type(type).cases[index];
    Call call{span, {EntityKind::Case, one.name, one.span, type}, {}, type};
    if (in.kindOf(one.payload) != TypeKind::Record)
        call.params.push_back({one.name, one.payload, true, one.span});
    for (const core::Field& field : in.type(one.payload).fields)
        call.params.push_back({field.name, field.type, !field.defaultValue.valid(), field.span});
    in.index->addCall(std::move(call));
}

void finishNotes(const Checking& in) {
    if (in.index == nullptr)
        return;
    std::map<Span, TypeId> types;
    for (const Symbol& symbol : in.symbols)
        types.emplace(symbol.span, typeOf(in, symbol));
    for (NameUse& name : in.index->names())
        if (auto known = types.find(name.entity.declared); known != types.end() && !name.entity.type.valid())
            name.entity.type = known->second;
    in.index->finish();
}

} // namespace stackc::sema
