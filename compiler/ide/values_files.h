#pragma once
// The values files that lie beside a stack.

#include "session/file_system.h"

#include <string>
#include <vector>

namespace stackc::ide {

/// The paths of the values files of the stack with that main file: in its folder, and in its folder `ci`, those that
/// are called `values.yaml`, `values-x.yaml`, `values.x.yaml`, `x-values.yaml` or `x.values.yaml`, in its folder
/// `values` all of YAML. Of several stacks in a folder they are `main.stack`'s. Links are passed over.
std::vector<std::string> valuesFilesOf(const std::string& main, const session::FileSystem& system);

} // namespace stackc::ide
