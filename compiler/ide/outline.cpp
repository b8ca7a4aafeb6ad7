#include "ide/outline.h"

#include "text/utf8.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

namespace stackc::ide {

namespace {

using source::Span;
using namespace syntax; // NOLINT: the nodes

class Outline {
public:
    Outline(const Module& module, std::string_view text) : module_(module), text_(text) {}

    std::vector<Symbol> run() {
        std::vector<Symbol> symbols;
        for (const Decl& decl : module_.decls)
            if (auto symbol = std::visit([&](const auto& node) { return symbolOf(node, decl.span); }, decl.node))
                symbols.push_back(std::move(*symbol));
        return symbols;
    }

private:
    using Found = std::optional<Symbol>;

    Found made(SymbolKind kind, const std::string& name, Span place, Span whole, std::string detail = {},
               std::vector<Symbol> children = {}) const {
        if (name.empty() || place.end <= place.begin)
            return std::nullopt; // a gap in the tree
        bool isInside = place.begin >= whole.begin && place.end <= whole.end;
        return Symbol{kind, name, std::move(detail), isInside ? whole : whole.to(place), place, std::move(children)};
    }
    Found named(SymbolKind kind, const Name& name, Span whole, std::string detail = {},
                std::vector<Symbol> children = {}) const {
        return made(kind, name.text, name.span, whole, std::move(detail), std::move(children));
    }
    /// A declaration without a name is known by its first word.
    Found wordy(SymbolKind kind, const std::string& word, Span whole, std::vector<Symbol> children = {}) const {
        auto length = static_cast<std::uint32_t>(std::min<std::size_t>(word.size(), whole.size()));
        return made(kind, word, {whole.file, whole.begin, whole.begin + length}, whole, {}, std::move(children));
    }

    /// What is written, on one line and not too long.
    std::string written(Span span) const {
        constexpr std::size_t most = 60;
        std::string_view text = text_.substr(span.begin, span.size());
        const std::string_view begin = text::beginningOf(text.substr(0, text.find('\n')), most);
        return std::string(begin) + (begin.size() == text.size() ? "" : " …");
    }
    std::string written(TypeId type) const { return type.valid() ? written(module_[type].span) : std::string(); }

    std::vector<Symbol> fieldsIn(TypeId type) const {
        std::vector<Symbol> symbols;
        if (!type.valid())
            return symbols;
        auto addAll = [&](TypeId inner) {
            for (Symbol& symbol : fieldsIn(inner))
                symbols.push_back(std::move(symbol));
        };
        const auto& node = module_[type].node;
        if (const auto* optional = std::get_if<OptionalType>(&node)) {
            addAll(optional->inner);
        } else if (const auto* list = std::get_if<ListType>(&node)) {
            addAll(list->element);
        } else if (const auto* map = std::get_if<MapType>(&node)) {
            addAll(map->value);
        } else if (const auto* extend = std::get_if<ExtendType>(&node)) {
            for (TypeId part : extend->parts)
                addAll(part);
        } else if (const auto* record = std::get_if<RecordType>(&node)) {
            for (const Field& field : record->fields) {
                bool isRecord = field.type.valid() && std::holds_alternative<RecordType>(module_[field.type].node);
                std::string detail = isRecord ? std::string() : written(field.type);
                add(symbols, named(SymbolKind::Field, field.name, field.span, detail, fieldsIn(field.type)));
            }
        }
        return symbols;
    }

    static void add(std::vector<Symbol>& symbols, Found symbol) {
        if (symbol)
            symbols.push_back(std::move(*symbol));
    }

    std::vector<Symbol> statementsIn(BodyId body) const {
        std::vector<Symbol> symbols;
        if (!body.valid())
            return symbols;
        for (StmtId id : module_[body].stmts)
            addStatement(symbols, module_[id]);
        return symbols;
    }

