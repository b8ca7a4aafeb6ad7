#pragma once
// The typed core: what sema lowers to and what eval evaluates. Names are resolved, coercions and defaults explicit,
// overlays turned into amended records. A Program is frozen once sema has returned it.

#include "core/ids.h"
#include "core/numbers.h"
#include "core/types.h"
#include "kube/version_range.h"
#include "source/span.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace stackc::core {

enum class Op : uint8_t {
#define OP(name, text) name,
#include "core/ops.def"
#undef OP
};
std::string_view opName(Op op);

/// What a stack is a function of, besides `values`.
enum class Input : uint8_t {
    Values,
    ReleaseName,
    ReleaseNamespace,
    ReleaseService,
    ChartName,         ///< what Helm calls the chart: the alias, where another includes it
    ChartDeclaredName, ///< what its source calls it
    ChartVersion,
    ChartAppVersion,
    KubeVersion, ///< "v1.29.0"
};

// ---- expressions -------------------------------------------------------------------------------------------------

struct Literal {
    /// Floats keep the author's spelling in `text`; strings and string-like literals (`10Gi`, `30s`) are in `text`.
    enum class Kind : uint8_t { Bool, Int, Float, String } kind;
    bool boolean = false;
    int64_t integer = 0;
    double number = 0;
    std::string text;
};
struct NoneLit {};
/// `on { … }`, or a payload where an optional is wanted (`on` true); `off { … }`: none, with preset fields.
struct OptionalLit {
    bool on = true;
    ExprId payload;
};
struct InputRef {
    Input input;
};
struct VarRef {
    VarId var;
};
struct LetRef {
    LetId let;
};
struct FieldAccess {
    ExprId base; ///< a Record, Native object, Partial, or Map of static shape
    std::string name;
};

/// Amend sets a key to what its value makes of what is there before; Remove takes a key out.
enum class EntryKind : uint8_t { Set, If, IfLet, For, Spread, Amend, Remove };

/// One entry of a record, map or list expression. A list item is a Set without key.
struct Entry {
    EntryKind kind = EntryKind::Set;
    Span span;
    // Set
    std::string key; ///< static key; empty for list items
    ExprId keyExpr;  ///< computed key of a map (valid: `key` is unused)
    ExprId value;    ///< Set: the value; Spread: the record, map or list; If/IfLet: condition or optional; For: source
    bool omitEmpty = false; ///< Set: leave the key (item) out where the value is an empty list, map or object
    bool omitNone = false;  ///< Set: the value is an optional; leave the key (item) out where it is none
    // IfLet: first = the payload. For: (first) element or map value; (first, second) index or key, then element.
    // Amend: first = what the key holds
    VarId first;
    VarId second;
    ExprId filter;    ///< For: `if`
    ExprId otherwise; ///< Amend: what `first` is where the key is not there; invalid: it has to be
    std::vector<Entry> body;
    std::vector<Entry> orElse;
};

/// A record, map, native object, partial or data object. With `base`, starts from the base's entries: a Set of a
/// present key replaces it in place. Records of the language come complete (sema has filled in defaults).
struct RecordExpr {
    ExprId base;
    std::vector<Entry> entries;
};
struct ListExpr {
    std::vector<Entry> items;
};
struct VariantExpr {
    uint32_t caseIndex;
    ExprId payload; ///< invalid where the case has none
};
/// The first element of a list, as an optional.
struct FirstExpr {
    ExprId list;
};
/// Of the attributes that a service's merge gives those that the record type has; nothing else of it is evaluated.
struct AttributesExpr {
    ExprId merge;
};
/// A case of an enum; its value is the case's key.
struct EnumExpr {
    uint32_t caseIndex;
};
struct IfExpr {
    ExprId condition, then, otherwise;
};
struct IfLetExpr {
    VarId var;
    ExprId optional, then, otherwise;
};
struct MatchArm {
    std::vector<uint32_t> cases; ///< case indices; of an optional: 0 = none, 1 = some. Empty: `_`
    VarId bind;                  ///< the payload, if bound (single case only)
    ExprId body;
    Span span;
};
struct MatchExpr {
    ExprId subject; ///< of type Variant, Enum or Optional
    std::vector<MatchArm> arms;
};
struct LetExpr {
    VarId var;
    ExprId value, body;
};
struct CallExpr {
    FnId fn;
    std::vector<ExprId> args; ///< one per parameter, defaults filled in
};
struct PrimExpr {
    Op op;
    std::vector<ExprId> args;
};
struct IsCase {
    ExprId subject; ///< of type Variant or Enum
    uint32_t caseIndex;
};
struct IsSome {
    ExprId subject;
};
/// `a ?? b`; the result is a payload, or an optional when b is one.
struct Coalesce {
    ExprId optional, otherwise;
};
/// The chosen case's name as a string (`values.queue.tag`).
struct TagOf {
    ExprId subject;
};
enum class TextFormat : uint8_t { Yaml, Json };
/// A text file written from data by our own writer.
struct TextExpr {
    TextFormat format;
    ExprId data;
};
/// `defaults ⊕ u1 ⊕ … ⊕ un ⊕ own` over the record type of the expression (lists append, maps unite, else own, then
/// the backend that sets it, then the default). The backends are those that `own` names in its field of that type, each
/// after those that it names itself.
struct MergeExpr {
    ExprId own;      ///< Partial
    ExprId defaults; ///< Partial with every field that has a declared default
};
/// A field by which elements are told apart beside their key, and what it is to be; empty: the key says it, `53/UDP`.
struct SecondKey {
    std::string field, wanted;
    bool isDefault = false; ///< an element without the field has it
};
/// The list with the elements whose `key` is `wanted` replaced by `value`, in which `element` is what they are before.
struct AmendElements {
    ExprId list;
    std::string key; ///< the field, or that of an object in it: `metadata.name`
    ExprId wanted;   ///< a string
    VarId element;
    ExprId value; ///< invalid: they are taken out
    bool mustExist = true;
    std::optional<SecondKey> second{};
    TypeId reading{}; ///< of the object in it that has the field; else of the second field, an optional
};
/// Where the evaluation gets here, the user is at fault: what is amended is not there.
struct FailExpr {
    std::string why;
};
struct ErrorExpr {};

