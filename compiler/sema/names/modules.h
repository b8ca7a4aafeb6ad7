#pragma once
// Modules: loading, declared names, imports.

#include "sema/checking.h"

namespace stackc::sema {

/// The module at the path, read if it wasn't yet. Nothing if there is none, or after its import in a circle has been
/// reported.
std::optional<uint32_t> loadModule(Checking& in, std::string_view path, Span span);
/// Reads a file as a module: parses it, declares its names, follows its imports.
uint32_t addModule(Checking& in, std::string path, source::FileId file);
/// Of a program with syntax errors only what can't follow from them is worth saying: not that a name is missing.
void takeBackConsequences(Checking& in, size_t first);
/// The entry `outputs`, if there is one.
const ast::Entry* outputsOf(const ast::Module& tree, const ast::ExternalDecl& decl);

} // namespace stackc::sema
