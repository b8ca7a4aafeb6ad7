#pragma once
// `@checksum("part")` before what a component makes: where patches change its data, the pods of the part are told, so
// that they restart.

#include "sema/checking.h"

namespace stackc::sema {

/// Remembers the annotation of a resource or use of that name, if it has one. E3030 in a loop, where there are several.
void markChecksum(Checking& in, const std::vector<ast::Annotation>& annotations, const std::string& name,
                  const std::vector<ast::Clause>& clauses);
/// Finds the parts that the annotations of a component name, once there are parts. E3058 for those that it hasn't;
/// E3030 where what stands under `@checksum` may make several with data at once, and where its annotation would have a
/// wrong key or that of another one of the same pods.
void resolveChecksums(Checking& in, core::ComponentId component);
/// What follows from a patch that makes `value` of these places in a use of the component: for what stands under
/// `@checksum`, patches of the pods' annotations. Their `name` is the path, with dots, of the resource that each
/// follows from; their `var` is what is read of it, by fields; each is its `value`, where `second` is what the field
/// has.
std::vector<core::Statement> checksumPatches(Checking& in, core::ComponentId component,
                                             const std::vector<PartPlace>& places, ExprId value);

} // namespace stackc::sema
