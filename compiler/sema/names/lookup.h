#pragma once
// Looking names up: locals, then the module's own and imported names, modules, the prelude, built-in roots.

#include "sema/checking.h"

namespace stackc::sema {

/// What a path of names leads to.
struct Found {
    enum class Kind : uint8_t { nothing, local, symbol, native, module, input } kind = Kind::nothing;
    ExprId local;
    SymbolIndex symbol = 0;
    std::string native; ///< path in the library
    size_t used = 0;    ///< how many parts of the path are consumed
};

/// As messages call it: "a type".
std::string_view kindName(SymbolKind kind);
/// What the name is bound to; null if it isn't. It counts as used then.
const Local* lookupLocal(Checking& in, std::string_view name);
/// The declaration of the name in this file, what it imports and the prelude. It counts as used then.
std::optional<SymbolIndex> lookupSymbol(Checking& in, std::string_view name);
/// `skipLocals` where no variable can be meant: types, functions, components.
Found lookup(Checking& in, const std::vector<ast::Name>& path, bool skipLocals = false);
/// The same, of which the index of names hears nothing.
Found peek(Checking& in, const std::vector<ast::Name>& path, bool skipLocals);
/// What others reach by a name of the module: a declaration behind `export`, or what it imports with `export`.
std::optional<SymbolIndex> exportOf(const Checking& in, const ModuleInfo& module, std::string_view name);
/// All names that others reach.
std::vector<std::string> exportsOf(const Checking& in, const ModuleInfo& module);
/// Reports a name that a module keeps to itself, or doesn't have.
void reportHidden(Checking& in, const ModuleInfo& module, const ast::Name& name);
/// A path into a module that ends in a name it does not export.
void notExported(Checking& in, const Found& found, const std::vector<ast::Name>& path);
/// Is it a name that the language itself has in all files?
bool isBuiltinRoot(std::string_view name);

/// Of a service or use that isn't there: has what is wrong with it been reported? It may also not have been reached,
/// where what stands at `span` is read by something before it.
bool isReported(const Checking& in, const Symbol& symbol, Span span);

} // namespace stackc::sema
