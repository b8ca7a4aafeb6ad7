#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "syntax/ast_common.h"

namespace stackc::syntax {

/// A number in a refinement, as written with its sign, without `_`.
struct Bound {
    enum class Kind : std::uint8_t { integer, floating, unit };
    Kind kind{};
    std::string text;
    Span span;
};

/// `(1..63)`, or `("regex")` if `pattern` is set.
struct Refinement {
    std::optional<Bound> low;
    std::optional<Bound> high;
    std::optional<std::string> pattern;
    Span span;
};

struct Field {
    Doc doc;
    std::vector<Annotation> annotations;
    Name name;
    TypeId type;
    /// Invalid if the field has none.
    ExprId defaultValue;
    std::optional<Rule> where;
    Span span;
};

/// A diagnostic has been reported.
struct ErrorType {};
/// `Int(0..)`, `String("a|b")`, `k8s.core.v1.Affinity`
struct NamedType {
    Path path;
    std::vector<Refinement> refinements;
};
/// `[T]`
struct ListType {
    TypeId element;
};
/// `[K: T]`
struct MapType {
    TypeId key;
    TypeId value;
};
struct RecordType {
    std::vector<Field> fields;
    std::vector<Rule> checks;
};
/// `T?`
struct OptionalType {
    TypeId inner;
};
/// `A & { … }`: a record with the fields of all parts.
struct ExtendType {
    std::vector<TypeId> parts;
};

struct TypeExpr {
    Span span;
    std::variant<ErrorType, NamedType, ListType, MapType, RecordType, OptionalType, ExtendType> node;
};

} // namespace stackc::syntax
