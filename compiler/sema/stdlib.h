#pragma once

#include "syntax/ast.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stackc::sema {

/// The text of a module of the library, by its path below stdlib/ without `.stack`: "prelude", "std/mesh".
std::optional<std::string_view> stdlibSource(std::string_view path);

/// The tree of that text, as `syntax::packTree` wrote it when the compiler was built.
std::optional<std::string_view> stdlibPackedTree(std::string_view path);

/// What `syntax::parse` gives for that text when it is `file`, without parsing it. `path` is one of `stdlibPaths`.
std::shared_ptr<const syntax::Module> stdlibTree(std::string_view path, source::FileId file);

/// The paths of all its modules.
std::vector<std::string_view> stdlibPaths();

/// What programs may import of them, as they write it: "std.mesh".
std::vector<std::string> stdlibModules();

/// Is it a part of a module, for that one and its other parts alone? `std.service.pod` is one of `std.service`.
bool isStdlibPart(std::string_view module);

} // namespace stackc::sema
