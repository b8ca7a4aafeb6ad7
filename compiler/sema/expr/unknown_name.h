#pragma once
// Names that nothing declares, and what was probably meant.

#include "sema/checking.h"

namespace stackc::sema {

/// What could stand in the place of a name.
enum class Wanted : uint8_t { Value, Function, Type, Component, Use };

/// Reports the first name of a path, which nothing declares. What was meant is looked for among what could stand there;
/// where nothing is like it, it says `otherwise`.
void unknownName(Checking& in, const std::vector<ast::Name>& path, Wanted wanted, const std::string& otherwise = "");
/// The modules beside it that export the name.
std::vector<std::string> modulesExporting(const Checking& in, const std::string& name);
/// "import it: `import a { X }` or `import b { X }`", or "" for no modules.
std::string importHint(const std::vector<std::string>& modules, const std::string& name);
/// Is the name what an import that was refused most likely means? The import's message says so, and all of it.
bool isMeantByImport(const Checking& in, const ast::Name& name);
/// Reports a path that begins with a module beside it, which exports what is behind that and isn't imported. Does it?
bool notImported(Checking& in, const std::vector<ast::Name>& path);
/// Reports a path that begins nearly as a module's, which is then what was meant. Does it?
bool unknownModule(Checking& in, const std::vector<ast::Name>& path);

} // namespace stackc::sema
