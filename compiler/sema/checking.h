#pragma once
// One check of a program: what all parts of it share. Layers, each of which sees those before it: names, types,
// expressions, declarations, statements, the chart. See docs/internals/checker.md.

#include "sema/memo.h"
#include "sema/sema.h"
#include "sema/symbols.h"
#include "support/meanwhile.h"

#include <deque>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stackc::sema {

using core::Type;
using core::TypeKind;
using diag::Code;
using support::Meanwhile;
using support::Pushed;

class Index;

/// The files that were read. They keep their place.
struct Modules {
    ModuleInfo& operator[](uint32_t index) { return all[index]; }
    const ModuleInfo& operator[](uint32_t index) const { return all[index]; }
    size_t size() const { return all.size(); }
    auto begin() const { return all.begin(); }
    auto end() const { return all.end(); }
    ModuleInfo& add() { return all.emplace_back(); }

    std::deque<ModuleInfo> all; ///< the chart's file first
    std::map<std::string, uint32_t, std::less<>> byPath;
    std::optional<uint32_t> prelude;
    bool unreadable = false; ///< a file has syntax errors
};

/// What is declared in them, and what of it is used. Symbols keep their place.
struct Symbols {
    Symbol& operator[](SymbolIndex index) { return all[index]; }
    const Symbol& operator[](SymbolIndex index) const { return all[index]; }
    size_t size() const { return all.size(); }
    auto begin() const { return all.begin(); }
    auto end() const { return all.end(); }
    Symbol& add(Symbol symbol) { return all.emplace_back(std::move(symbol)); }

    std::deque<Symbol> all;
    std::optional<SymbolIndex> broken;
    std::set<std::string, std::less<>> used; ///< names that were looked up in the chart's file and found
    std::map<Span, bool> lets; ///< the `let`s of bodies: was one looked up, however often its body is elaborated?
};

/// What is being elaborated, and what waits for it.
struct Elaboration {
    std::vector<SymbolIndex> chain;          ///< declarations, each of which needs the next
    std::deque<std::function<void()>> later; ///< what needs all types: checks and declared defaults
    std::deque<ast::Target> targets;         ///< of patches that became edits of values
};

/// The body of a component that is being elaborated.
struct Body {
    std::optional<core::ComponentId> component;
    size_t depth = 0;                        ///< of bodies in it
    std::vector<const ast::PartStmt*> parts; ///< elaborated when the rest is
    std::vector<uint32_t> loops;             ///< variables before each loop around a statement
};

/// What is known of the chart's file as a whole.
struct ChartState {
    bool isThere = false;       ///< `chart` is
    bool faultyValues = false;  ///< `values` has syntax errors: nothing is known of them
    bool endlessValues = false; ///< their types have more fields than can be written out
    Span valuesSpan;
    std::set<std::string> dependencyKeys; ///< of its values: what its dependencies read
    std::set<std::string> libraryValues;  ///< of its values: what the library has added
    std::set<std::string> orphans;        ///< environments of which an ancestor is unknown
};

class Checking {
public:
    Checking(source::SourceManager& sources, Loader& loader, kube::Library& library, diag::Sink& sink);
    Checking(const Checking&) = delete;
    Checking& operator=(const Checking&) = delete;

    ExprId make(Span span, TypeId type, core::ExprNode node);
    /// What stands for an expression in which an error has been reported.
    ExprId errorExpr(Span span);

    TypeId typeOf(ExprId id) const { return program.exprs[id.value].type; }
    Span spanOf(ExprId id) const { return program.exprs[id.value].span; }
    bool isError(ExprId id) const { return kindOf(typeOf(id)) == TypeKind::Error; }
    /// The expression, if it is one of that kind; null for other ones and where there is none.
    template <typename Node> const Node* nodeAs(ExprId id) const {
        return id.valid() ? std::get_if<Node>(&program.exprs[id.value].node) : nullptr;
    }

    const Type& type(TypeId id) const { return program.types[id]; }
    TypeKind kindOf(TypeId id) const { return program.types[id].kind; }
    /// As messages call it.
    std::string show(TypeId id) const { return program.types.show(id); }
    kube::Type nativeOf(TypeId id) const { return library.type(type(id).native); }
    /// Is it an object of Kubernetes from which fields are taken away?
    bool isNarrowed(TypeId id) const {
        return kindOf(id) == TypeKind::Native && library.narrowedFrom(type(id).native).has_value();
    }

    /// The file that we are in.
    const ast::Module& tree() const { return *modules[env.module].tree; }
    bool inLibrary() const;

    source::SourceManager& sources;
    Loader& loader;
    kube::Library& library;
    diag::Sink& sink;
    core::Program program;
    Modules modules;
    Symbols symbols;
    Env env;                ///< where we are
    Index* index = nullptr; ///< of what names stand for; null where nobody asks
    Elaboration elaboration;
    Body body;
    ChartState chart;
    Memo memo;
};

/// Names that are bound, and all else that is so where an expression stands, go with it.
class EnvScope {
public:
    explicit EnvScope(Checking& in) : env_(in.env, in.env) {}
    /// In a file, outside of everything.
    EnvScope(Checking& in, uint32_t module) : env_(in.env, Env{}) { in.env.module = module; }

private:
    Meanwhile<Env> env_;
};

/// The names that are bound in a block end with it.
class BlockScope {
public:
    explicit BlockScope(Checking& in) : in_(in), outside_(in.env.locals.size()) {}
    ~BlockScope() { in_.env.locals.resize(outside_); }
    BlockScope(const BlockScope&) = delete;
    BlockScope& operator=(const BlockScope&) = delete;

private:
    Checking& in_;
    size_t outside_;
};

} // namespace stackc::sema
