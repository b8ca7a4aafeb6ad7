#pragma once
// What the checker tells the index of names. Where nobody wants one, nothing is done.

#include "sema/checking.h"
#include "sema/index.h"

namespace stackc::sema {

/// The name stands for that; `declared` is invalid for what is declared in no source.
void note(const Checking& in, const ast::Name& name, EntityKind kind, Span declared = {}, TypeId type = {});
/// An input of a group: `release.name`.
void noteInput(const Checking& in, const std::vector<ast::Name>& path, TypeId type);
/// The name stands for a declaration.
void noteSymbol(const Checking& in, const ast::Name& name, SymbolIndex symbol);
/// The name declares a variable.
void noteVariable(const Checking& in, const ast::Name& name, VarId var, EntityKind kind = EntityKind::Variable);
/// The name of an argument.
void noteParameter(const Checking& in, const ast::Name& name, VarId param);
/// The name stands for what is bound to it.
void noteLocal(const Checking& in, const ast::Name& name, const Local& local);
/// A field of a record.
void noteField(const Checking& in, const ast::Name& name, const core::Field& field);
/// A field of an object of Kubernetes.
void noteNativeField(const Checking& in, const ast::Name& name, kube::TypeId object, TypeId type);
/// A case of a variant or an enum.
void noteCase(const Checking& in, const ast::Name& name, TypeId type, size_t index);
/// A text that is the key of a case, beside a value of its type.
void noteKey(const Checking& in, const std::string& text, Span span, TypeId type, size_t index);
/// A value becomes one of another type, such as text.
void noteConversion(const Checking& in, TypeId from, TypeId to, Span span);
/// A text that Kubernetes takes, written as a name.
void noteNativeCase(const Checking& in, const ast::Name& name, TypeId type);
/// The path leads into the library of Kubernetes, where it is called `native`.
void noteNative(const Checking& in, const std::vector<ast::Name>& path, std::string_view native);
/// A module, by the first `count` names of a path.
void noteModule(const Checking& in, const std::vector<ast::Name>& path, size_t count, const std::string& module);
/// A module of the sources, by one name.
void noteModule(const Checking& in, const ast::Name& name, const std::string& module);
/// A part of a component, as patches name it.
void notePart(const Checking& in, const ast::Name& name, core::ComponentId component, TypeId type);
/// An expression of which the type, or what is expected, is known.
void noteExpression(const Checking& in, Span span, TypeId found, TypeId expected);
/// A block of what is of that type.
void noteBlock(const Checking& in, ast::BlockId block, TypeId type);
/// A call of what has that signature. `callee` is its name in the source.
void noteCall(const Checking& in, Span span, const Symbol& symbol, const std::vector<VarId>& params, TypeId result);
/// A call of a case, with its payload or the fields of that.
void noteCaseCall(const Checking& in, Span span, TypeId type, size_t index);
/// Fills in what is known at the end alone: the types of declarations.
void finishNotes(const Checking& in);

/// What a declaration is, as names stand for it.
Entity entityOf(const Checking& in, SymbolIndex symbol);
/// What a bound name stands for.
Entity entityOf(const Checking& in, const Local& local);
Entity entityOf(const core::Field& field);

} // namespace stackc::sema
