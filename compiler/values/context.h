#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/program.h"
#include "ir/node.h"

namespace stackc::values {

/// A declared default (a static expression) as a constant node.
using EvalConst = std::function<ir::NodeRef(core::ExprId)>;

/// What the functions over values types need; the three outlive every call that gets it.
///
/// Values are constant nodes. A record of the language is a Record whose keys are the fields' *names* (`Field::name`;
/// JSON has `Field::key`). An enum is a String, a variant's `text` is the case's name too: both are the case's *key*,
/// because that is what a chart reads. Maps and native objects are Records with their own keys.
struct Context {
    const core::Program& program;
    ir::NodeTable& nodes;
    EvalConst evalConst;

    const core::Type& type(core::TypeId id) const { return program.types[id]; }
};

/// A fault in values. `path` is a JSON path, `a.b[0].c`, empty for the root. `message` is complete: it names the
/// parameter. `suggestion` may be empty.
struct Error {
    std::string path;
    std::string message;
    std::string suggestion;
};
using Errors = std::vector<Error>;

/// The default of a field: the declared one, none for an optional, the record of defaults for a record all of whose
/// fields have one; null if it has none.
ir::NodeRef defaultOf(const Context& context, const core::Field& field);
/// What a default around an element's field says stands there, or its own default; null if there is neither. `outer` is
/// what is said of the record or variant that the field is in, null for nothing.
ir::NodeRef presetOf(const Context& context, const core::Field& field, ir::NodeRef outer);
/// What such a preset says of the fields inside: of an optional those that it has, or would have; null for nothing.
ir::NodeRef heldByPreset(ir::NodeRef preset);
/// What an element's field has where its key is absent; null if the key is required.
ir::NodeRef absentOf(const Context& context, const core::Field& field, ir::NodeRef outer);
/// A value of the type with its maps, native objects and data in byte order of their keys, as they are walked.
ir::NodeRef inKeyOrder(const Context& context, core::TypeId type, ir::NodeRef value);
/// What `""` stands for at a place of the type, a constant; null where it is a text, or nothing. `field` declares the
/// place, or is null in lists and maps: its default where that is of a case marked `@fromEmpty`, else the case so
/// marked that holds nothing.
ir::NodeRef meantByEmpty(const Context& context, const core::Type& type, const core::Field* field);
bool hasDefault(const Context& context, const core::Field& field);

/// The cases of a variant that hold something, as the fields that values.yaml has for them.
std::vector<core::Field> payloadFields(const core::Type& variant);

/// Scalars: what `T?` encodes as `""`, null or absent when unset.
bool isScalar(const core::Type& type);

/// `a.b` and `key` joined: `a.b.key`, or `a.b["odd key"]`.
std::string joinPath(const std::string& path, const std::string& key);
std::string joinPath(const std::string& path, size_t index);

} // namespace stackc::values
