#include "ide/declarations.h"

namespace stackc::ide {

namespace {

using namespace syntax;

template <typename Node> constexpr const char* wordOf = "";
template <> constexpr const char* wordOf<LetDecl> = "let";
template <> constexpr const char* wordOf<BackendDecl> = "backend";
template <> constexpr const char* wordOf<ServiceDecl> = "service";
template <> constexpr const char* wordOf<ExternalDecl> = "external";
template <> constexpr const char* wordOf<ChartDecl> = "chart";

/// Collects what one file declares.
class Collector {
public:
    Collector(const Module& tree, std::map<Span, Declaration>& into) : tree_(tree), into_(into) {}

    void collect() {
        for (const Decl& decl : tree_.decls)
            std::visit([&](const auto& node) { declared(node, decl.doc, decl.span); }, decl.node);
        for (const Stmt& stmt : tree_.stmts)
            std::visit([&](const auto& node) { declared(node, stmt.doc, stmt.span); }, stmt.node);
        for (const TypeExpr& type : tree_.types)
            if (const auto* record = std::get_if<RecordType>(&type.node))
                for (const Field& field : record->fields)
                    add(field.name, field.doc, field.span, "", field.span.end);
    }

private:
    void add(const Name& name, const Doc& doc, Span whole, std::string words, std::uint32_t end) {
        Span signature{name.span.file, name.span.begin, std::max(end, name.span.end)};
        into_.try_emplace(name.span, Declaration{doc.text, whole, std::move(words), signature});
    }

    /// Where what a function or a component gives is said.
    std::uint32_t endOf(const Name& name, const std::vector<Param>& params, TypeId result) const {
        if (result.valid())
            return tree_[result].span.end;
        return params.empty() ? name.span.end : params.back().span.end;
    }

    void params(const std::vector<Param>& all) {
        for (const Param& param : all)
            add(param.name, {}, param.span, "", param.span.end);
    }

    void declared(const FnDecl& node, const Doc& doc, Span span) {
        add(node.name, doc, span, "fn", endOf(node.name, node.params, node.result));
        params(node.params);
    }
    void declared(const ComponentDecl& node, const Doc& doc, Span span) {
        add(node.name, doc, span, "component", endOf(node.name, node.params, node.outputs));
        params(node.params);
    }
    void declared(const VariantDecl& node, const Doc& doc, Span span) {
        add(node.name, doc, span, "variant", node.tag ? node.tag->span.end : node.name.span.end);
        for (const VariantCase& one : node.cases)
            add(one.name, one.doc, one.span, "", one.name.span.end);
    }
    void declared(const EnumDecl& node, const Doc& doc, Span span) {
        add(node.name, doc, span, "enum", node.name.span.end);
        for (const EnumCase& one : node.cases)
            add(one.name, one.doc, one.name.span, "", one.name.span.end);
    }
    void declared(const TypeDecl& node, const Doc& doc, Span span) {
        bool isShort = node.type.valid() && !std::holds_alternative<RecordType>(tree_[node.type].node);
        add(node.name, doc, span, "type", isShort ? tree_[node.type].span.end : node.name.span.end);
    }
    void declared(const UseDecl& node, const Doc& doc, Span span) {
        add(node.name, doc, span, "use", node.component.span.end);
    }
    void declared(const ResourceDecl& node, const Doc& doc, Span span) {
        add(node.name, doc, span, "resource", node.kind.span.end);
    }
    void declared(const EnvironmentDecl& node, const Doc& doc, Span span) {
        add(node.name, doc, span, "environment", node.parent ? node.parent->span.end : node.name.span.end);
    }
    void declared(const IncludeDecl& node, const Doc& doc, Span span) {
        add(node.alias, doc, span, "include", node.alias.span.end);
    }
    void declared(const PartStmt& node, const Doc& doc, Span span) { add(node.name, doc, span, "part", span.end); }
    /// What is declared by a word and a name; other declarations have none.
    template <typename Other> void declared(const Other& node, const Doc& doc, Span span) {
        if constexpr (wordOf<Other>[0] != '\0')
            add(node.name, doc, span, wordOf<Other>, node.name.span.end);
    }

    const Module& tree_;
    std::map<Span, Declaration>& into_;
};

} // namespace

const Declaration* Declarations::at(Span name) const {
    if (!name.valid())
        return nullptr;
    if (read_.insert(name.file).second)
        Collector(trees_(name.file), known_).collect();
    auto found = known_.find(name);
    return found == known_.end() ? nullptr : &found->second;
}

} // namespace stackc::ide
