#pragma once
// Names that lead into the library of Kubernetes and to nothing there.

#include "sema/checking.h"

namespace stackc::sema {

/// The type that takes the place of a kind's version; empty if none does.
std::string replacement(const Checking& in, const std::string& apiVersion, const std::string& kind);
/// Reports a version of a module that is not there; false if that is not what is wrong with the path. `names` are the
/// types that are wanted of it.
bool unknownVersion(Checking& in, const std::string& path, const std::vector<std::string>& names, Span span);
/// Reports what is wrong with a path that leads into the library of Kubernetes; false if it does not.
bool unknownNative(Checking& in, const std::string& path, const ast::Path& written);

} // namespace stackc::sema