using ExprNode =
    std::variant<ErrorExpr, Literal, NoneLit, OptionalLit, InputRef, VarRef, LetRef, FieldAccess, RecordExpr, ListExpr,
                 VariantExpr, EnumExpr, IfExpr, IfLetExpr, MatchExpr, LetExpr, CallExpr, PrimExpr, IsCase, IsSome,
                 Coalesce, TagOf, TextExpr, MergeExpr, AmendElements, FailExpr, FirstExpr, AttributesExpr>;

struct Expr {
    Span span;
    TypeId type;
    ExprNode node;
};

// ---- declarations ------------------------------------------------------------------------------------------------

struct Var {
    std::string name;
    TypeId type;
};
struct Let {
    std::string name;
    TypeId type;
    ExprId value;
    Span span;
};
struct Function {
    std::string name;
    std::vector<VarId> params;
    TypeId result;
    ExprId body;
    /// Not empty: printed once as the named template `<chart>.<template>` and included where it is called.
    std::string templateName;
    std::string doc;
    Span span;
};

enum class StatementKind : uint8_t { Let, Resource, Check, Use, If, IfLet, For, Match, Patch };

/// What a patch makes of one resource of a use.
struct Amendment {
    std::vector<std::string> path; ///< names of uses inside the use, then the resource's
    VarId object;                  ///< the resource's value before
    ExprId value;
};

/// `@allow(W5030, "reason")`: what is meant at a statement.
struct Allowance {
    std::string code;
    std::string reason;
    Span span;
};

struct Statement;
struct StatementArm {
    std::vector<uint32_t> cases;
    VarId bind;
    std::vector<Statement> body;
};
struct Statement {
    StatementKind kind = StatementKind::Let;
    Span span;
    std::vector<Allowance> allowed;
    // Let: var = value. Use: var = outputs of component(args). Check: value is the condition, message the text.
    // Resource: value is the object (apiVersion and kind are not in it). If/IfLet/For/Match: value is the subject.
    // Patch: var is that of the use before it, second of what is amended, body what follows for pods (eval/patches.cpp)
    VarId var;
    VarId second; ///< For: as in Entry
    ExprId value;
    ExprId message;
    // Resource
    std::string name; ///< of the resource or use in the source; a resource's names its file
    std::string apiVersion;
    std::string resourceKind;
    bool namespaced = true;
    bool testOnly = false; ///< `@test`, a hook of `helm test`: in the chart only
    // Use
    ComponentId component;
    std::vector<ExprId> args;
    VarId contribution; ///< what it gives to services that use it; invalid: nothing
    // Patch; Resource: what makes a test of it, where that is no hook yet
    std::vector<Amendment> amendments;
    // If, IfLet, For, Match
    std::vector<Statement> body;
    std::vector<Statement> orElse;
    std::vector<StatementArm> arms;
};

