#pragma once
// What nodes are by the types of the program, whatever is around them.

#include "emit/helm/nodes.h"
#include "ir/package.h"

#include <string_view>
#include <unordered_map>

namespace stackc::emit::helm {

/// What a Go expression of a scalar gives.
enum class Form : uint8_t {
    String,
    Int,   ///< int64 if `exact`, else whatever the values hold
    Float, ///< float64 or int64
    Bool,
    Json, ///< a string or number as the user gave it (IntOrPercent, native scalars)
};

class Kinds {
public:
    explicit Kinds(const core::Program& program) : program_(program) {}

    /// Of a Ref or Default, without its Optional.
    const core::Type& typeOf(NodeRef ref) const;
    /// An optional's, where the node is read as its payload.
    const core::Type& declaredType(NodeRef ref) const;
    /// The field that a place is; null: it is none of a record.
    const core::Field* declaration(NodeRef ref) const;
    /// A field whose keys stand in the map of its record?
    bool isFlat(NodeRef ref) const;
    /// The place whose map has the field's key.
    NodeRef holder(NodeRef field) const;
    /// An optional that is its payload, or nil?
    bool isPlainOptional(NodeRef ref) const;
    /// Is the value of a plain optional empty, to Go's templates, just where it holds nothing? `""` says nothing, too.
    bool isTrueWhereGiven(NodeRef ref) const;
    bool isScalar(NodeRef node) const;
    Form formOf(NodeRef ref) const;
    /// Of the language, or of Kubernetes' objects?
    bool isTruth(NodeRef ref) const;
    /// Is it one of texts that YAML takes for texts without quotes, whatever the values are?
    bool isPlainText(NodeRef scalar) const;
    /// May toYaml print it as it stands in the values?
    bool isPlainData(core::TypeId id) const;

private:
    using Fields = std::unordered_map<std::string_view, const core::Field*>; ///< of a record, by their keys

    const core::Program& program_;
    mutable std::unordered_map<const core::Type*, Fields> fields_;
    mutable std::unordered_map<NodeRef, bool> sharedScalars_; ///< is what a named template holds a scalar?
};

} // namespace stackc::emit::helm
