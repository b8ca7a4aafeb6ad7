#pragma once
// The types of Stack after names are resolved. A TypeTable owns them; a TypeId is valid for the table's lifetime.
// Types are made by `sema` and only read afterwards.

#include "core/ids.h"
#include "kube/library.h"
#include "source/span.h"
#include "text/numbers.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace stackc::core {

enum class TypeKind : uint8_t {
    Error, ///< after a diagnostic; silences follow-ups
    Bool,
    Int, ///< integers of ±(2^53−1), possibly bounded
    Float,
    String,       ///< also the string-like domains (Url, Quantity, Duration, …)
    IntOrPercent, ///< `1` or `25%`; passed through as given
    Enum,
    Variant,
    Record,
    Optional,
    List,
    Map,
    Native,    ///< a Kubernetes or CRD type of `kube::Library`
    Data,      ///< anything that can be written as YAML or JSON; only as input of text files and open CRD fields
    Partial,   ///< a contribution: any subset of a record's fields
    Sensitive, ///< text that nobody may see; its lengths are those of a String
};

/// What a string-like type stands for; `Plain` is `String`.
enum class Domain : uint8_t { Plain, Url, Quantity, Duration, Percent, Tag, Cron, Semver, DnsLabel, DnsName };

constexpr int64_t maxInt = text::maxSafeInteger;

/// A cross-field rule of a record, or the `where` of a field. `self` is bound to the record (or the field's value).
struct TypeCheck {
    ExprId condition;
    ExprId message; ///< a string expression
    VarId self;
    Span span;
};

struct Field {
    std::string name;
    std::string key; ///< the key in values.yaml; differs from `name` only by `@key`
    TypeId type;
    ExprId defaultValue; ///< invalid: none declared. A complete, static value of `type`
    std::string doc;
    std::string section; ///< heading of the README's parameter tables, from `@section`
    Span span;
    bool flat = false;    ///< `@flat`: its keys stand beside its siblings (layout.h); `key` is none of values.yaml
    std::string was;      ///< `@was`: an old path into the values; empty: none
    std::string mergeKey; ///< of a list: the field that tells its elements apart, from `@mergeKey`
};

struct Case {
    std::string name;
    std::string key;
    TypeId payload; ///< invalid: no payload. A record, or any type for `case: T`
    std::string doc;
    Span span;
    bool fromText = false;  ///< `@fromText`: what fits the payload is this case
    bool fromEmpty = false; ///< `@fromEmpty`: in values, what `""` may stand for
};

struct Type {
    TypeKind kind = TypeKind::Error;
    std::string name; ///< as shown in messages; empty for anonymous records, lists, …
    std::string doc;
    Span span;

    // Int
    int64_t minInt = -core::maxInt;
    int64_t maxInt = core::maxInt;
    // Float
    double minFloat = -std::numeric_limits<double>::infinity();
    double maxFloat = std::numeric_limits<double>::infinity();
    // String
    Domain domain = Domain::Plain;
    int64_t minLength = 0;
    int64_t maxLength = -1; ///< -1: unbounded. Lengths count code points
    std::string pattern;    ///< RE2 ∩ ECMAScript; matched anywhere, so anchored by its author. Includes the domain's
    // Optional, List, Map (value), Partial (the record)
    TypeId element;
    TypeId key; ///< Map
    // Record
    std::vector<Field> fields;
    std::vector<TypeCheck> checks;
    /// Keys that are no fields are allowed and hold Data. Of Data: it is a whole resource, `Manifest`.
    bool open = false;
    bool subchart = false; ///< the values of an included chart, into which Helm puts `global`
    // Enum and Variant
    std::vector<Case> cases;
    std::string tagKey; ///< Variant: the key after `by`; empty: encoded as a one-key map
    // Native
    kube::TypeId native;
    std::vector<TypeCheck> wheres; ///< of `type T = U where …`

    const Field* field(std::string_view name) const;
    /// Index of the case, or -1.
    int caseIndex(std::string_view name) const;
    /// The case marked `@fromText`, or -1.
    int textCase() const;
    /// A variant that values hold as the text of one case, or as a map with one key for the others.
    bool isTextual() const { return kind == TypeKind::Variant && tagKey.empty() && textCase() >= 0; }
};

class TypeTable {
public:
    /// `natives`, which Native types refer to, must outlive the table.
    explicit TypeTable(const kube::Library& natives = kube::Library::builtin());
    const kube::Library& natives() const { return *natives_; }
    TypeId add(Type type);
    const Type& operator[](TypeId id) const { return types_[id.value]; }
    Type& edit(TypeId id) { return types_[id.value]; }

    // Interned basic types.
    TypeId error() const { return TypeId{0}; }
    TypeId boolean() const { return TypeId{1}; }
    TypeId integer() const { return TypeId{2}; }
    TypeId floating() const { return TypeId{3}; }
    TypeId string() const { return TypeId{4}; }
    TypeId intOrPercent() const { return TypeId{5}; }
    TypeId data() const { return TypeId{6}; }
    TypeId domain(Domain d) const { return TypeId{7 + static_cast<uint32_t>(d)}; } ///< Plain is string() of its own
    TypeId sensitive() const { return TypeId{7 + static_cast<uint32_t>(Domain::DnsName) + 1}; }
    TypeId optional(TypeId element);
    TypeId list(TypeId element);
    TypeId map(TypeId key, TypeId element);
    TypeId native(kube::TypeId type);
    TypeId partial(TypeId record);

    /// Can a value of the type have the key? An object type of Kubernetes has no others than its fields.
    bool mayHaveKey(TypeId id, std::string_view key) const;
    /// Structural equality: equal kinds, refinements, fields and optionality.
    bool same(TypeId a, TypeId b) const;
    /// As a user would write it: `Int(1..)`, `[String: Port]`, `Mesh?`, `k8s.core.v1.Affinity`.
    std::string show(TypeId id) const;
    /// With what `nameOf` calls the named types in it.
    std::string show(TypeId id, const std::function<std::string(const Type&)>& nameOf) const;
    size_t size() const { return types_.size(); }

private:
    TypeId derived(TypeKind kind, TypeId element, TypeId key, uint32_t native = 0);

    const kube::Library* natives_;
    std::deque<Type> types_; ///< references stay valid when types are added
    std::map<std::tuple<TypeKind, TypeId, TypeId, uint32_t>, TypeId> derived_;
};

/// String, Url, … and enums: what an optional of holds no empty payload of, and what coerces to String.
bool isStringLike(const Type& type);
/// The same and Sensitive: what is text when a program runs.
bool isText(const Type& type);
/// The pattern of a domain (empty for Plain) and its name in the language.
std::string_view domainPattern(Domain domain);
std::string_view domainName(Domain domain);

} // namespace stackc::core
