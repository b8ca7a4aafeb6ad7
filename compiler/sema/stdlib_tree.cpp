#include "sema/stdlib.h"
#include "syntax/packed_tree.h"

#include <algorithm>

namespace stackc::sema {

std::shared_ptr<const syntax::Module> stdlibTree(std::string_view path, source::FileId file) {
    return std::make_shared<syntax::Module>(syntax::unpackTree(stdlibPackedTree(path).value(), file));
}

bool isStdlibPart(std::string_view module) {
    std::string path(module);
    std::replace(path.begin(), path.end(), '.', '/');
    size_t end = path.rfind('/');
    bool isBelow = end != std::string::npos && path.find('/') != end; // `std.service` stands beside `std`
    return isBelow && stdlibSource(path) && stdlibSource(path.substr(0, end));
}

std::vector<std::string> stdlibModules() {
    std::vector<std::string> modules;
    for (std::string_view path : stdlibPaths()) {
        std::string module(path);
        std::replace(module.begin(), module.end(), '/', '.');
        if (!isStdlibPart(module))
            modules.push_back(std::move(module));
    }
    return modules;
}

} // namespace stackc::sema
