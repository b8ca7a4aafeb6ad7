#pragma once
// What names stand for while a program is checked.

#include "core/program.h"
#include "syntax/ast.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace stackc::sema {

namespace ast = syntax;
using core::ExprId;
using core::TypeId;
using core::VarId;
using source::Span;

enum class SymbolKind : uint8_t { Type, Function, Let, Backend, Service, Use, Component, Resource, Broken };

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
    State state = State::fresh;
    bool hasSignature = false; ///< Function, Component
    bool scoped = false;       ///< Service, Use: declared with clauses, so its outputs exist only inside
    TypeId type;
    core::FnId fn;
    core::LetId let;
    core::ComponentId component;
    VarId var;
    std::vector<std::string> params;
    std::vector<ExprId> defaults;  ///< of parameters; invalid: none
    std::vector<std::string> uses; ///< Function that gives a service's attributes: the backends it names
};
using SymbolIndex = uint32_t;

using NameMap = std::map<std::string, SymbolIndex, std::less<>>;

struct ModuleInfo {
    std::string path;
    ast::Module tree;
    NameMap names;
    NameMap resources;
    /// Imported modules by the text they are reached with ("std.mesh", or an alias).
    std::map<std::string, uint32_t, std::less<>> modules;
    /// Names and aliases that stand for a dotted path of the Kubernetes library.
    std::map<std::string, std::string, std::less<>> natives;
    bool loading = true;
};

/// A name of an expression: a variable, or an expression that is used in its place.
struct Local {
    std::string name;
    ExprId expr;
};

/// Where an expression stands.
struct Env {
    uint32_t module = 0;
    std::vector<Local> locals;
    VarId values; ///< valid: what `values` stands for (in checks of the values type)
};

/// The paths that one block has set, to find those set twice, and the source of an environment's assignments.
struct PathTree {
    Span span;
    bool leaf = false;
    std::map<std::string, PathTree> children;
};

/// One edit of a record: the steps from `step` on lead to what is assigned, appended to, amended or removed.
struct Edit {
    enum class Kind : uint8_t { assign, append, amend, remove };
    Kind kind = Kind::assign;
    const ast::Target* target = nullptr;
    ast::ExprId value;
    ast::BlockId block;
    Span span;
};
/// What amends a value: a block, or the rest of an edit with a longer path.
struct Amendment {
    ast::BlockId block{};
    const Edit* edit = nullptr;
    size_t step = 0;
    Span span{};
};

} // namespace stackc::sema