/// An expression of a component's part that selects an element; evaluated once for each use, after the body.
struct Selector {
    VarId var;
    ExprId value;
};
struct Component {
    std::string name;
    std::vector<VarId> params;
    std::vector<Statement> body;
    std::vector<Selector> selectors;
    ExprId outputs; ///< a record, or invalid
    TypeId outputsType;
    ExprId contribution; ///< to services that use it, or invalid
    Span span;
};

struct Maintainer {
    std::string name, email, url;
};
struct ChartInfo {
    std::string name; ///< as Helm calls it
    /// As the source calls it, and what the names of its templates begin with. Both are `name`, but in a chart that
    /// another includes.
    std::string declaredName, templates;
    std::string version, appVersion, kubeVersion, description, home, icon;
    kube::VersionRange kubeRange; ///< what kubeVersion says; of an included chart, that of the installed one
    std::vector<std::string> sources, keywords;
    std::vector<Maintainer> maintainers;
    std::string license, readme; ///< an SPDX expression; Markdown
    std::string repository;      ///< where the chart is published: an address of `oci`, `https` or `http`
    std::vector<std::pair<std::string, std::string>> annotations;
    std::vector<std::pair<std::string, std::string>> links;   ///< name and address
    std::vector<std::pair<std::string, std::string>> changes; ///< kind, as Artifact Hub calls it, and text
    ExprId notes;                                             ///< string, or invalid
    Span span;
};

/// Where a layer set a path of the values: the chain behind each resolved leaf.
struct Assignment {
    std::vector<std::string> path; ///< encoded keys
    Span span;
};
struct Environment {
    std::string name;
    std::string parent;                   ///< "" or the name after `extends`
    std::string release, ns, kubeVersion; ///< empty: not set (inherited ones are filled in)
    std::vector<std::string> apis;
    ExprId values; ///< a complete value of the values type: the parent's (or the defaults), amended
    std::vector<Assignment> assignments; ///< of this layer only
    std::string doc;
    Span span;
};

/// What a test is given, once for each of its cases.
struct TestCase {
    std::string label;  ///< "n = 3"; empty where the test has no cases
    Environment given;  ///< named like the test and the case; no other knows it
    uint32_t index = 0; ///< of the case in the list of cases
};
/// `test "x" { … }`. What it expects is no part of the program: it is asked of what comes out.
struct Test {
    std::string name;
    Span span;
    uint32_t decl = 0; ///< its declaration in the tree of the file
    std::vector<TestCase> cases;
};

/// `external secret "x"`: a resource that others make, and that resources of the program may name.
struct OutsideResource {
    std::string kind; ///< "Secret"
    std::string name;
    Span span;
};

/// `include`: a chart of the package as a subchart.
struct Include {
    source::FileId file;
    std::string alias;                  ///< its key in the values
    std::vector<std::string> condition; ///< the keys that lead to a Bool of the values; empty: it is always there
    Span span;
};

/// `external`: a chart of somebody else's as a subchart.
struct ExternalChart {
    std::string chart, repository, version;
    std::string alias; ///< its key in the values
    std::vector<std::string> tags;
    std::vector<std::string> condition; ///< as of an Include; never empty
    std::string doc;
    Span span;
};

struct Program {
    TypeTable types;
    std::vector<Expr> exprs;
    std::vector<Var> vars;
    std::vector<Let> lets;
    std::vector<Function> functions;
    std::vector<Component> components;

    ChartInfo chart;
    TypeId backendType;                    ///< invalid where no service is declared
    ComponentId service;                   ///< the library's, whose first parameter is the name; invalid: not used
    LetId services;                        ///< what the program's services are; invalid where nothing asks
    TypeId valuesType;                     ///< a Record; always valid (empty record when there is no `values`)
    ExprId defaults;                       ///< a complete value of valuesType
    std::vector<Statement> statements;     ///< top level, in source order
    std::vector<Environment> environments; ///< parents before children
    std::vector<Test> tests;
    std::vector<Include> includes;
    std::vector<ExternalChart> externals;
    std::vector<OutsideResource> outside;
    bool ownsGlobal = false;          ///< `global` is the library's: included, the chart has its defaults itself
    std::set<source::FileId> library; ///< files that the chart's author did not write

    const Expr& operator[](ExprId id) const { return exprs[id.value]; }
    const Var& operator[](VarId id) const { return vars[id.value]; }
    const Let& operator[](LetId id) const { return lets[id.value]; }
    const Function& operator[](FnId id) const { return functions[id.value]; }
    const Component& operator[](ComponentId id) const { return components[id.value]; }

    /// Did the chart's author write what stands there? Of what arises elsewhere, which is in the library, the author is
    /// shown what led there.
    bool isAuthors(Span span) const { return span.valid() && library.count(span.file) == 0; }
};

} // namespace stackc::core
