#include "sema/chart/usage.h"

#include "syntax/lexing.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace stackc::sema {

namespace {

struct Usage {
    bool whole = false;
    std::map<std::string, Usage> fields;
};

void unusedImports(Checking& in, const ast::ImportDecl& decl);

} // namespace

void unusedValues(Checking& in) {
    // A read is a chain of fields from `values` that no longer chain continues.
    std::set<uint32_t> continued;
    for (const core::Expr& expr : in.program.exprs)
        if (const auto* access = std::get_if<core::FieldAccess>(&expr.node))
            continued.insert(access->base.value);
    Usage root;
    for (uint32_t i = 0; i < in.program.exprs.size(); ++i) {
        if (continued.count(i) != 0)
            continue;
        std::vector<std::string> path;
        ExprId at{i};
        while (const auto* access = in.nodeAs<core::FieldAccess>(at)) {
            path.push_back(access->name);
            at = access->base;
        }
        const auto* input = in.nodeAs<core::InputRef>(at);
        if (input == nullptr || input->input != core::Input::Values)
            continue;
        Usage* usage = &root;
        for (auto it = path.rbegin(); it != path.rend(); ++it)
            usage = &usage->fields[*it];
        usage->whole = true;
    }
    // `holder` is the last field on the way that the chart's author wrote: those of the library's types are told there,
    // all at once.
    std::map<Span, std::vector<std::string>> ofLibrary;
    std::function<void(TypeId, const Usage&, const std::string&, Span)> report =
        [&](TypeId id, const Usage& usage, const std::string& prefix, Span holder) {
            if (usage.whole || in.kindOf(id) != TypeKind::Record)
                return;
            for (const core::Field& field : in.type(id).fields) {
                // A dependency's values are read by it, and of `global` each chart reads its part.
                bool isForeign =
                    prefix.empty() && (in.chart.dependencyKeys.count(field.name) != 0 || field.name == "global");
                if (isForeign)
                    continue;
                bool isLibrarys = in.sources.writer(field.span.file) == source::Writer::Library;
                Span at = isLibrarys && holder.valid() ? holder : field.span;
                auto it = usage.fields.find(field.name);
                if (it == usage.fields.end() && at == field.span)
                    in.sink.report(Code::W2020, at, prefix + field.name);
                else if (it == usage.fields.end())
                    ofLibrary[at].push_back("`" + prefix + field.name + "`");
                else
                    report(field.type, it->second, prefix + field.name + ".", at);
            }
        };
    report(in.program.valuesType, root, "", {});
    for (const auto& [holder, paths] : ofLibrary) {
        std::string_view first = paths.front();
        auto told = in.sink.report(Code::W2020, holder, first.substr(1, first.size() - 2));
        if (paths.size() > 1)
            told.note(fmt::format("nor are {}", fmt::join(paths.begin() + 1, paths.end(), ", ")));
    }
}

namespace {

/// Where names stand in a file.
class Names {
public:
    Names(const source::SourceManager& sources, source::FileId file) {
        diag::Sink ignored; // it was read before
        std::string_view text = sources.text(file);
        for (const syntax::Token& token : syntax::lex(sources, file, ignored))
            if (syntax::isName(token.kind))
                places_[text.substr(token.begin, token.end - token.begin)].push_back(token.begin);
    }

    bool standsOutside(Span span, std::string_view name) const {
        auto known = places_.find(name);
        return known != places_.end() && std::any_of(known->second.begin(), known->second.end(), [&](uint32_t place) {
                   return place < span.begin || place >= span.end;
               });
    }

private:
    std::map<std::string_view, std::vector<uint32_t>> places_;
};

/// Services, uses and resources are there for what they make.
bool canBeUnused(const Symbol& symbol) {
    return symbol.kind == SymbolKind::Type || symbol.kind == SymbolKind::Function || symbol.kind == SymbolKind::Let ||
           symbol.kind == SymbolKind::Backend || symbol.kind == SymbolKind::Component;
}

/// Is it for those who import the file?
bool passesOn(const ast::Decl& decl, const ast::ImportDecl& node) { return decl.exported && !node.names.empty(); }

/// What an import brings in that stands nowhere else in the file.
void unusedImports(const ast::ImportDecl& decl, Span span, const Names& names, diag::Sink& sink) {
    for (const ast::Name& name : decl.names)
        if (!names.standsOutside(span, name.text))
            sink.report(Code::W2029, name.span, name.text);
    const ast::Name& last = decl.alias ? *decl.alias : decl.path.parts.back();
    if (decl.names.empty() && !names.standsOutside(span, last.text))
        sink.report(Code::W2029, decl.alias ? last.span : decl.path.span, decl.alias ? last.text : decl.path.text());
}

} // namespace

void unusedNames(Checking& in) {
    for (const auto& [name, isUsed] : in.symbols.lets)
        if (!isUsed && in.sources.writer(name.file) != source::Writer::Library)
            in.sink.report(Code::W2029, name, in.sources.text(name.file).substr(name.begin, name.end - name.begin));
    for (const ast::Decl& decl : in.modules[0].tree->decls)
        if (const auto* node = std::get_if<ast::ImportDecl>(&decl.node); node && !passesOn(decl, *node))
            unusedImports(in, *node);
    for (const Symbol& symbol : in.symbols) {
        if (canBeUnused(symbol) && symbol.module == 0 && !symbol.exported && !in.symbols.used.contains(symbol.name))
            in.sink.report(Code::W2029, symbol.span, symbol.name);
    }
    // Of the project's other modules only what the chart needs is elaborated; what they keep to themselves is unused
    // where its name stands nowhere else in the file.
    for (size_t i = 1; i < in.modules.size(); ++i) {
        const ast::Module& tree = *in.modules[i].tree;
        if (in.sources.writer(tree.file) == source::Writer::Library)
            continue;
        const Names names(in.sources, tree.file);
        for (const ast::Decl& decl : tree.decls)
            if (const auto* node = std::get_if<ast::ImportDecl>(&decl.node); node && !passesOn(decl, *node))
                sema::unusedImports(*node, decl.span, names, in.sink);
        for (const Symbol& symbol : in.symbols)
            if (symbol.module == i && canBeUnused(symbol) && !symbol.exported &&
                !names.standsOutside(tree[symbol.decl].span, symbol.name))
                in.sink.report(Code::W2029, symbol.span, symbol.name);
    }
}

namespace {

void unusedImports(Checking& in, const ast::ImportDecl& decl) {
    for (const ast::Name& name : decl.names)
        if (!in.symbols.used.contains(name.text))
            in.sink.report(Code::W2029, name.span, name.text);
    std::string whole = decl.alias ? decl.alias->text : decl.path.text();
    if (decl.names.empty() && !in.symbols.used.contains(whole))
        in.sink.report(Code::W2029, decl.alias ? decl.alias->span : decl.path.span, whole);
}

} // namespace

} // namespace stackc::sema
