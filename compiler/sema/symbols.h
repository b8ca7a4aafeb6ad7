#pragma once
// What names stand for while a program is checked.

#include "core/program.h"
#include "syntax/ast.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace stackc::sema {

namespace ast = syntax;
using core::ExprId;
using core::TypeId;
using core::VarId;
using source::Span;

enum class SymbolKind : uint8_t { Type, Function, Let, Backend, Service, Use, Component, Resource, External, Broken };

/// What a declaration became.
struct Elaborated {
    TypeId type;
    core::FnId fn;
    core::LetId let;
    core::ComponentId component;
    VarId var;
    VarId contribution; ///< Use: what the component gives to services; invalid: nothing
};

/// What a function or a component takes.
struct Signature {
    std::vector<std::string> params;
    std::vector<ExprId> defaults; ///< of parameters; invalid: none
};

/// A declaration. `Broken` stands for a name whose import failed and silences what follows from that. It is elaborated
/// when it is first needed; `busy` while that goes on.
struct Symbol {
    enum class State : uint8_t { fresh, busy, done };

    SymbolKind kind = SymbolKind::Type;
    std::string name;
    uint32_t module = 0;
    ast::DeclId decl;
    Span span;
    bool exported = false;
    bool scoped = false; ///< Service, Use: declared with clauses, so its outputs exist only inside
    State state = State::fresh;
    Elaborated made;
    Signature signature;
};

using SymbolIndex = uint32_t;

using NameMap = std::map<std::string, SymbolIndex, std::less<>>;

struct ModuleInfo {
    std::string path;
    std::shared_ptr<const ast::Module> tree; ///< charts that include each other share it
    NameMap names;
    NameMap resources;
    /// Imported modules by the text they are reached with ("std.mesh", or an alias).
    std::map<std::string, uint32_t, std::less<>> modules;
    /// Names and aliases that stand for a dotted path of the Kubernetes library.
    std::map<std::string, std::string, std::less<>> natives;
    /// Where the names and aliases of imported modules and Kubernetes types are written; they share the name space.
    std::map<std::string, Span, std::less<>> imported;
    /// Those of them that `export import` passes on.
    std::set<std::string, std::less<>> passedOn;
    bool loading = true;
    bool unreadable = false; ///< it has syntax errors
    TypeId values;           ///< the type of its `values`, once something includes it
    bool valuesBusy = false;
};

/// A name of an expression: a variable, or an expression that is used in its place.
struct Local {
    std::string name;
    ExprId expr;
    VarId contribution{}; ///< of a component in use: what it gives to services
    Span let{};           ///< of a `let`: its name
};

/// The name that stands for a case of a test, which is an expression that is read where the name stands.
struct CaseName {
    std::string name;
    ast::ExprId value;
    Span declared{};
};

/// Where an expression stands.
struct Env {
    uint32_t module = 0;
    std::vector<Local> locals;
    kube::Releases proven;   ///< of Kubernetes: what the conditions around leave
    VarId values;            ///< valid: what `values` stands for (in checks of the values type)
    bool isKnown = false;    ///< whatever is read is known when the stack is compiled: in environments
    bool incomplete = false; ///< required fields may be missing: inside `off { … }`
    bool emptyLists = false; ///< lists and maps may be missing: in an environment's values, but not in elements
    std::optional<CaseName> testCase{}; ///< in what a test is given
};

} // namespace stackc::sema
