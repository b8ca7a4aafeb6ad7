#pragma once
// What names stand for while a program is checked.

#include "core/program.h"
#include "syntax/ast.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
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
    VarId contribution; ///< Use: what the component gives to services; invalid: nothing
    std::vector<std::string> params;
    std::vector<ExprId> defaults; ///< of parameters; invalid: none
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

/// Where an expression stands.
struct Env {
    uint32_t module = 0;
    std::vector<Local> locals;
    kube::Releases proven; ///< of Kubernetes: what the conditions around leave
    VarId values;          ///< valid: what `values` stands for (in checks of the values type)
    bool isKnown = false;  ///< whatever is read is known when the stack is compiled: in environments
};

/// The paths that one block has set, to find those set twice, and the source of an environment's assignments.
struct PathTree {
    Span span;
    bool leaf = false;
    bool earlier = false; ///< set around this branch, or in a branch before: it may be changed, but not set again
    std::map<std::string, PathTree> children;
};

/// What an entry does to a path: leads into it, changes what is there as a whole, or sets it anew.
enum class Claim : uint8_t { into, change, set };

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

/// Names in a backend that stand for paths into `values`.
using ValuesNames = std::map<std::string, std::vector<ast::Name>>;
/// What of a backend counts in an environment: a block, one entry from a step of its target on, or what is at a path
/// into `values`.
struct GivenBlock {
    ast::BlockId block{};
    std::optional<Edit> entry{};
    size_t step = 0;
    std::vector<ast::Name> spread{};
    ValuesNames names{};
};
/// What a backend says of one key: a path into `values`, or blocks that make it together; neither where it is computed.
struct GivenKey {
    std::vector<ast::Name> path;
    std::vector<GivenBlock> blocks;
    bool isSaid = false;
};
/// The environment that amends a backend, and what it has set so far.
struct BackendEdit {
    core::Environment& env;
    const ast::BackendDecl& backend;
    PathTree& paths;
};

/// What a path of names leads to.
struct Found {
    enum class Kind : uint8_t { nothing, local, symbol, native, module, input } kind = Kind::nothing;
    ExprId local;
    SymbolIndex symbol = 0;
    std::string native; ///< path in the library
    size_t used = 0;    ///< how many parts of the path are consumed
};

/// A record while its fields are being set.
struct RecordState {
    TypeId type;
    std::vector<ExprId> fields;     ///< invalid: not set, the default holds
    ExprId base;                    ///< of an open record: what its other keys come from
    std::vector<core::Entry> extra; ///< of an open record: its other keys
};

/// Where the keys of an object stand that were set last and by nothing else since; of the first `known` entries.
struct KeyPlaces {
    size_t known = 0;
    std::unordered_map<std::string, size_t> places;
};

/// An object while its entries are being set.
struct ObjectState {
    TypeId type;
    std::vector<core::Entry>& entries;
    ExprId base;                        ///< what comes before the entries
    const ObjectState* outer = nullptr; ///< the object around the branch of an `if`
    KeyPlaces keys = {};
};

/// What patches name: a resource of a component or a place in it.
struct PartStep {
    TypeId type;     ///< of what the step leads to
    std::string key; ///< or the merge key of the elements
    VarId element;   ///< valid: the step leads to the element that has the key
};
struct PartPlace {
    std::vector<std::string> path; ///< names of uses, then the resource's
    TypeId resource;
    std::vector<PartStep> steps;
};
struct Part {
    TypeId type;
    std::vector<PartPlace> places;
};

/// What an `external` says.
struct External {
    TypeId type;
    core::ExternalChart chart;
    ast::ExprId enabled;
    ast::BlockId values;
    Span enabledSpan;
};

/// What a chart says of a value that the library would add.
struct Switch {
    bool on = true;
    Span span;
};

/// What a key of an object, map, contribution or data takes.
struct Slot {
    TypeId type;
    bool optional = false; ///< the key may be left out
    std::string key;
    std::string mergeKey; ///< of the elements of a list, as declared
};

/// The head of a `for`, its names bound.
struct Loop {
    ExprId source;
    VarId first, second;
    bool isOptional = false; ///< over none or one: lowered to `if let`
};

/// A condition, and what `if let` binds.
struct Opened {
    bool isLet = false;
    ExprId value;
    VarId var;
};

/// The patterns of an arm.
struct ArmHead {
    std::vector<uint32_t> cases;
    VarId bind;
};

/// What a `resource` is written as: its fields and its place in the API.
struct ResourceKind {
    TypeId type;
    std::string apiVersion, kind;
    bool namespaced = true;
    std::optional<kube::Kind> native; ///< of the library
};

/// Source of a record's declared defaults, by type and field.
struct DefaultSource {
    uint32_t module = 0;
    ast::ExprId expr;
    bool busy = false;
};

} // namespace stackc::sema
