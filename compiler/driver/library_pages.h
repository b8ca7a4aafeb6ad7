#pragma once
// What the library declares, from its own text and doc comments.

#include "driver/page.h"

#include <optional>
#include <string>
#include <vector>

namespace stackc::driver {

enum class Declared { Type, Function, Component, Constant };

/// An exported declaration of a module.
struct LibraryItem {
    Declared what;
    std::string name; ///< without the module's
    Page page;
};

struct LibraryModule {
    std::string path; ///< "std.network"
    std::string doc;
    std::vector<LibraryItem> items; ///< in the order of the source
};

/// The paths of the modules, sorted.
std::vector<std::string> libraryModules();
/// The module of that path, or nothing.
std::optional<LibraryModule> libraryModule(const std::string& path);

/// The page of a module, of a declaration or of a field below it: `std.network`, `std.Ingress.hosts.host`. Nothing if
/// there is none; where the way leads to a type of Kubernetes, `onward` is the path from there.
std::optional<Page> libraryPage(const std::string& path, std::string& onward);

/// Names near a path that leads nowhere, as a whole path; empty if there is none.
std::string nearLibrary(const std::string& path);

} // namespace stackc::driver
