#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "syntax/ast_common.h"

namespace stackc::syntax {

/// `chart x { … }`
struct ChartDecl {
    Name name;
    BlockId block;
};
/// `import a.b`, `import a.b as c`, `import a.b { X, Y }`
struct ImportDecl {
    Path path;
    std::vector<Name> names;
    std::optional<Name> alias;
};
/// `type T = U where c else "m"`, `type T = U without { a, b }`, `type T { … }`
struct TypeDecl {
    Name name;
    TypeId type;
    std::vector<Name> without;
    std::optional<Rule> where;
};

struct VariantCase {
    Doc doc;
    std::vector<Annotation> annotations;
    Name name;
    /// A record (`raft { … }`), another type (`given: String`), or invalid.
    TypeId payload;
    Span span;
};
/// `variant V by tag { … }`
struct VariantDecl {
    Name name;
    std::optional<Name> tag;
    std::vector<VariantCase> cases;
};

struct EnumCase {
    Doc doc;
    std::vector<Annotation> annotations;
    Name name;
    /// Written as a string.
    bool quoted = false;
};
struct EnumDecl {
    Name name;
    std::vector<EnumCase> cases;
};

struct Param {
    Name name;
    TypeId type;
    /// Invalid if the parameter has no default.
    ExprId defaultValue;
    Span span;
};
/// `fn f(p: T): R = e`
struct FnDecl {
    Name name;
    std::vector<Param> params;
    TypeId result;
    ExprId body;
};
/// `let x: T = e`; the type may be invalid.
struct LetDecl {
    Name name;
    TypeId type;
    ExprId value;
};
/// `values { … }`; the type is a record.
struct ValuesDecl {
    TypeId type;
};
/// `check c else "m"`
struct CheckDecl {
    Rule rule;
};
/// `backend x clause* = e`; `backend x { … }` has a BlockExpr as value.
struct BackendDecl {
    Name name;
    std::vector<Clause> clauses;
    ExprId value;
};
/// `service x "name" clause* { … }` or `= e`
struct ServiceDecl {
    Name name;
    /// The name in the cluster, if another than `name`.
    std::optional<Name> clusterName;
    std::vector<Clause> clauses;
    ExprId value;
};
/// `resource x clause* : Kind { … }`
struct ResourceDecl {
    Name name;
    std::vector<Clause> clauses;
    Path kind;
    BlockId block;
};
/// `patch x.part { … }`
struct PatchDecl {
    Path target;
    BlockId block;
};
/// `use x clause* = component(args)`: an instance of a component.
struct UseDecl {
    Name name;
    std::vector<Clause> clauses;
    Path component;
    std::vector<Arg> args;
};
/// `include path as "alias" clause* { … }`; the block may be invalid.
struct IncludeDecl {
    Path path;
    Name alias;
    std::vector<Clause> clauses;
    BlockId block;
};
/// `external x clause* { … }`, or `external secret "x"`, which has no block.
struct ExternalDecl {
    Name name;
    std::vector<Clause> clauses;
    BlockId block;
    std::optional<Name> resource;
};
/// `environment x extends y { … }`
struct EnvironmentDecl {
    Name name;
    std::optional<Name> parent;
    BlockId block;
};
/// `component x(params): Outputs { … }`
struct ComponentDecl {
    Name name;
    std::vector<Param> params;
    /// Invalid if the component has no outputs.
    TypeId outputs;
    BodyId body;
};
/// `test "name" for x in cases { … }`; without cases both are missing.
struct TestDecl {
    Name name;
    std::optional<LoopPattern> pattern;
    ExprId cases;
    BodyId body;
};
/// A diagnostic has been reported.
struct ErrorDecl {};

struct Decl {
    Doc doc;
    std::vector<Annotation> annotations;
    bool exported = false;
    Span span;
    std::variant<ErrorDecl, ChartDecl, ImportDecl, TypeDecl, VariantDecl, EnumDecl, FnDecl, LetDecl, ValuesDecl,
                 CheckDecl, BackendDecl, ServiceDecl, ResourceDecl, PatchDecl, UseDecl, IncludeDecl, ExternalDecl,
                 EnvironmentDecl, ComponentDecl, TestDecl>
        node;
};

// ---- statements in the body of a component

/// `outputs { … }` or `outputs = e`: the component's outputs, of its output type.
struct OutputsStmt {
    ExprId value;
};
/// `contribution { … }` or `contribution = e`: what the component gives to a service that uses it.
struct ContributionStmt {
    ExprId value;
};
/// One step of `pod.spec.containers[id]`: a name, or the element of a list that has the key.
struct PartStep {
    Name name;
    ExprId element; ///< valid: a selector; `name` is unused
};
struct PartPath {
    std::vector<PartStep> steps; ///< the first is a name
    Span span;
};
/// `part x = deployment.spec.template | statefulset.spec.template`: what patches can name.
struct PartStmt {
    Name name;
    std::vector<PartPath> paths;
};
/// `if cond { … } else …`; the other branch is a body, another IfStmt, or neither.
struct IfStmt {
    Cond cond;
    BodyId then;
    BodyId elseBody;
    StmtId elseIf;
};
struct MatchStmtArm {
    std::vector<CasePattern> patterns;
    BodyId body;
    Span span;
};
/// `match e { case(x) => { … } }`
struct MatchStmt {
    ExprId subject;
    std::vector<MatchStmtArm> arms;
};
/// `for p in source if filter { … }`
struct ForStmt {
    LoopPattern pattern;
    ExprId source;
    /// Invalid if there is none.
    ExprId filter;
    BodyId body;
};
// ---- statements in the body of a test, beside `let` and `for`

/// `given environment { … }`; both may be missing.
struct GivenStmt {
    std::optional<Name> environment;
    BlockId block;
};
/// `expect value`, `expect refused "text"`, `expect snapshot "text"`; the text may be invalid.
struct ExpectStmt {
    ExprId value;
    ExprId text;
};
/// A diagnostic has been reported.
struct ErrorStmt {};

struct Stmt {
    Doc doc;
    std::vector<Annotation> annotations;
    Span span;
    std::variant<ErrorStmt, LetDecl, ResourceDecl, CheckDecl, PatchDecl, UseDecl, OutputsStmt, ContributionStmt,
                 PartStmt, IfStmt, MatchStmt, ForStmt, GivenStmt, ExpectStmt>
        node;
};

struct Body {
    std::vector<StmtId> stmts;
    /// With its braces.
    Span span;
};

} // namespace stackc::syntax