    void addStatement(std::vector<Symbol>& symbols, const Stmt& stmt) const {
        auto addBody = [&](BodyId body) {
            for (Symbol& symbol : statementsIn(body))
                symbols.push_back(std::move(symbol));
        };
        if (const auto* branch = std::get_if<IfStmt>(&stmt.node)) {
            addBody(branch->then);
            addBody(branch->elseBody);
            if (branch->elseIf.valid())
                addStatement(symbols, module_[branch->elseIf]);
        } else if (const auto* match = std::get_if<MatchStmt>(&stmt.node)) {
            for (const MatchStmtArm& arm : match->arms)
                addBody(arm.body);
        } else if (const auto* loop = std::get_if<ForStmt>(&stmt.node)) {
            addBody(loop->body);
        } else {
            add(symbols, std::visit([&](const auto& node) { return symbolOf(node, stmt.span); }, stmt.node));
        }
    }

    Found symbolOf(const ChartDecl& chart, Span whole) const { return named(SymbolKind::Chart, chart.name, whole); }
    Found symbolOf(const TypeDecl& type, Span whole) const {
        std::vector<Symbol> fields = fieldsIn(type.type);
        std::string detail = fields.empty() ? written(type.type) : std::string();
        return named(SymbolKind::Type, type.name, whole, std::move(detail), std::move(fields));
    }
    Found symbolOf(const VariantDecl& variant, Span whole) const {
        std::vector<Symbol> cases;
        for (const VariantCase& one : variant.cases)
            add(cases, named(SymbolKind::Case, one.name, one.span, {}, fieldsIn(one.payload)));
        return named(SymbolKind::Variant, variant.name, whole, {}, std::move(cases));
    }
    Found symbolOf(const EnumDecl& declared, Span whole) const {
        std::vector<Symbol> cases;
        for (const EnumCase& one : declared.cases)
            add(cases, named(SymbolKind::Case, one.name, one.name.span));
        return named(SymbolKind::Enum, declared.name, whole, {}, std::move(cases));
    }
    Found symbolOf(const FnDecl& function, Span whole) const {
        return named(SymbolKind::Function, function.name, whole, written(function.result));
    }
    Found symbolOf(const LetDecl& let, Span whole) const {
        return named(SymbolKind::Constant, let.name, whole, written(let.type));
    }
    Found symbolOf(const ValuesDecl& values, Span whole) const {
        return wordy(SymbolKind::Values, "values", whole, fieldsIn(values.type));
    }
    Found symbolOf(const BackendDecl& backend, Span whole) const {
        return named(SymbolKind::Backend, backend.name, whole);
    }
    Found symbolOf(const ServiceDecl& service, Span whole) const {
        return named(SymbolKind::Service, service.name, whole);
    }
    Found symbolOf(const ResourceDecl& resource, Span whole) const {
        return named(SymbolKind::Resource, resource.name, whole, resource.kind.text());
    }
    Found symbolOf(const PatchDecl& patch, Span whole) const {
        return made(SymbolKind::Patch, patch.target.text(), patch.target.span, whole);
    }
    Found symbolOf(const UseDecl& use, Span whole) const {
        return named(SymbolKind::Instance, use.name, whole, use.component.text());
    }
    Found symbolOf(const IncludeDecl& include, Span whole) const {
        return named(SymbolKind::Include, include.alias, whole, include.path.text());
    }
    Found symbolOf(const ExternalDecl& external, Span whole) const {
        return named(SymbolKind::External, external.name, whole);
    }
    Found symbolOf(const EnvironmentDecl& environment, Span whole) const {
        std::string parent = environment.parent ? "extends " + environment.parent->text : std::string();
        return named(SymbolKind::Environment, environment.name, whole, std::move(parent));
    }
    Found symbolOf(const ComponentDecl& component, Span whole) const {
        return named(SymbolKind::Component, component.name, whole, {}, statementsIn(component.body));
    }
    Found symbolOf(const TestDecl& test, Span whole) const { return named(SymbolKind::Test, test.name, whole); }
    /// Checks, imports and the rest declare nothing.
    template <typename Node> Found symbolOf(const Node&, Span) const { return std::nullopt; }

    const Module& module_;
    std::string_view text_;
};

} // namespace

std::vector<Symbol> outlineOf(const Module& module, std::string_view text) { return Outline(module, text).run(); }

} // namespace stackc::ide
