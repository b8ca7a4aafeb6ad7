#pragma once
// Of the importers of types: what they make is written, read back as it was, and extends the library.

#include "fuzzing.h"
#include "kube/import.h"
#include "kube/library.h"
#include "kube/module_text.h"
#include "kube/shipped.h"

namespace stackc::fuzzing {

inline void checkImported(kube::Imported imported) {
    if (!imported.errors.empty())
        return;
    for (const kube::Module& module : imported.modules) {
        std::string text = kube::writeModule(module);
        std::string error;
        auto back = kube::readModule(text, error);
        require(back.has_value(), "a written module can be read", error + "\n" + text);
        require(kube::writeModule(*back) == text, "a module is read as it was written", text);
    }
    kube::Library library = kube::Library::builtin();
    std::vector<std::string> errors = library.extend(std::move(imported.modules));
    require(errors.empty(), "imported modules extend the library", errors.empty() ? "" : errors[0]);
}

/// As the driver does: what is built in is left out, and then everything is taken.
template <typename Import> void checkImport(Import import) {
    kube::ImportOptions options;
    checkImported(import(options));
    kube::Shipped builtin = kube::shippedIn(kube::Library::builtin());
    options.shipped = &builtin;
    checkImported(import(options));
}

} // namespace stackc::fuzzing
