#pragma once
// Of the fuzzers whose input is a program: programs are compiled one after another beside the same files, so that the
// library is read once for many of them.

#include "sema/stdlib.h"
#include "session/compilation.h"

#include <memory>
#include <string>
#include <string_view>

namespace stackc::fuzzing {

/// Files of which the whole library is read.
inline std::shared_ptr<session::Files> libraryFiles() {
    auto files = std::make_shared<session::Files>();
    std::string imports;
    for (std::string_view path : sema::stdlibPaths()) {
        std::string name(path);
        size_t slash = name.find('/');
        if (slash != std::string::npos)
            name[slash] = '.';
        imports += "import " + name + " as module" + std::to_string(imports.size()) + "\n";
    }
    session::compileText("/nowhere/library.stack", imports, files);
    return files;
}

/// Texts are kept beside the library, so that its files are read anew now and then.
inline std::unique_ptr<session::Compilation> compiled(std::string_view text) {
    constexpr int most = 2000;
    static std::shared_ptr<session::Files> files;
    static int count = 0;
    if (count++ % most == 0)
        files = libraryFiles();
    return session::compileText("/nowhere/" + std::to_string(count) + "/main.stack", std::string(text), files);
}

} // namespace stackc::fuzzing
